// What the reader has to say about the article before it begins: a message, and what can be done.

import { byId, element } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { isWeb } from "./head.js";

/**
 * Shows one message; another one takes its place.
 *
 * @param {string} key
 * @param {{ parts?: (string | number)[], url?: string, actions?: { label: string, run: () => void }[] }} [more] `url`:
 *   a link to the page itself
 */
export function note(key, { parts = [], url = "", actions = [] } = {}) {
  const buttons = actions.map(({ label, run }) => element("button", { type: "button", onclick: run }, label));
  const link = isWeb(url) && element("a", { href: url, rel: "noopener noreferrer" }, t("openOriginal"));
  const box = element("div", { className: "note", role: "note" }, element("p", {}, t(key, ...parts)));
  box.dataset.note = key;
  if (buttons.length > 0 || link) box.append(element("p", { className: "actions" }, ...buttons, link));
  byId("notes", HTMLElement).replaceChildren(box);
}

export const clearNote = () => byId("notes", HTMLElement).replaceChildren();
