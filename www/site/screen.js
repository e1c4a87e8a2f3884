// Small helpers for the DOM.

import { toDOM } from "bodycopy";

/**
 * The element with an id, checked to be what the caller takes it for.
 *
 * @template {HTMLElement} T
 * @param {string} id
 * @param {{ new (): T }} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} has the id ${id}`);
  return element;
}

/**
 * A new element: `element("p", { className: "lead" }, "text", child)`.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Partial<HTMLElementTagNameMap[Name]>} [properties]
 * @param {(Node | string)[]} children
 */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  Object.assign(node, properties);
  node.append(...children);
  return node;
}

/**
 * The nodes of one block, with what the whole article says of it.
 *
 * @param {{ blocks: unknown[] }} article @param {import("bodycopy").Block} block
 */
export function nodesOf(article, block) {
  const fragment = toDOM(/** @type {any} */ ({ ...article, blocks: [block] }), document);
  // Of a picture that the page does not describe a screen reader would read out the address.
  for (const picture of fragment.querySelectorAll("img:not([alt])")) picture.setAttribute("alt", "");
  return fragment;
}
