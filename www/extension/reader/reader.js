// The reader: it holds an article and what the person does with it, shows both, and tells its features when they change.

import { restrict } from "bodycopy";
import { byId, element } from "../shared/dom.js";
import { change, dress } from "../shared/settings.js";
import { buildBlock, buildParts } from "./build.js";
import { headOf } from "./head.js";
import { viewOf } from "./view.js";

/** @typedef {import("bodycopy").Article} Article */

/**
 * @typedef {object} Source where the article is from
 * @property {"page" | "link" | "library"} kind
 * @property {string} url
 * @property {string | Promise<string | null> | null} html of the page, as long as it is at hand
 * @property {string | null} stored its name in the library
 * @property {boolean} ownTab whether leaving means to close the tab
 */

/** What each event of a reader is about. */
export const EVENTS = /** @type {const} */ ({
  /** The article is there, whole. */
  article: "article",
  /** Other parts of it are shown. */
  view: "view",
  settings: "settings",
});

export class Reader extends EventTarget {
  place = byId("article", HTMLElement);
  after = byId("after", HTMLElement);
  /** As it was extracted. @type {Article | null} */
  original = null;
  /** At the strictness that is chosen. @type {Article | null} */
  article = null;
  /** @type {Set<number>} */
  restored = new Set();
  /** @type {Set<number>} */
  hidden = new Set();
  /** @type {ReturnType<typeof viewOf> | null} */
  view = null;
  settings;
  /** What the browser knows of the page's own loading. @type {import("../shared/messages.js").Read["loaded"] | null} */
  loaded = null;
  /** What reading it without opening it took, and saved. @type {(ReturnType<import("./tap.js").Tap["saved"]> & { time: number }) | null} */
  saved = null;
  /** @type {Source} */
  source = { kind: "page", url: "", html: null, stored: null, ownTab: false };
  /** Set by the feature that remembers sites. @type {((change: "restore" | "hide" | "undo", block: import("bodycopy").Block) => void)[]} */
  onChoice = [];

  /** @param {import("../shared/settings.js").Settings} settings */
  constructor(settings) {
    super();
    this.settings = settings;
    dress(settings);
  }

  /** @param {Article} article whole */
  show(article) {
    this.original = article;
    this.article = article;
    this.#build();
    this.dispatchEvent(new Event(EVENTS.article));
  }

  /** What is known of an article whose page still arrives. @param {Article} article */
  begin(article) {
    this.article = article;
    this.place.lang = article.lang ?? "";
    this.place.dir = article.dir ?? "auto";
    const parts = [...this.place.querySelectorAll(":scope > .part")];
    this.place.replaceChildren(headOf(article, this.source.url), ...parts);
    document.title = article.title || document.title;
  }

  /** @param {Extract<import("bodycopy").ArticleEvent, { type: "block" }>} event */
  insert({ after, block }) {
    if (!this.article) return;
    const part = buildBlock(block, this.article);
    const before = after === null ? this.place.querySelector(":scope > header") : this.partOf(after);
    if (before) before.after(part);
    else this.place.append(part);
  }

  /** @param {number} id */
  retract(id) {
    this.partOf(id)?.remove();
  }

  /** The element that shows a block. @param {number} id @returns {HTMLElement | null} */
  partOf(id) {
    return this.place.querySelector(`:scope > [data-id="${id}"]`);
  }

  /** The article as it stands on the screen, to be saved or copied. @returns {Article} */
  get shown() {
    if (!this.view) throw new Error("there is no article yet");
    return this.view.shown;
  }

  /** @param {number} id of a block that was left out or hidden */
  restore(id) {
    this.#choose("restore", id);
  }

  /** @param {number} id of a block that is shown */
  hide(id) {
    this.#choose("hide", id);
  }

  /** @param {"restore" | "hide"} choice @param {number} id */
  #choose(choice, id) {
    const { parts, left } = this.view ?? { parts: [], left: [] };
    const block = [...parts, ...left].find((one) => one.block.id === id)?.block;
    if (!block) return;
    const wasOwn = this.article?.blocks.some((kept) => kept.id === id);
    const isUndone = choice === "hide" ? this.restored.delete(id) : this.hidden.delete(id);
    if (choice === "restore" && !wasOwn) this.restored.add(id);
    if (choice === "hide" && (wasOwn || !isUndone)) this.hidden.add(id);
    this.#build();
    for (const told of this.onChoice) told(isUndone ? "undo" : choice, block);
  }

  /** Moves the threshold. @param {number} strictness */
  restrict(strictness) {
    if (!this.original) return;
    this.article = restrict(this.original, strictness);
    this.#build();
  }

  /** @param {Partial<import("../shared/settings.js").Settings>} changes */
  async choose(changes) {
    this.settings = { ...this.settings, ...changes };
    this.#dress();
    await change(changes);
  }

  /** What was chosen in another tab. @param {import("../shared/settings.js").Settings} settings */
  adopt(settings) {
    if (JSON.stringify(settings) === JSON.stringify(this.settings)) return;
    this.settings = settings;
    this.#dress();
  }

  #dress() {
    this.#holdingPlace(() => dress(this.settings));
    this.dispatchEvent(new Event(EVENTS.settings));
  }

  #build() {
    const { article } = this;
    if (!article) return;
    this.view = viewOf(article, { restored: this.restored, hidden: this.hidden, everything: !article.readable });
    this.place.lang = article.lang ?? "";
    this.place.dir = article.dir ?? "auto";
    document.title = article.title || this.source.url;
    const parts = buildParts(this.view.parts, article, (id) => this.restore(id));
    this.#holdingPlace(() => this.place.replaceChildren(headOf(article, this.source.url), ...parts));
    this.dispatchEvent(new Event(EVENTS.view));
  }

  /** What the person is reading stays where it is on the screen. @param {() => void} work */
  #holdingPlace(work) {
    const first = window.scrollY > 0 ? this.firstVisible() : null;
    const top = first?.getBoundingClientRect().top ?? 0;
    work();
    const same = first && (first.isConnected ? first : this.partOf(Number(first.dataset.id)));
    if (same) window.scrollBy({ top: same.getBoundingClientRect().top - top, behavior: "instant" });
  }

  /** The part at the top of the screen. @returns {HTMLElement | null} */
  firstVisible() {
    for (const part of this.place.querySelectorAll(":scope > .part")) {
      if (part.getBoundingClientRect().bottom > 60) return /** @type {HTMLElement} */ (part);
    }
    return null;
  }

  /** Says something for a moment, to screen readers too. @param {string} message */
  say(message) {
    const status = byId("status", HTMLElement);
    status.replaceChildren(element("span", {}, message));
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => status.replaceChildren(), 6000);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
}
