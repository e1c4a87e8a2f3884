// The text of an element as one string, and the way back from places in it to the document.

export class TextOf {
  /** @type {{ node: Text, start: number }[]} */
  #nodes = [];
  text = "";

  /** @param {Element} element */
  constructor(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest("button, summary, rp, rt, .unseen")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      this.#nodes.push({ node: /** @type {Text} */ (node), start: this.text.length });
      this.text += /** @type {Text} */ (node).data;
    }
  }

  /** @param {number} start @param {number} end of what is wanted, in `text` @returns {Range} */
  range(start, end) {
    const range = new Range();
    const from = this.#at(start);
    const to = this.#at(Math.max(start, end - 1));
    range.setStart(from.node, start - from.start);
    range.setEnd(to.node, end - to.start);
    return range;
  }

  /** @param {number} place */
  #at(place) {
    let found = this.#nodes[0];
    for (const one of this.#nodes) {
      if (one.start > place) break;
      found = one;
    }
    return found;
  }
}

/** Marks ranges with a name that the style sheet knows, without touching the document. @param {string} name @param {Range[]} ranges */
export function mark(name, ranges) {
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
