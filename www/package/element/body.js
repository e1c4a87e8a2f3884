// The blocks of an article in their places: they are put in, taken out, and brought into line with the final article.
// Nodes of blocks that stay are never touched, so nothing that a person is reading jumps or loads again.

import { blockFragments } from "../dom.js";
import { make } from "./make.js";
import { dress } from "./parts.js";

/** @typedef {import("../index.js").Block} Block */
/** @typedef {import("../index.js").Article} Article */

export class Body {
  element = make("div", { part: "body", className: "body" });
  /** @type {Map<string, HTMLElement>} */
  #places = new Map();
  #headingLevel;

  /** @param {number} headingLevel that of the article's title */
  constructor(headingLevel) {
    this.#headingLevel = headingLevel;
  }

  /** Puts a block behind another, or first. @param {Block} block @param {number | null} after */
  insert(block, after) {
    const place = this.#place(block, blockFragments({ blocks: [block] }, document)[0]);
    const before = after === null ? null : this.#places.get(blockKey(after));
    if (before) before.after(place);
    else this.element.prepend(place);
    this.#places.set(blockKey(block.id), place);
    return place;
  }

  /** @param {number} id */
  remove(id) {
    this.#places.get(blockKey(id))?.remove();
    this.#places.delete(blockKey(id));
  }

  /**
   * Brings the places into line with a sequence of blocks and boxes.
   *
   * @param {ReturnType<typeof import("./restored.js").sequence>} items
   * @param {(folded: import("../index.js").Removed[]) => HTMLElement} box makes a box for what is folded
   * @returns {HTMLElement[]} the places of blocks that are new
   */
  follow(items, box) {
    const blocks = items.flatMap((item) => ("block" in item ? [item.block] : []));
    const fragments = blockFragments({ blocks }, document);
    /** @type {HTMLElement[]} */
    const added = [];
    /** @type {Map<string, HTMLElement>} */
    const places = new Map();
    for (const item of items) {
      if ("folded" in item) {
        const key = `folded ${item.folded.map(({ block }) => block.id)}`;
        places.set(key, this.#places.get(key) ?? box(item.folded));
        continue;
      }
      const key = blockKey(item.block.id);
      const fragment = /** @type {DocumentFragment} */ (fragments.shift());
      if (!fragment.hasChildNodes()) continue;
      const known = this.#places.get(key);
      const fresh = this.#place(item.block, fragment);
      fresh.classList.toggle("restored", item.isRestored);
      // A footnote's number or a link's target is known only when the whole article is.
      const isSame = known?.isEqualNode(fresh) ?? false;
      if (!known) added.push(fresh);
      else if (!isSame) known.replaceWith(fresh);
      places.set(key, isSame && known ? known : fresh);
    }
    for (const [key, place] of this.#places) if (places.get(key) !== place) place.remove();
    /** @type {Element | null} */
    let next = this.element.firstElementChild;
    for (const place of places.values()) {
      if (place === next) next = next.nextElementSibling;
      else this.element.insertBefore(place, next);
    }
    this.#places = places;
    return added;
  }

  /** @param {number} id */
  placeOf(id) {
    return this.#places.get(blockKey(id));
  }

  /** @param {Block} block @param {DocumentFragment} fragment */
  #place(block, fragment) {
    dress(fragment, this.#headingLevel);
    const place = make("div", { part: "block", className: "block" }, fragment);
    place.dataset.block = String(block.id);
    return place;
  }
}

/** @param {number} id */
const blockKey = (id) => `block ${id}`;
