// State, navigation and live updates of the sandbox's page.

import { adf } from "./documents.js";
import { element, emoji, link, mrkdwn, renderBlock } from "./blocks.js";

const at = (id) => document.getElementById(id);
const state = { messages: [], users: [], channels: [], issues: [], mails: [], faults: [] };
const TABS = ["slack", "jira", "mail"];
const SOURCES = {
  slack: [["messages", "slack/messages?ephemeral=true"], ["users", "slack/users"], ["channels", "slack/channels"]],
  jira: [["issues", "jira/issues"]],
  mail: [["mails", "mail/messages"]],
  faults: [["faults", "faults"]],
};
const names = {
  user: (id) => state.users.find((user) => user.id === id)?.realName || id,
  channel: (id) => state.channels.find((channel) => channel.id === id)?.name || id,
};

async function refresh(target) {
  for (const [field, path] of SOURCES[target]) state[field] = (await (await fetch(path)).json()).items;
  draw();
}

const waiting = new Map();
function refreshSoon(target) {
  if (!waiting.has(target)) waiting.set(target, setTimeout(() => (waiting.delete(target), refresh(target)), 60));
}

/** `#slack/C0…/ts`, `#jira/KEY`, `#mail/id`. */
function place() {
  const [tab, first, second] = decodeURIComponent(location.hash.slice(1)).split("/");
  return { tab: TABS.includes(tab) ? tab : "slack", id: first || "", ts: second || "" };
}

function go(...parts) {
  location.hash = parts.join("/");
}

function draw() {
  const here = place();
  const count = { slack: state.messages.filter((m) => !m.ephemeralFor).length, jira: state.issues.length, mail: state.mails.length };
  for (const tab of TABS) {
    const button = at("tab-" + tab);
    button.setAttribute("aria-selected", String(tab === here.tab));
    button.tabIndex = tab === here.tab ? 0 : -1;
    button.querySelector(".count").textContent = count[tab] || "";
  }
  at("main").setAttribute("aria-labelledby", "tab-" + here.tab);
  at("side").classList.toggle("wide", here.tab !== "slack");
  at("people").replaceChildren(...state.users.filter((user) => !user.bot).map((user) => Object.assign(element("option"), { value: user.email })));
  at("faults").hidden = state.faults.length === 0;
  at("faults").textContent = state.faults.map((f) => `${f.target}: ${f.kind}`).join(", ");
  ({ slack: drawSlack, jira: drawJira, mail: drawMail })[here.tab](here);
}

/** Makes the parent's children these, touching only what changed, so that focus and scroll stay. */
function reconcile(parent, items) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let next = parent.firstElementChild;
  const put = (node) => (node === next ? (next = node.nextElementSibling) : parent.insertBefore(node, next));
  for (const { key, sign, build } of items) {
    const known = old.get(key);
    old.delete(key);
    if (known && known.dataset.sign === sign) {
      put(known);
      continue;
    }
    const fresh = build();
    fresh.dataset.key = key;
    fresh.dataset.sign = sign;
    if (known) {
      const focused = known.contains(document.activeElement) ? document.activeElement.dataset.action : null;
      if (next === known) next = known.nextElementSibling;
      known.replaceWith(fresh);
      parent.insertBefore(fresh, next);
      if (focused !== null) (fresh.querySelector(`[data-action="${CSS.escape(focused || "")}"]`) || fresh).focus?.();
    } else parent.insertBefore(fresh, next);
  }
  old.forEach((gone) => gone.remove());
}

const keyed = (key, value, build) => ({ key, sign: JSON.stringify(value), build: () => build(value) });

function sideButton(current, onClick, ...children) {
  const button = element("button", "", ...children);
  if (current) button.setAttribute("aria-current", "true");
  button.addEventListener("click", onClick);
  return button;
}

const empty = (key, text) => keyed("empty-" + key, text, (words) => element("p", "empty", words));
const time = (iso) => new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const day = (iso) => new Date(iso).toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });

// ---- Slack

function channelLabel(channel) {
  return channel.direct ? "@ " + names.user(channel.direct) : "# " + channel.name;
}

function drawSlack(here) {
  const byKind = (channel) => (channel.direct ? "1" : "0") + channelLabel(channel);
  const channels = [...state.channels].sort((a, b) => byKind(a).localeCompare(byKind(b)));
  const latest = state.messages.findLast((message) => channels.some((c) => c.id === message.channel && !c.direct))?.channel;
  const open = channels.find((c) => c.id === here.id) || channels.find((c) => c.id === latest) || channels[0];
  reconcile(at("side"), channels.map((channel) => {
    const number = state.messages.filter((m) => m.channel === channel.id).length;
    const shown = { label: channelLabel(channel), number, current: channel === open };
    return keyed(channel.id, shown, () => sideButton(shown.current, () => go("slack", channel.id),
      element("span", "row", element("span", "", shown.label), element("span", "num", String(number || "")))));
  }));
  if (!open) {
    reconcile(at("main"), [empty("slack", "No messages yet. What Headwater posts to Slack appears here.")]);
    return;
  }
  const all = state.messages.filter((message) => message.channel === open.id);
  const rows = [keyed("title", channelLabel(open), (label) => element("h2", "title", label))];
  let lastDay = "";
  for (const message of all.filter((m) => !m.threadTs || m.broadcast)) {
    if (day(message.postedAt) !== lastDay) {
      lastDay = day(message.postedAt);
      rows.push(keyed("day-" + lastDay, lastDay, (words) => element("div", "day", element("span", "", words))));
    }
    const replies = message.threadTs ? [] : all.filter((reply) => reply.threadTs === message.ts);
    const root = message.threadTs && all.find((m) => m.ts === message.threadTs);
    const shown = { message, replies, root: root ? root.text : null, users: state.users.length, target: here.ts === message.ts };
    rows.push(keyed(open.id + message.ts, shown, renderMessageRow));
  }
  reconcile(at("main"), rows);
  if (here.ts && here.ts !== draw.shown) at("main").querySelector(".target")?.scrollIntoView({ block: "center" });
  draw.shown = here.ts;
}

function renderMessageRow({ message, replies, root, target }) {
  const row = renderMessage(message, root);
  if (target) row.classList.add("target");
  if (replies.length) {
    const thread = element("details", "thread", element("summary", "", replies.length === 1 ? "1 reply" : replies.length + " replies"));
    thread.open = true;
    thread.append(...replies.map((reply) => renderMessage(reply, undefined)));
    row.lastElementChild.append(thread);
  }
  return row;
}

/** `root` is the thread's first text where the message stands in the channel, undefined inside its thread. */
function renderMessage(message, root) {
  const user = state.users.find((one) => one.id === message.user);
  const name = user?.realName || message.user;
  const body = element("div", "", element("span", "by", name), user?.bot ? element("span", "app", "APP") : null);
  const permalink = element("a", "", time(message.postedAt));
  permalink.href = `#slack/${message.channel}/${message.ts}`;
  permalink.title = message.ts;
  body.append(element("span", "meta", permalink, message.edited ? ` (edited${message.editCount > 1 ? " " + message.editCount + "×" : ""})` : ""));
  if (message.ephemeralFor) body.append(element("div", "mark", `Only visible to ${names.user(message.ephemeralFor)}`));
  if (message.broadcast) body.append(broadcastMark(message, root));
  content(message, body);
  const row = element("article", "message" + (message.ephemeralFor ? " ephemeral" : ""), element("div", "avatar" + (user?.bot ? "" : " person"), name.charAt(0)), body);
  row.tabIndex = -1;
  return row;
}

function broadcastMark(message, root) {
  if (root === undefined) return element("div", "mark", "↗ also sent to the channel");
  const jump = element("button", "", (root || "a thread").slice(0, 90));
  jump.addEventListener("click", () => go("slack", message.channel, message.threadTs));
  return element("div", "mark", "↪ replied to a thread: ", jump);
}

function content(message, body) {
  const press = (control, one, blockId, value) => pressButton(message, control, one, blockId, value);
  if (message.blocks?.length) message.blocks.forEach((block) => body.append(renderBlock(block, names, press)));
  else body.append(element("div", "block", mrkdwn(message.text, names)));
  for (const attachment of message.attachments || []) {
    const side = element("div", "attachment", attachment.text ? mrkdwn(attachment.text, names) : attachment.fallback || "");
    (attachment.blocks || []).forEach((block) => side.append(renderBlock(block, names, press)));
    if (/^#[0-9a-f]{6}$/i.test(attachment.color)) side.style.borderColor = attachment.color;
    body.append(side);
  }
  if (message.reactions?.length) {
    body.append(element("div", "reactions", ...message.reactions.map((r) => element("span", "", `${emoji(r.name)} ${r.users.length}`))));
  }
}

async function pressButton(message, control, one, blockId, value) {
  control.toggleAttribute("disabled", true);
  const wanted = { channel: message.channel, ts: message.ts, actionId: one.action_id, blockId, user: at("actor").value, value };
  const answer = await send("slack/press", wanted);
  control.toggleAttribute("disabled", false);
  if (answer) {
    const words = answer.ok ? `the app answered ${answer.status} in ${answer.millis} ms` : answer.error || `the app answered ${answer.status}`;
    toast(`${at("actor").value} pressed ${one.text?.text || one.action_id}: ${words}`, !answer.ok);
  }
}

// ---- Jira

const chip = (status) => element("span", "chip" + (status === "Done" ? " done" : status === "In Progress" ? " progress" : ""), status);

function drawJira(here) {
  const issues = [...state.issues].reverse();
  const open = issues.find((issue) => issue.key === here.id) || issues[0];
  reconcile(at("side"), issues.map((issue) => keyed(issue.key, [issue.key, issue.status, issue.summary, issue === open], () =>
    sideButton(issue === open, () => go("jira", issue.key),
      element("div", "row", element("span", "", issue.key), chip(issue.status)), element("div", "sub", issue.summary)))));
  reconcile(at("main"), open ? [keyed(open.key, open, renderIssue)] : [empty("jira", "No issues yet. What Headwater files in Jira appears here.")]);
}

function renderIssue(issue) {
  const card = element("article", "card", element("div", "key", `${issue.key} · ${issue.type}`), element("h2", "", issue.summary));
  const moves = ["To Do", "In Progress", "Done"].filter((status) => status !== issue.status).map((status) => {
    const button = element("button", "plain", status);
    button.dataset.action = "move-" + status;
    button.addEventListener("click", () => send(`jira/issues/${issue.key}/transition`, { status, user: at("actor").value }));
    return button;
  });
  card.append(element("div", "actions", chip(issue.status), "→", ...moves));
  card.querySelector(".actions").style.alignItems = "center";
  const fact = (term, ...what) => [element("dt", "", term), element("dd", "", ...what)];
  card.append(element("dl", "facts", ...fact("Priority", issue.priority), ...fact("Assignee", issue.assignee?.displayName || "Unassigned"),
    ...fact("Labels", ...(issue.labels?.length ? issue.labels.map((label) => element("span", "label", label)) : ["none"])),
    ...(issue.remoteLinks.length ? fact("Links", ...issue.remoteLinks.map((one) => element("div", "", link(one.object.url, one.object.title)))) : []),
    ...fact("Created", new Date(issue.createdAt).toLocaleString())));
  card.append(element("h3", "", "Description"), issue.description ? adf(issue.description) : element("p", "none", "None"));
  if (Object.keys(issue.properties).length) {
    card.append(element("h3", "", "Properties"), element("pre", "", JSON.stringify(issue.properties, null, 2)));
  }
  card.append(element("h3", "", `Comments (${issue.comments.length})`));
  issue.comments.forEach((comment) => card.append(element("div", "comment",
    element("span", "by", comment.author.displayName), element("span", "meta", new Date(comment.created).toLocaleString()), adf(comment.body))));
  card.append(commentForm(issue));
  return card;
}

function commentForm(issue) {
  const input = element("input");
  input.placeholder = "Add a comment";
  input.setAttribute("aria-label", "Comment on " + issue.key);
  const form = element("form", "write", input, element("button", "plain", "Comment"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) send(`jira/issues/${issue.key}/comment`, { text: input.value, user: at("actor").value });
  });
  return form;
}

// ---- Mail

function drawMail(here) {
  const mails = [...state.mails].reverse();
  const open = mails.find((mail) => mail.id === here.id) || mails[0];
  reconcile(at("side"), mails.map((mail) => keyed(mail.id, [mail.id, mail === open], () => sideButton(mail === open, () => go("mail", mail.id),
    element("div", "row", element("span", "", mail.subject || "(no subject)"), element("span", "num", time(mail.receivedAt))),
    element("div", "sub", "to " + mail.to.join(", "))))));
  reconcile(at("main"), open ? [keyed("mail-" + open.id, open, renderMail)] : [empty("mail", "No mail yet.")]);
}

function renderMail(mail) {
  const fact = (term, what) => [element("dt", "", term), element("dd", "", what)];
  const card = element("article", "card", element("h2", "", mail.subject || "(no subject)"),
    element("dl", "facts", ...fact("From", mail.from), ...fact("To", mail.to.join(", ")), ...fact("Received", new Date(mail.receivedAt).toLocaleString())));
  if (mail.html) {
    const frame = element("iframe");
    frame.setAttribute("sandbox", "");
    frame.title = "The mail's HTML";
    frame.srcdoc = mail.html;
    card.append(frame);
  }
  if (mail.text) card.append(element("pre", "", mail.text));
  return card;
}

// ---- what people do

async function send(path, body) {
  try {
    const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const answer = response.status === 204 ? {} : await response.json();
    if (response.ok) return answer;
    toast(answer.detail || "That did not work", true);
  } catch (failure) {
    toast("The sandbox cannot be reached", true);
  }
  return null;
}

function toast(words, bad) {
  const note = element("div", "toast" + (bad ? " bad" : ""), words);
  at("toasts").append(note);
  setTimeout(() => note.remove(), 6000);
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const tab = TABS[Number(event.key) - 1];
  const step = { j: 1, k: -1 }[event.key];
  if (tab) go(tab);
  else if (event.target.role === "tab" && /^Arrow(Left|Right)$/.test(event.key)) {
    const next = TABS[(TABS.indexOf(place().tab) + (event.key === "ArrowRight" ? 1 : 2)) % 3];
    go(next);
    at("tab-" + next).focus();
  } else if (step) {
    const rows = [...document.querySelectorAll(place().tab === "slack" ? "main > .message" : "#side button")];
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[now < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
}

at("actor").value = localStorage.getItem("actor") || "ada.lovelace@example.com";
at("actor").addEventListener("change", () => localStorage.setItem("actor", at("actor").value));
TABS.forEach((tab) => at("tab-" + tab).addEventListener("click", () => go(tab)));
addEventListener("hashchange", draw);
addEventListener("keydown", keys);
document.querySelector(".skip").addEventListener("click", (event) => (event.preventDefault(), at("main").focus()));

const events = new EventSource("events");
events.addEventListener("hello", () => {
  at("live").textContent = "live";
  at("live").classList.add("on");
  Object.keys(SOURCES).forEach(refresh);
});
events.addEventListener("change", (event) => refreshSoon(JSON.parse(event.data).target));
events.addEventListener("error", () => {
  at("live").textContent = "reconnecting";
  at("live").classList.remove("on");
});
setInterval(() => refresh("faults").catch(() => at("live").classList.remove("on")), 3000);
