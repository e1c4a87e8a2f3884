// A `Document` goes in; the HTML of what it shows comes out, shadow roots included. The document is never changed.
//
// Open shadow roots become declarative ones, `<template shadowrootmode="open">`, as a server would have sent them.

import { elementsLike, read } from "./unclobbered.js";

/** @param {Document} document @returns {string} */
export function serializeDocument(document) {
  const root = read(document, "documentElement");
  if (!root) return "";
  const { name } = read(document, "doctype") ?? {};
  const doctype = name ? `<!DOCTYPE ${name}>` : "";
  const shadowRoots = openShadowRoots(document);
  if (typeof root.getHTML === "function") {
    // It gives what is inside an element, so the root's own tags come from a copy of it alone.
    const tags = /** @type {Element} */ (root.cloneNode(false)).outerHTML;
    const end = tags.lastIndexOf("</");
    const content = root.getHTML({ serializableShadowRoots: true, shadowRoots });
    return doctype + (end < 0 ? tags : tags.slice(0, end) + content + tags.slice(end));
  }
  // Small DOMs, such as Readability's own, have no `outerHTML`.
  const isWhole = shadowRoots.length === 0 && typeof root.outerHTML === "string";
  return doctype + (isWhole ? root.outerHTML : serializeNode(root));
}

/** All of them, those in other shadow roots too. @param {Document} document @returns {ShadowRoot[]} */
function openShadowRoots(document) {
  /** @type {ShadowRoot[]} */
  const found = [];
  /** @type {ParentNode[]} */
  const scopes = [document];
  for (let scope = scopes.pop(); scope; scope = scopes.pop()) {
    for (const element of elementsLike(scope, "*")) {
      const shadowRoot = read(element, "shadowRoot");
      if (!shadowRoot) continue;
      found.push(shadowRoot);
      scopes.push(shadowRoot);
    }
  }
  return found;
}

const VOID = new Set(
  "area base br col embed hr img input link meta source track wbr basefont bgsound frame keygen param".split(" "),
);
const RAW = new Set("style script xmp iframe noembed noframes plaintext noscript".split(" "));
const TEXT = 3;
const ELEMENT = 1;

/**
 * HTML standard, 13.3, for platforms that have shadow roots but not `getHTML`. Without recursion: a page can be
 * nested deeper than the stack.
 *
 * @param {Element} root
 * @returns {string}
 */
function serializeNode(root) {
  /** @type {string[]} */
  const out = [];
  /** What is left to do, last first: a node, or an end tag. @type {(Node | string)[]} */
  const todo = [root];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === "string") {
      out.push(next);
      continue;
    }
    const type = read(next, "nodeType");
    if (type === TEXT) {
      const text = /** @type {Text} */ (next).data ?? next.textContent ?? "";
      out.push(RAW.has(/** @type {Element | null} */ (next.parentNode)?.localName ?? "") ? text : escaped(text));
    } else if (type === ELEMENT) {
      const element = /** @type {Element} */ (next);
      const name = read(element, "localName");
      const attributes = Array.from(read(element, "attributes"), ({ name, value }) => ` ${name}="${escaped(value)}"`);
      out.push(`<${name}${attributes.join("")}>`);
      if (VOID.has(name)) continue;
      todo.push(`</${name}>`);
      const content = name === "template" ? /** @type {HTMLTemplateElement} */ (element).content : undefined;
      pushChildren(content ?? element, todo);
      const root = read(element, "shadowRoot");
      if (root) {
        todo.push("</template>");
        pushChildren(root, todo);
        todo.push('<template shadowrootmode="open">');
      }
    }
  }
  return out.join("");
}

/** @param {Node} parent @param {(Node | string)[]} todo */
function pushChildren(parent, todo) {
  for (let child = read(parent, "lastChild"); child; child = read(child, "previousSibling")) todo.push(child);
}

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
