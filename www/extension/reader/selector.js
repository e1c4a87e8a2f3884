// A page and a text that stands in it go in; a selector comes out that finds the same place on the site's other pages.
//
// The page is parsed into a document that is never shown: nothing in it runs or loads.

/** How much of a page's text a selector may match: more, and it names the page rather than a place in it. */
const MOST_OF_PAGE = 0.4;
/** A box may hold so many times the text of the block that was meant, and some more. */
const BOX = { times: 3, more: 200 };

/**
 * @param {string} html
 * @param {string} text
 * @returns {string | null} tags, classes and ids, joined by `>`; null where they do not tell the place from others
 */
export function selectorFor(html, text) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const wanted = plain(text);
  const found = wanted.length < 3 ? null : deepest(body, wanted);
  if (!found) return null;
  const whole = plain(body.textContent ?? "").length;
  /** @type {string[]} */
  const path = [];
  for (let element = found; element !== body; element = /** @type {Element} */ (element.parentElement)) {
    path.unshift(named(element));
    const selector = path.join(" > ");
    const isNamed = /[.#]/.test(path[0]);
    const isBox = plain(element.textContent ?? "").length <= wanted.length * BOX.times + BOX.more;
    // A name of the element itself, or of the box around it, is worth most; then a path from the next name above.
    if (isNamed) {
      const short = isBox ? path[0] : selector;
      if (share(body, short, whole) <= MOST_OF_PAGE) return short;
      if (share(body, selector, whole) <= MOST_OF_PAGE) return selector;
    }
    if (path.length > 6) return null;
  }
  return null;
}

/** Spaces do not matter, as blocks have other ones than elements. @param {string} text */
const plain = (text) => text.replaceAll(/\s+/g, "");

/** The innermost element with all of the text. @param {Element} body @param {string} wanted */
function deepest(body, wanted) {
  if (!plain(body.textContent ?? "").includes(wanted)) return null;
  /** @type {Element} */
  let found = body;
  for (;;) {
    /** @type {Element | undefined} */
    const next = [...found.children].find((child) => plain(child.textContent ?? "").includes(wanted));
    if (!next) return found === body ? null : found;
    found = next;
  }
}

/** Its tag, with the id and classes that look as if a person had chosen them. @param {Element} element */
function named(element) {
  const names = [...element.classList]
    .filter(isChosen)
    .slice(0, 3)
    .map((name) => `.${CSS.escape(name)}`);
  const id = element.id && isChosen(element.id) ? `#${CSS.escape(element.id)}` : "";
  return element.localName + (names.length > 0 ? names.join("") : id);
}

/** Not made by a tool for one build or one page: those have digits, or mixed letters. @param {string} name */
const isChosen = (name) => /^[a-z][a-z_-]{2,40}$/i.test(name) && !/[a-z][A-Z][a-z]?[A-Z]|__[a-zA-Z]{5}$/.test(name);

/** How much of the page's text stands in what a selector matches. @param {Element} body @param {string} selector @param {number} whole */
function share(body, selector, whole) {
  let matched = 0;
  for (const element of body.querySelectorAll(selector)) matched += plain(element.textContent ?? "").length;
  return matched / Math.max(1, whole);
}
