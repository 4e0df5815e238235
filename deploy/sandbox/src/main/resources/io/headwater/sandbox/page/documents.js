// The Atlassian Document Format as DOM. Everything a document says goes in as text, never as HTML.

import { element, link } from "./blocks.js";

const TAGS = {
  doc: "div", paragraph: "p", bulletList: "ul", orderedList: "ol", listItem: "li", blockquote: "blockquote", table: "table",
  tableRow: "tr", tableCell: "td", tableHeader: "th", rule: "hr", hardBreak: "br", taskList: "ul", taskItem: "li",
};
const MARKS = { strong: "strong", em: "em", code: "code", strike: "s", underline: "u" };

/** A document or a part of one. */
export function adf(node) {
  const children = (node.content || []).map(adf);
  const attrs = node.attrs || {};
  switch (node.type) {
    case "doc":
      return element("div", "adf", ...children);
    case "text":
      return (node.marks || []).reduce(marked, document.createTextNode(node.text));
    case "heading":
      return element("h" + Math.min(6, Math.max(1, attrs.level || 1)), "", ...children);
    case "codeBlock":
      return element("pre", "", element("code", "", ...children));
    case "panel":
      return element("div", "panel " + (/^[a-z]+$/.test(attrs.panelType) ? attrs.panelType : ""), ...children);
    case "mention":
      return element("span", "mention", attrs.text || "@" + attrs.id);
    case "emoji":
      return document.createTextNode(attrs.text || attrs.shortName || "");
    case "status":
      return element("span", "chip", attrs.text || "");
    case "date":
      return document.createTextNode(new Date(Number(attrs.timestamp)).toISOString().slice(0, 10));
    case "inlineCard":
    case "blockCard":
    case "embedCard":
      return link(attrs.url || "", attrs.url || "");
    case "expand":
    case "nestedExpand":
      return element("details", "", element("summary", "", attrs.title || "More"), ...children);
    default:
      return element(TAGS[node.type] || "div", "", ...children);
  }
}

function marked(inner, mark) {
  if (mark.type !== "link") return element(MARKS[mark.type] || "span", "", inner);
  const anchor = link(mark.attrs?.href || "", "");
  if (anchor.nodeType === Node.ELEMENT_NODE) {
    anchor.append(inner);
    return anchor;
  }
  return inner;
}
