// What of an expected article is in another: HTML and HTML in; counts by kind out.
//
// A link, picture, list, table or code block is there when the other article has one that points to the same place or
// says the same. Text is compared by its words, in any order. An element counts as `judged` when the text around
// it came into the other article: what was left out with its text is a question of the verdict, not of the element.

import { parseHTML } from "linkedom";

/** The address under which Readability's suite reads its pages. */
export const pageUrl = "http://fakehost/test/page.html";

export const kinds = /** @type {const} */ (["image", "link", "list", "table", "code", "embed"]);

/** @typedef {(typeof kinds)[number]} Kind */
/** @typedef {{ expected: number, found: number, judged: number, foundOfJudged: number, missing: string[] }} Count */
/** @typedef {{ text: { recall: number, precision: number, f1: number }, kinds: Record<Kind, Count> }} Comparison */

/** A list, table or code block is there when this share of its words is in one of the same kind. */
const ENOUGH = 0.8;

/** @param {string} html @returns {Element} */
function parse(html) {
  return parseHTML(`<!DOCTYPE html><html><body>${html}</body></html>`).document.body;
}

/** @param {string} text */
function words(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const blocks =
  "p,div,section,article,li,ul,ol,dl,dd,dt,td,th,tr,table,figure,figcaption,blockquote,pre,h1,h2,h3,h4,h5,h6,br";

/** Text with a space where a block begins or ends, so that words of neighbours stay apart. @param {Element} root */
function textOf(root) {
  let text = "";
  /** @param {Node} node */
  const visit = (node) => {
    if (node.nodeType === 3) text += node.nodeValue;
    else if (node.nodeType === 1) {
      const element = /** @type {Element} */ (node);
      const isBlock = element.matches(blocks);
      if (isBlock) text += " ";
      for (const child of element.childNodes) visit(child);
      if (isBlock) text += " ";
    }
  };
  visit(root);
  return text;
}

/** @param {string[]} list */
function tally(list) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How many of `wanted` are in `there`, each as often as it stands there. @param {string[]} wanted @param {Map<string, number>} there */
function overlap(wanted, there) {
  let shared = 0;
  for (const [word, count] of tally(wanted)) shared += Math.min(count, there.get(word) ?? 0);
  return shared;
}

/** Each word with the three behind it: what tells a passage from the same words in headings. @param {string[]} list */
function shingles(list) {
  const length = Math.min(4, list.length);
  return list.slice(0, list.length - length + 1).map((_, at) => list.slice(at, at + length).join(" "));
}

const tracking = /^(utm_|fbclid|gclid|ref_src|mc_|at_|cmp|ito|ncid|icid|__twitter_impression|_r$|smid|partner)/i;

/** @param {string | null} raw */
function address(raw) {
  if (raw === null || raw.trim() === "") return "";
  let url;
  try {
    url = new URL(raw.trim(), pageUrl);
  } catch {
    return raw;
  }
  if (url.href.split("#")[0] === pageUrl) return `#${decode(url.hash.slice(1)).replace(/^bodycopy-(h|fn|fnref)-/, "")}`;
  const parameters = [...url.searchParams].filter(([name]) => !tracking.test(name)).map((pair) => pair.join("="));
  return `${url.host}${decode(url.pathname).replace(/\/$/, "")}?${parameters.sort().join("&")}`;
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Every address of a picture, whichever a browser would choose. @param {Element} element */
function pictures(element) {
  const urls = ["src", "data-src", "data-original", "poster"].map((name) => element.getAttribute(name));
  for (const name of ["srcset", "data-srcset"]) {
    const set = element.getAttribute(name) ?? "";
    urls.push(...set.split(/,\s+|\s+[\d.]+[wx],?/).map((url) => url.trim()));
  }
  return urls
    .filter((url) => url && !url.startsWith("data:image/gif") && !url.startsWith("data:image/svg"))
    .map(address);
}

const selectors = {
  image: "img",
  link: "a[href]",
  list: "ul,ol,dl",
  table: "table",
  code: "pre",
  embed: "iframe,video,audio,object,embed",
};

/** What tells an element from others of its kind. @param {Kind} kind @param {Element} element @returns {string[]} */
function keys(kind, element) {
  switch (kind) {
    case "image":
      return pictures(element);
    case "link":
      return [address(element.getAttribute("href"))].filter((url) => url !== "");
    case "embed":
      return [element, ...element.querySelectorAll("source,embed,param[name=movie]")]
        .map((part) => address(part.getAttribute("src") ?? part.getAttribute("data") ?? part.getAttribute("value")))
        .filter((url) => url !== "");
    default:
      return wordsOf(element);
  }
}

/** TeX without what MediaWiki puts around it. @param {string | null} tex */
function squeezed(tex) {
  return (tex ?? "").replace(/^\s*\{\\(display|text)style(.*)\}\s*$/s, "$2").replace(/\s+/g, "");
}

/** @param {string} text */
const quoted = (text) => text.replace(/["\\]/g, "\\$&");

/** @type {WeakMap<Element, string[]>} */
const known = new WeakMap();

/** @param {Element} element */
function wordsOf(element) {
  let found = known.get(element);
  if (found === undefined) {
    found = words(textOf(element));
    known.set(element, found);
  }
  return found;
}

/**
 * Links to nothing, footnotes' ways back, which come out as our own, the "edit" links of a wiki, and a link around nothing
 * but a picture that is there: it leads to a page about the picture.
 *
 * @param {Element} link @param {Element} root @param {Set<string>} shown addresses of the other article's pictures
 */
function isAside(link, root, shown) {
  const place = address(link.getAttribute("href"));
  if (/\?action=edit&/.test(place)) return true;
  if ((link.textContent ?? "").trim() === "") {
    const inside = [...link.querySelectorAll("img")];
    if (inside.length > 0 && inside.every((image) => pictures(image).some((url) => shown.has(url)))) return true;
  }
  if (!place.startsWith("#")) return false;
  const text = (link.textContent ?? "").trim();
  return (
    !root.querySelector(`[id="${quoted(place.slice(1))}"],[name="${quoted(place.slice(1))}"]`) ||
    /^(?:\P{L}*|[a-z])$/u.test(text)
  );
}

/** The words that stand next to an element, which tell whether its place came into the other article. @param {Element} element */
function surroundings(element) {
  let around = element.parentElement;
  while (around?.parentElement && wordsOf(around).length < 8) around = around.parentElement;
  return around ? wordsOf(around).slice(0, 400) : [];
}

/**
 * @param {string} expectedHtml
 * @param {string} foundHtml
 * @returns {Comparison}
 */
export function compare(expectedHtml, foundHtml) {
  const [expected, found] = [parse(expectedHtml), parse(foundHtml)];
  const [expectedWords, foundWords] = [words(textOf(expected)), words(textOf(found))];
  const foundTally = tally(foundWords);
  const shared = overlap(expectedWords, foundTally);
  const recall = expectedWords.length === 0 ? 1 : shared / expectedWords.length;
  const precision = foundWords.length === 0 ? 1 : shared / foundWords.length;
  const f1 = recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision);
  const counts = kinds.map((kind) => [kind, count(kind, expected, found, foundWords)]);
  return { text: { recall, precision, f1 }, kinds: Object.fromEntries(counts) };
}

/** @param {Kind} kind @param {Element} expected @param {Element} found @param {string[]} foundWords @returns {Count} */
function count(kind, expected, found, foundWords) {
  // Videos and frames come out as links and posters.
  const others = [...found.querySelectorAll(kind === "embed" ? "a[href],source,video,audio" : selectors[kind])];
  const isByText = kind === "list" || kind === "table" || kind === "code";
  const there = new Set(
    isByText
      ? []
      : others.flatMap((element) =>
          kind === "embed"
            ? [address(element.getAttribute("href") ?? element.getAttribute("src"))]
            : keys(kind, element),
        ),
  );
  const shown = new Set([...found.querySelectorAll("img")].flatMap(pictures));
  // A link to a picture that is there leads to what is shown.
  if (kind === "link") for (const url of shown) there.add(url);
  const tallies = isByText ? others.map((element) => tally(keys(kind, element))) : [];
  const foundShingles = new Set(shingles(foundWords));
  // Formulas that the page draws as pictures come out as their source.
  const formulas = new Set([...found.querySelectorAll("code.language-math")].map((code) => squeezed(code.textContent)));
  const result = { expected: 0, found: 0, judged: 0, foundOfJudged: 0, missing: /** @type {string[]} */ ([]) };
  for (const element of expected.querySelectorAll(selectors[kind])) {
    const own = keys(kind, element);
    if (own.length === 0 || (kind === "link" && isAside(element, expected, shown))) continue;
    const isThere = isByText
      ? tallies.some((other) => overlap(own, other) >= ENOUGH * own.length)
      : own.some((key) => there.has(key)) || formulas.has(squeezed(element.getAttribute("alt") ?? ""));
    const context = isByText ? own : surroundings(element);
    const isJudged =
      shingles(context).filter((shingle) => foundShingles.has(shingle)).length >= ENOUGH * shingles(context).length;
    result.expected += 1;
    result.found += Number(isThere);
    result.judged += Number(isJudged);
    result.foundOfJudged += Number(isJudged && isThere);
    if (!isThere) result.missing.push(`${isJudged ? "" : "(left out) "}${own.join(" ").slice(0, 120)}`);
  }
  return result;
}
