// Slack's mrkdwn and Block Kit as DOM. Everything a message says goes in as text, never as HTML.

const EMOJI = {
  rotating_light: "🚨", white_check_mark: "✅", heavy_check_mark: "✔️", warning: "⚠️", fire: "🔥", red_circle: "🔴",
  large_orange_circle: "🟠", large_yellow_circle: "🟡", large_green_circle: "🟢", large_blue_circle: "🔵", white_circle: "⚪",
  eyes: "👀", bell: "🔔", mega: "📣", loudspeaker: "📢", ticket: "🎫", mag: "🔍", link: "🔗", bar_chart: "📊",
  chart_with_downwards_trend: "📉", hourglass: "⌛", hourglass_flowing_sand: "⏳", repeat: "🔁", x: "❌", wrench: "🔧",
  memo: "📝", calendar: "📅", arrow_right: "➡️", arrow_up: "⬆️", arrow_down: "⬇️", telephone_receiver: "📞", pager: "📟",
  tada: "🎉", no_entry: "⛔", information_source: "ℹ️", droplet: "💧", ocean: "🌊", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", thumbsup: "👍", "+1": "👍", clock3: "🕒", zap: "⚡", dart: "🎯", package: "📦", raised_hand: "✋",
};

export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** A link where the address is one that cannot run code, else its words. */
export function link(href, words) {
  if (!/^(https?:|mailto:)/i.test(href)) return document.createTextNode(words);
  const anchor = element("a", "", words);
  anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

export function emoji(name) {
  return EMOJI[name] || `:${name}:`;
}

const decode = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const TOKEN = new RegExp(
  [
    "```([\\s\\S]+?)```",
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    "(?<![\\w*])\\*(?=\\S)([^*\\n]*[^*\\s])\\*(?![\\w*])",
    "(?<![\\w_])_(?=\\S)([^_\\n]*[^_\\s])_(?![\\w_])",
    "(?<![\\w~])~(?=\\S)([^~\\n]*[^~\\s])~(?![\\w~])",
    ":([a-z0-9_+-]+):",
  ].join("|"),
  "g",
);

/** mrkdwn as nodes; `people` gives an id its name, `channels` a channel's. */
export function mrkdwn(text, names) {
  const out = document.createDocumentFragment();
  let quote = null;
  text.split(/(```[\s\S]+?```)/).forEach((part) => {
    if (part.startsWith("```")) {
      quote = null;
      inline(part, out, names);
      return;
    }
    part.split("\n").forEach((line, index) => {
      const quoted = /^(&gt;|>) ?/.exec(line);
      if (quoted) {
        if (!quote) out.append((quote = element("blockquote")));
        else quote.append(element("br"));
        inline(line.slice(quoted[0].length), quote, names);
      } else {
        if (index > 0 && !quote) out.append(element("br"));
        quote = null;
        inline(line, out, names);
      }
    });
  });
  return out;
}

function inline(text, parent, names) {
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    parent.append(decode(text.slice(at, match.index)));
    at = match.index + match[0].length;
    const [, pre, code, angle, bold, italic, strike, name] = match;
    if (pre !== undefined) parent.append(element("pre", "", decode(pre.replace(/^\n/, ""))));
    else if (code !== undefined) parent.append(element("code", "", decode(code)));
    else if (angle !== undefined) parent.append(reference(angle, names));
    else if (name !== undefined) parent.append(emoji(name));
    else {
      const styled = element(bold !== undefined ? "strong" : italic !== undefined ? "em" : "s");
      inline(bold ?? italic ?? strike, styled, names);
      parent.append(styled);
    }
  }
  parent.append(decode(text.slice(at)));
}

function reference(inner, names) {
  const [target, label] = inner.split("|", 2);
  if (target.startsWith("@")) return element("span", "mention", "@" + (label || names.user(target.slice(1))));
  if (target.startsWith("#")) return element("span", "mention", "#" + (label || names.channel(target.slice(1))));
  if (target.startsWith("!date^")) return document.createTextNode(decode(label || target));
  if (target.startsWith("!")) return element("span", "mention", "@" + target.slice(1).split("^")[0]);
  return link(decode(target), decode(label || target));
}

function words(text, names) {
  const span = element("span");
  if (text?.type === "mrkdwn") span.append(mrkdwn(text.text, names));
  else span.append(...(text?.text || "").split(/(:[a-z0-9_+-]+:)/).map((part) => (/^:.+:$/.test(part) ? emoji(part.slice(1, -1)) : part)));
  return span;
}

const image = (block) => element("span", "image", "🖼 ", block.alt_text || "image");

/** One block; `press(element, blockId, value)` is called for what can be pressed. */
export function renderBlock(block, names, press) {
  const part = (element_) => renderElement(element_, block.block_id, names, press);
  switch (block.type) {
    case "header":
      return element("div", "block header", words(block.text, names));
    case "section": {
      const body = element("div", "", block.text ? words(block.text, names) : null);
      if (block.fields) body.append(element("div", "fields", ...block.fields.map((field) => element("div", "", words(field, names)))));
      return element("div", "block section", body, block.accessory ? part(block.accessory) : null);
    }
    case "context":
      return element("div", "block context", ...block.elements.map((one) => (one.type === "image" ? image(one) : words(one, names))));
    case "divider":
      return element("hr");
    case "actions":
      return element("div", "block actions", ...block.elements.map(part));
    case "image":
      return element("div", "block", block.title ? element("div", "meta", words(block.title, names)) : null, image(block));
    case "rich_text":
      return element("div", "block", richText(block.elements || [], names));
    default:
      return element("pre", "block", JSON.stringify(block, null, 2));
  }
}

function richText(elements, names) {
  const out = element("div");
  for (const one of elements) {
    if (one.type === "text") {
      let node = document.createTextNode(one.text);
      const style = one.style || {};
      if (style.code) node = element("code", "", node);
      if (style.bold) node = element("strong", "", node);
      if (style.italic) node = element("em", "", node);
      out.append(node);
    } else if (one.type === "link") out.append(link(one.url, one.text || one.url));
    else if (one.type === "user") out.append(element("span", "mention", "@" + names.user(one.user_id)));
    else if (one.type === "emoji") out.append(emoji(one.name));
    else if (one.type === "rich_text_preformatted") out.append(element("pre", "", richText(one.elements, names)));
    else if (one.type === "rich_text_list") out.append(element("ul", "", ...one.elements.map((item) => element("li", "", richText(item.elements, names)))));
    else if (one.elements) out.append(richText(one.elements, names));
  }
  return out;
}

function renderElement(one, blockId, names, press) {
  if (one.type === "image") return image(one);
  if (one.type === "button") {
    const button = one.url ? link(one.url, "") : element("button");
    if (button.nodeType !== Node.ELEMENT_NODE) return button;
    button.append(words(one.text, names));
    button.className = "press" + (["primary", "danger"].includes(one.style) ? " " + one.style : "");
    button.dataset.action = one.action_id || "";
    if (one.accessibility_label) button.setAttribute("aria-label", one.accessibility_label);
    button.addEventListener("click", () => {
      const sure = !one.confirm || window.confirm(one.confirm.text?.text || "Are you sure?");
      if (sure) press(button, one, blockId);
    });
    return button;
  }
  if (one.options) {
    const select = element("select", "", element("option", "", one.placeholder?.text || "Choose…"));
    select.dataset.action = one.action_id || "";
    select.setAttribute("aria-label", one.placeholder?.text || "Choose");
    one.options.forEach((option) => {
      const item = element("option", "", option.text?.text || option.value);
      item.value = option.value;
      select.append(item);
    });
    select.addEventListener("change", () => press(select, one, blockId, select.value));
    return select;
  }
  return element("code", "", one.type);
}
