// A live document goes in; its HTML comes out in small pieces, so that whoever asks for them can stop after any. What runs or
// paints is left out, save structured data, which tells much about a page.

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const EMPTY = /^(?:style|noscript|template|svg|canvas|iframe|object)$/;

/** @param {Document} document @returns {Generator<string, void>} */
export function* pieces(document) {
  /** @type {(Node | string)[]} */
  const todo = document.documentElement ? [document.documentElement] : [];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === "string") {
      yield next;
    } else if (next.nodeType === Node.TEXT_NODE) {
      yield escaped(/** @type {Text} */ (next).data);
    } else if (next.nodeType === Node.ELEMENT_NODE) {
      const element = /** @type {Element} */ (next);
      const name = element.localName;
      if (name === "script") {
        if (element.getAttribute("type") === "application/ld+json") yield element.outerHTML;
        continue;
      }
      const attributes = Array.from(
        element.attributes,
        ({ name, value }) => ` ${name}="${escaped(value.slice(0, 500))}"`,
      );
      yield `<${name}${attributes.join("")}>`;
      if (VOID.test(name) || EMPTY.test(name)) continue;
      todo.push(`</${name}>`);
      const root = element.shadowRoot ?? element;
      for (let child = root.lastChild; child; child = child.previousSibling) todo.push(child);
    }
  }
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
