// What the article does without: a box in the text for blocks that are unsure, and the list of all that was left out.

import { make } from "./make.js";

/** @typedef {import("../index.js").Removed} Removed */
/** @typedef {import("./class.js").BodyCopyLabels} Labels */

/** Characters of a block's text that are shown of it. */
const shownText = 160;

/** @param {string} text */
const shortened = (text) => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > shownText ? `${line.slice(0, shownText).replace(/\s\S*$/, "")} …` : line;
};

/**
 * One tap shows what is in it.
 *
 * @param {Removed[]} folded neighbours @param {Labels} labels @param {string} lang of the labels @param {() => void} show
 */
export function foldedBox(folded, labels, lang, show) {
  const words = make("span", { className: "words", dir: "auto" }, shortened(folded.map(({ text }) => text).join(" ")));
  const button = make(
    "button",
    { type: "button", part: "folded-button", onclick: show },
    make("span", { className: "why", lang }, labels.unsure),
    " ",
    words,
    " ",
    make("span", { className: "act", lang }, labels.show),
  );
  return make("div", { part: "folded", className: "folded" }, button);
}

/** The list of what was left out; its entries are made when it is opened. */
export class RemovedList {
  #summary = make("summary", { part: "removed-summary" });
  #list = make("ol");
  element = make("details", { part: "removed", className: "removed", hidden: true }, this.#summary, this.#list);
  /** @type {() => void} */
  #fill = () => {};

  constructor() {
    this.element.addEventListener("toggle", () => this.#fill());
  }

  /**
   * @param {import("../index.js").Article} article @param {ReadonlySet<number>} restored
   * @param {Labels} labels @param {string} lang of the labels
   * @param {(removed: Removed) => void} toggle puts a block back, or leaves it out again
   */
  show({ removed, removedMore }, restored, labels, lang, toggle) {
    const count = removed.length + removedMore;
    this.element.hidden = count === 0;
    this.#summary.lang = lang;
    this.#summary.textContent = `${labels.leftOut} (${count})`;
    this.#fill = () => {
      if (!this.element.open) return this.#list.replaceChildren();
      const root = /** @type {ShadowRoot} */ (this.element.getRootNode());
      const focused = /** @type {HTMLElement | null} */ (root.activeElement)?.dataset.block;
      const entries = removed.map((item) => entry(item, restored.has(item.block.id), labels, lang, () => toggle(item)));
      if (removedMore > 0) {
        entries.push(make("li", { lang }, labels.more.replace("{count}", String(removedMore))));
      }
      this.#list.replaceChildren(...entries);
      // The list is made anew; whoever pressed a button by keyboard stays on it.
      const again = focused ? this.#list.querySelector(`[data-block="${focused}"]`) : null;
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    };
    this.#fill();
  }
}

/** @param {Removed} removed @param {boolean} isRestored @param {Labels} labels @param {string} lang @param {() => void} toggle */
function entry({ kind, reason, text, block }, isRestored, labels, lang, toggle) {
  const words = shortened(text);
  const action = isRestored ? labels.leaveOut : labels.putBack;
  const button = make("button", { type: "button", part: "restore-button", lang, onclick: toggle }, action);
  button.ariaLabel = `${action}: ${words.slice(0, 80)}`;
  button.dataset.block = String(block.id);
  return make(
    "li",
    { className: isRestored ? "restored" : "" },
    make(
      "p",
      { className: "about" },
      make("span", { className: "kind", lang }, labels.kinds[kind] ?? kind),
      " ",
      make("span", { className: "reason", lang: "en" }, reason),
    ),
    make("p", { className: "words", dir: "auto" }, words),
    button,
  );
}
