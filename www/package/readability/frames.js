// The frames of videos that a caller of `Readability` allows by `allowedVideoRegex`: they come out as `<iframe>`.
//
// Without that option every embed comes out as a link, since a frame loads and runs what its site gives. In the blocks
// an allowed one is a paragraph with a mark, which is replaced when the rest has been written.

import { elementsNamed } from "../unclobbered.js";

/** @typedef {import("../index.js").Block} Block */

/** Stands in no text of the article once it has been made long enough. */
const MARK = "\ue000frame";

/** The frames of one document. */
export class Frames {
  /** @type {RegExp | undefined} */
  #allowed;
  /** CSS selectors of the frames whose site would not be known otherwise. @type {string[]} */
  selectors = [];
  /** Addresses of those that are in the article. @type {string[]} */
  #addresses = [];
  #mark = MARK;

  /** @param {Document} document @param {RegExp | undefined} allowed */
  constructor(document, allowed) {
    if (!allowed) return;
    // A global one would remember where it was.
    this.#allowed = new RegExp(allowed.source, allowed.flags.replace(/[gy]/g, ""));
    const hosts = new Set();
    for (const name of ["iframe", "object", "embed"]) {
      for (const element of elementsNamed(document, name)) {
        const address = element.getAttribute("src") ?? element.getAttribute("data") ?? "";
        const host = /^(?:https?:)?\/\/([\w.-]+)/i.exec(address.trim())?.[1];
        if (host && this.#allowed.test(address)) hosts.add(`${name}[${name === "object" ? "data" : "src"}*="${host}"]`);
      }
    }
    this.selectors = [...hosts];
  }

  /** The blocks with a mark for each allowed frame, wherever it stands. @param {Block[]} blocks @returns {Block[]} */
  marked(blocks) {
    const allowed = this.#allowed;
    if (!allowed) return blocks;
    const json = JSON.stringify(blocks);
    while (json.includes(this.#mark)) this.#mark += MARK;
    return JSON.parse(json, (_, value) => {
      if (value?.type !== "embed" || value.quote || !/^https?:/.test(value.url) || !allowed.test(value.url))
        return value;
      this.#addresses.push(value.url);
      return { id: value.id, type: "paragraph", content: [this.#markOf(this.#addresses.length - 1)] };
    });
  }

  /** HTML with the frames in it. @param {string} html */
  written(html) {
    let written = html;
    for (const [at, address] of this.#addresses.entries()) {
      const frame = `<iframe src="${address.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;
      written = written.replace(new RegExp(`\n?<p>${this.#markOf(at)}</p>`), () => frame);
    }
    return written;
  }

  /**
   * The same as nodes, put into `page`; gives the element around it, as Readability hands to its serializer.
   *
   * @param {DocumentFragment} content @param {Element} page
   */
  built(content, page) {
    const document = page.ownerDocument;
    page.appendChild(content);
    for (const paragraph of this.#addresses.length > 0 ? Array.from(page.getElementsByTagName("p")) : []) {
      const at = this.#addresses.findIndex((_, at) => paragraph.textContent === this.#markOf(at));
      if (at < 0) continue;
      const frame = document.createElement("iframe");
      frame.setAttribute("src", this.#addresses[at]);
      if (paragraph.previousSibling?.nodeType === 3) paragraph.previousSibling.remove();
      paragraph.replaceWith(frame);
    }
    const around = document.createElement("div");
    around.appendChild(page);
    return around;
  }

  /** @param {number} at */
  #markOf(at) {
    return `${this.#mark}${at};`;
  }
}
