// `isProbablyReaderable`: a `Document` goes in; whether it is worth reading it as an article comes out.
//
// A count over its paragraphs, as Mozilla's Readability has it, with the same options and the same answers: it is meant
// for a button that shows up on each page. It needs no WebAssembly.

import { attribute, elementsLike, read } from "../unclobbered.js";

/** Class names and ids of what is no text of an article, and what excuses them. */
const unlikely =
  /-ad-|ai2html|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote/i;
const excused = /and|article|body|column|content|main|shadow/i;

/** Whether an element's class names and id say that it is no part of an article. @param {string} names */
export const isUnlikelyName = (names) => unlikely.test(names) && !excused.test(names);

/** Class names and id of an element. @param {any} element */
export const namesOf = (element) => `${read(element, "className")} ${read(element, "id")}`;

/** @param {any} node */
export function isVisible(node) {
  // Pictures of formulas in Wikipedia are hidden from screen readers, which read the formula itself.
  const isFallback = () => String(read(node, "className")).includes("fallback-image");
  return (
    read(node, "style")?.display !== "none" &&
    attribute(node, "hidden") === null &&
    (attribute(node, "aria-hidden") !== "true" || isFallback())
  );
}

/** @type {typeof import("./index.js").isProbablyReaderable} */
export function isProbablyReaderable(document, options = {}) {
  const given = typeof options === "function" ? { visibilityChecker: options } : options;
  const { minScore, minContentLength, visibilityChecker } = {
    minScore: 20,
    minContentLength: 140,
    visibilityChecker: isVisible,
    ...given,
  };
  const candidates = new Set(elementsLike(document, "p, pre, article"));
  // Paragraphs that are only parted by line breaks.
  for (const { parentElement } of elementsLike(document, "div > br")) if (parentElement) candidates.add(parentElement);
  let score = 0;
  for (const node of candidates) {
    const names = namesOf(node);
    if (!visibilityChecker(node) || isUnlikelyName(names) || node.matches("li p")) continue;
    const length = (node.textContent ?? "").trim().length;
    if (length < minContentLength) continue;
    score += Math.sqrt(length - minContentLength);
    if (score > minScore) return true;
  }
  return false;
}
