// Makes nodes, and nothing but nodes that an HTML parser would also make: no markup is ever parsed here.

import { read } from "../unclobbered.js";

/** Text and nodes in order. @typedef {(string | Node)[]} Content */
/** Values by name; those that are undefined are not set. @typedef {Record<string, string | undefined>} Attributes */

/** Makes the nodes of one article. */
export class Tree {
  #document;

  /** @param {Document} document @param {import("./walk.js").Budget} budget */
  constructor(document, budget) {
    this.#document = document;
    this.budget = budget;
  }

  /** @param {Content} content */
  fragment(content) {
    return this.#filled(this.#make("createDocumentFragment"), content);
  }

  /**
   * An element. Attributes are set in the order given.
   *
   * @param {string} name @param {Attributes} [attributes] @param {Content} [content]
   */
  create(name, attributes = {}, content = []) {
    const element = this.#make("createElement", name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined) element.setAttribute(key, value);
    }
    return this.#filled(element, content);
  }

  /**
   * An element, or nothing if nothing is in it.
   *
   * @param {string} name @param {Attributes} attributes @param {Content} content @returns {Content}
   */
  element(name, attributes, content) {
    return content.some((piece) => piece !== "") ? [this.create(name, attributes, content)] : [];
  }

  /** @param {"createElement" | "createTextNode" | "createDocumentFragment"} method @param {string} [text] @returns {any} */
  #make(method, text) {
    const document = this.#document;
    return /** @type {any} */ (read(document, method)).call(document, text);
  }

  /** @template {Node} T @param {T} parent @param {Content} content @returns {T} */
  #filled(parent, content) {
    // A parser makes one text node of neighbouring text.
    let text = "";
    for (const piece of [...content, null]) {
      if (typeof piece === "string") {
        text += piece;
        continue;
      }
      if (text !== "") parent.appendChild(this.#make("createTextNode", text));
      text = "";
      if (piece !== null) parent.appendChild(piece);
    }
    return parent;
  }
}

/** Pieces one after the other with a line end between those that hold anything. @param {Content[]} pieces @returns {Content} */
export function joined(pieces) {
  return pieces
    .filter((content) => content.some((piece) => piece !== ""))
    .flatMap((content, index) => (index === 0 ? content : ["\n", ...content]));
}
