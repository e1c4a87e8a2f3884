// The class of `<body-copy>`, without registering it: bytes or an address in, a calm article on the screen.

import { articleEvents, BodycopyError, extract, init, restrict } from "../browser.js";
import { BodyCopyArticleEvent, BodyCopyBlockEvent, BodyCopyErrorEvent, BodyCopyRestoreEvent } from "./events.js";
import { labelsFor } from "./labels.js";
import { sound, withRestored } from "./restored.js";
import { View } from "./view.js";

export { BodyCopyArticleEvent, BodyCopyBlockEvent, BodyCopyErrorEvent, BodyCopyRestoreEvent };

/** @typedef {import("../index.js").Article} Article */
/** @typedef {import("../index.js").Options} Options */
/** @typedef {import("./class.js").BodyCopySource} Source */

/** Where there is no DOM, on a server, the module can be imported all the same. */
const Base = globalThis.HTMLElement ?? class {};

export class BodyCopyElement extends Base {
  static observedAttributes = ["src", "strictness", "heading-level"];

  #view = new View(this);
  /** @type {Article | null} as it was read */
  #read = null;
  /** @type {Article | null} at the strictness in force */
  #shown = null;
  /** @type {Set<number>} */
  #restored = new Set();
  /** @type {AbortController | undefined} of what is under way */
  #reading;
  /** @type {Options} */
  #options = {};
  /** @type {Partial<import("./class.js").BodyCopyLabels>} */
  #labels = {};
  /** @type {Source | null} */
  #source = null;
  #isWaiting = false;
  /** @type {MutationObserver | undefined} for a template that is yet to come */
  #templates;

  constructor() {
    super();
    // What a framework set before the class was known.
    for (const name of /** @type {const} */ (["options", "labels", "source", "article", "src", "strictness"])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (/** @type {any} */ (this)[name]);
      queueMicrotask(() => Reflect.set(this, name, value));
    }
    this.#view.clear(1);
  }

  get src() {
    const src = this.getAttribute("src");
    return src === null ? "" : resolved(src);
  }
  set src(address) {
    this.setAttribute("src", address);
  }

  get strictness() {
    const value = Number.parseFloat(this.getAttribute("strictness") ?? "");
    return value >= 0 && value <= 1 ? value : (this.#options.strictness ?? 0.5);
  }
  set strictness(value) {
    this.setAttribute("strictness", String(value));
  }

  get headingLevel() {
    const value = Number(this.getAttribute("heading-level"));
    return Number.isInteger(value) && value >= 1 && value <= 6 ? value : 1;
  }
  set headingLevel(value) {
    this.setAttribute("heading-level", String(value));
  }

  get options() {
    return this.#options;
  }
  set options(options) {
    this.#options = options ?? {};
  }

  get labels() {
    return this.#words().labels;
  }
  set labels(labels) {
    this.#labels = labels ?? {};
    this.#refresh();
  }

  get source() {
    return this.#source;
  }
  set source(source) {
    if (source === null || source === undefined) this.#clear();
    // What goes wrong has been told as an event.
    else this.show(source).catch(() => {});
  }

  get article() {
    return this.#shown && withRestored(this.#shown, this.#restored);
  }
  set article(article) {
    this.source = article;
  }

  get busy() {
    return this.#reading !== undefined;
  }

  /** @type {import("./class.js").BodyCopyElement["show"]} */
  show(source, options) {
    this.#source = source;
    return this.#run(async (signal) => this.#take(source, { ...this.#options, ...options }, signal), undefined);
  }

  /** @type {import("./class.js").BodyCopyElement["reload"]} */
  reload() {
    const address = this.src;
    this.#source = null;
    return this.#run(async (signal) => {
      const response = await fetch(address, { signal, headers: { accept: "text/html, application/xhtml+xml" } });
      if (!response.ok) throw new Error(`${new URL(address).host} answered ${response.status} ${response.statusText}`);
      return this.#take(response, this.#options, signal);
    }, address);
  }

  /** @type {import("./class.js").BodyCopyElement["restore"]} */
  restore(id) {
    this.#toggle(this.#removedWith(id, false));
  }

  /** @type {import("./class.js").BodyCopyElement["leaveOut"]} */
  leaveOut(id) {
    this.#toggle(this.#removedWith(id, true));
  }

  connectedCallback() {
    if (this.#reading || this.#shown || this.#source) return;
    if (this.hasAttribute("src")) return this.#loadSoon();
    this.#readTemplate();
    if (this.#source) return;
    this.#templates ??= new MutationObserver(() => this.#readTemplate());
    this.#templates.observe(this, { childList: true });
  }

  disconnectedCallback() {
    this.#templates?.disconnect();
    // One that is only moved is connected again before this runs.
    queueMicrotask(() => {
      if (!this.isConnected) this.#reading?.abort(new DOMException("the element was removed", "AbortError"));
    });
  }

  /** @param {string} name @param {string | null} old @param {string | null} value */
  attributeChangedCallback(name, old, value) {
    if (old === value) return;
    if (name === "src" && this.isConnected) return value === null ? this.#clear() : this.#loadSoon();
    if (name === "strictness" && this.#read) this.#restrict();
    if (name === "heading-level" && this.#shown) {
      this.#view.clear(this.headingLevel);
      this.#refresh();
    }
  }

  /** After all attributes that are set together. */
  #loadSoon() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      if (this.isConnected && this.hasAttribute("src")) this.reload().catch(() => {});
    });
  }

  #readTemplate() {
    const template = this.querySelector(":scope > template");
    if (!(template instanceof HTMLTemplateElement) || this.#source) return;
    this.#templates?.disconnect();
    const url = document.baseURI;
    this.show(template.innerHTML, /^https?:/.test(url) ? { url, ...this.#options } : undefined).catch(() => {});
  }

  /**
   * @param {(signal: AbortSignal) => Promise<Article>} read @param {string | undefined} address to try again
   * @returns {Promise<Article>}
   */
  async #run(read, address) {
    this.#reading?.abort(new DOMException("another page was asked for", "AbortError"));
    const reading = new AbortController();
    this.#reading = reading;
    this.#forget();
    this.#view.busy(true, this.#words());
    try {
      await init();
      const article = await read(reading.signal);
      reading.signal.throwIfAborted();
      this.#finish(article);
      return article;
    } catch (error) {
      if (this.#reading === reading) {
        this.#reading = undefined;
        this.#view.busy(false, this.#words());
        if (!reading.signal.aborted) this.#fail(error, address);
      }
      throw error;
    }
  }

  /** @param {Source} source @param {Options} options @param {AbortSignal} signal @returns {Promise<Article>} */
  async #take(source, options, signal) {
    if (isArticle(source)) return sound(source);
    const all = { ...options, strictness: this.strictness };
    if (isWhole(source)) return extract(source, all);
    for await (const event of articleEvents(source, { ...all, signal })) {
      signal.throwIfAborted();
      if (event.type === "metadata") this.#view.head(event.metadata);
      else if (event.type === "block") this.#tell(event.block, this.#view.insert(event.block, event.after));
      else if (event.type === "retract") this.#view.remove(event.id);
      else return event.article;
    }
    throw new BodycopyError("INTERNAL", "the page ended without an article");
  }

  /** @param {Article} article */
  #finish(article) {
    this.#read = article;
    this.#shown = article;
    this.#refresh();
    this.#reading = undefined;
    this.#view.busy(false, this.#words());
    this.dispatchEvent(new BodyCopyArticleEvent(article));
  }

  /** @param {unknown} error @param {string | undefined} address */
  #fail(error, address) {
    const message = error instanceof Error ? error.message : String(error);
    this.#view.fail(message, this.#words(), address, () => this.reload().catch(() => {}));
    this.dispatchEvent(new BodyCopyErrorEvent(error));
  }

  #refresh() {
    if (!this.#shown) return;
    const added = this.#view.show(this.#shown, this.#restored, this.#words(), (items) => this.#toggle(items));
    if (!this.#reading) return;
    const blocks = new Map(this.#shown.blocks.map((block) => [String(block.id), block]));
    for (const place of added) {
      const block = blocks.get(place.dataset.block ?? "");
      if (block) this.#tell(block, place);
    }
  }

  #restrict() {
    try {
      this.#shown = restrict(/** @type {Article} */ (this.#read), this.strictness);
      this.#refresh();
    } catch (error) {
      this.#fail(error, undefined);
    }
  }

  /** @param {import("../index.js").Removed[]} items */
  #toggle(items) {
    for (const item of items) {
      const isRestored = !this.#restored.delete(item.block.id);
      if (isRestored) this.#restored.add(item.block.id);
      this.dispatchEvent(new BodyCopyRestoreEvent(item, isRestored));
    }
    this.#refresh();
  }

  /** @param {number} id @param {boolean} isRestored */
  #removedWith(id, isRestored) {
    const items = this.#shown?.removed ?? [];
    return items.filter(({ block }) => block.id === id && this.#restored.has(id) === isRestored);
  }

  /** @param {import("../index.js").Block} block @param {HTMLElement} place */
  #tell(block, place) {
    this.dispatchEvent(new BodyCopyBlockEvent(block, place));
  }

  #forget() {
    this.#read = null;
    this.#shown = null;
    this.#restored = new Set();
    this.#view.clear(this.headingLevel);
  }

  #clear() {
    this.#reading?.abort(new DOMException("the page was taken away", "AbortError"));
    this.#reading = undefined;
    this.#source = null;
    this.#forget();
    this.#view.busy(false, this.#words());
  }

  #words() {
    const { lang, labels } = labelsFor(this);
    return { lang, labels: { ...labels, ...this.#labels } };
  }
}

/** @param {string} address */
function resolved(address) {
  try {
    return new URL(address, document.baseURI).href;
  } catch {
    return address;
  }
}

/** @param {any} source @returns {source is Article} */
const isArticle = (source) => typeof source === "object" && Array.isArray(source?.blocks);

/** @param {any} source @returns {source is string | Uint8Array | ArrayBuffer | Document} */
const isWhole = (source) =>
  typeof source === "string" || ArrayBuffer.isView(source) || source instanceof ArrayBuffer || source?.nodeType === 9;
