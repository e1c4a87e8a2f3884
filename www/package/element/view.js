// The shadow tree of `<body-copy>`: headline and facts, the body, what was left out, and what there is to say while the
// article is on its way.

import { Body } from "./body.js";
import { foldedBox, RemovedList } from "./boxes.js";
import { bylineOf, dateIn, minutesIn } from "./facts.js";
import { make } from "./make.js";
import { sequence } from "./restored.js";
import { adoptStyles } from "./styles.js";

/** @typedef {import("../index.js").Article} Article */
/** @typedef {import("../index.js").Removed} Removed */
/** @typedef {{ lang: string, labels: import("./class.js").BodyCopyLabels }} Words */

export class View {
  #root;
  #header = make("header", { part: "header" });
  #body = new Body(1);
  #removed = new RemovedList();
  #status = make("p", { part: "status", className: "status", role: "status" });
  #problem = make("div", { part: "error", className: "problem", role: "alert", hidden: true });
  #fallback = make("div", { className: "fallback" }, make("slot"));
  #article = make("article", { part: "article" });
  #headingLevel = 1;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#root = host.attachShadow({ mode: "open" });
    adoptStyles(this.#root);
    this.#root.append(make("slot", { name: "before" }), this.#article, make("slot", { name: "after" }));
    this.#root.addEventListener("click", (event) => this.#followAnchor(event));
  }

  /** Back to nothing. @param {number} headingLevel that of the title */
  clear(headingLevel) {
    this.#headingLevel = headingLevel;
    this.#body = new Body(headingLevel);
    this.#removed = new RemovedList();
    this.#header.replaceChildren();
    this.#problem.replaceChildren();
    this.#problem.hidden = true;
    this.#article.removeAttribute("aria-labelledby");
    this.#article.removeAttribute("lang");
    this.#article.dir = "auto";
    this.#fallback.hidden = false;
    const parts = [
      this.#header,
      this.#fallback,
      this.#body.element,
      this.#problem,
      this.#status,
      this.#removed.element,
    ];
    this.#article.replaceChildren(...parts);
  }

  /** @param {boolean} isBusy @param {Words} words */
  busy(isBusy, { lang, labels }) {
    this.#article.ariaBusy = String(isBusy);
    this.#status.lang = lang;
    this.#status.textContent = isBusy ? labels.loading : "";
  }

  /** @param {Partial<Article>} article what is known of it so far */
  head(article) {
    const { title, lang, dir, section, source, siteName, publishedTime, readingMinutes } = article;
    this.#fallback.hidden = true;
    if (lang) this.#article.lang = lang;
    this.#article.dir = dir ?? "auto";
    const byline = bylineOf(article);
    // Their room is kept until they are known, or the text would be pushed down when it is already being read.
    const minutes =
      readingMinutes === undefined ? minutesIn(10, lang) : readingMinutes && minutesIn(readingMinutes, lang);
    const facts = [
      byline && make("span", { part: "byline" }, byline),
      (source ?? siteName) && make("span", { part: "source" }, source ?? siteName ?? ""),
      publishedTime && make("time", { part: "date", dateTime: publishedTime }, dateIn(publishedTime, lang)),
      minutes && make("span", { part: "minutes" }, minutes),
    ].filter((fact) => fact instanceof HTMLElement);
    const heading = /** @type {"h1"} */ (`h${this.#headingLevel}`);
    this.#header.replaceChildren(
      make("p", { part: "kicker", className: "kicker" }, section?.join(" › ") ?? ""),
      ...(title ? [make(heading, { part: "title", className: "title", id: "title" }, title)] : []),
      ...(facts.length ? [make("p", { part: "facts", className: "facts" }, ...separated(facts))] : []),
    );
    this.#header.classList.toggle("growing", readingMinutes === undefined);
    if (title) this.#article.setAttribute("aria-labelledby", "title");
  }

  /** @param {import("../index.js").Block} block @param {number | null} after */
  insert(block, after) {
    this.#fallback.hidden = true;
    return this.#body.insert(block, after);
  }

  /** @param {number} id */
  remove(id) {
    this.#body.remove(id);
  }

  /**
   * The whole article.
   *
   * @param {Article} article @param {ReadonlySet<number>} restored @param {Words} words
   * @param {(removed: Removed[]) => void} toggle puts blocks back, or leaves them out again
   * @returns {HTMLElement[]} the places of blocks that are new
   */
  show(article, restored, words, toggle) {
    this.head(article);
    const box = (/** @type {Removed[]} */ folded) =>
      foldedBox(folded, words.labels, words.lang, () => {
        toggle(folded);
        const first = this.#body.placeOf(folded[0].block.id);
        if (first) moveTo(first);
      });
    const added = this.#body.follow(sequence(article, restored), box);
    this.#removed.show(article, restored, words.labels, words.lang, (item) => toggle([item]));
    return added;
  }

  /** @param {string} message @param {Words} words @param {string | undefined} address @param {() => void} again */
  fail(message, { lang, labels }, address, again) {
    this.#problem.hidden = false;
    this.#problem.lang = lang;
    const isWeb = /^https?:/i.test(address ?? "");
    this.#problem.replaceChildren(
      make("p", {}, make("strong", {}, labels.failed), " ", make("span", { lang: "en" }, message)),
      make(
        "p",
        { className: "ways" },
        address !== undefined && make("button", { type: "button", onclick: again }, labels.tryAgain),
        isWeb && make("a", { href: address, rel: "noopener noreferrer" }, labels.openPage),
      ),
    );
  }

  /** Fragments of the address do not reach into a shadow tree. @param {Event} event */
  #followAnchor(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!href?.startsWith("#")) return;
    const target = this.#root.getElementById(href.slice(1));
    event.preventDefault();
    if (target) moveTo(target);
  }
}

/** Focus goes along, or the next press of a key leads back. @param {HTMLElement} element */
function moveTo(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

/** @param {HTMLElement[]} facts */
const separated = (facts) => facts.flatMap((fact, index) => (index === 0 ? [fact] : [" · ", fact]));
