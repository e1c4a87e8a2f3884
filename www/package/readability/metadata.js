// A `Document` goes in; what it says of its article in the places where Mozilla's Readability looks comes out.
//
// Programs that change from Readability have stored titles and dates and compare them, so each value is taken from the
// same place, in the same order, in the same spelling: JSON-LD, `<meta>`, `<title>`, marks in the body. Nothing is
// guessed that the page does not say there; `extract` finds more.

import { attribute, elementsNamed, read } from "../unclobbered.js";
import { isUnlikelyName, isVisible, namesOf } from "./readerable.js";

/**
 * @typedef {object} Stated
 * @property {string | null} title
 * @property {string | null} byline
 * @property {string | null} excerpt
 * @property {string | null} siteName
 * @property {string | null} publishedTime
 */

/**
 * @param {Document} document
 * @param {boolean} withJsonLd
 * @returns {Stated}
 */
export function statedMetadata(document, withJsonLd) {
  const linked = withJsonLd ? jsonLd(document) : {};
  const meta = metaTags(document);
  /** @param {string | undefined} best @param {string[]} names @returns {string | null} */
  const first = (best, ...names) => {
    const value = best || names.map((name) => meta.get(name)).find(Boolean);
    return value ? unescaped(value) : null;
  };
  const articleAuthor = meta.get("article:author");
  const author = articleAuthor && !URL.canParse(articleAuthor) ? articleAuthor : undefined;
  return {
    title: first(linked.title, ...titles) ?? unescaped(shownTitle(document)),
    byline:
      first(linked.byline, "dc:creator", "dcterm:creator", "author", "parsely-author") ?? author ?? byline(document),
    excerpt: first(linked.excerpt, ...descriptions),
    siteName: first(linked.siteName, "og:site_name"),
    publishedTime: first(linked.publishedTime, "article:published_time", "parsely-pub-date"),
  };
}

const titles = [
  "dc:title",
  "dcterm:title",
  "og:title",
  "weibo:article:title",
  "weibo:webpage:title",
  "title",
  "twitter:title",
  "parsely-title",
];

const descriptions = [
  "dc:description",
  "dcterm:description",
  "og:description",
  "weibo:article:description",
  "weibo:webpage:description",
  "description",
  "twitter:description",
];

/** `property` is a list of names, `name` is one. */
const properties =
  /\s*(article|dc|dcterm|og|twitter)\s*:\s*(author|creator|description|published_time|title|site_name)\s*/gi;
const names =
  /^\s*(?:(dc|dcterm|og|twitter|parsely|weibo:(article|webpage))\s*[-.:]\s*)?(author|creator|pub-date|description|title|site_name)\s*$/i;

/** The last value of each name. @param {Document} document */
function metaTags(document) {
  /** @type {Map<string, string>} */
  const values = new Map();
  for (const element of elementsNamed(document, "meta")) {
    const content = element.getAttribute("content");
    if (!content) continue;
    const found = (element.getAttribute("property") ?? "").match(properties)?.[0];
    const name = element.getAttribute("name");
    if (found) values.set(found.toLowerCase().replace(/\s/g, ""), content.trim());
    else if (name && names.test(name))
      values.set(name.toLowerCase().replace(/\s/g, "").replace(/\./g, ":"), content.trim());
  }
  return values;
}

const articleTypes =
  /^Article|AdvertiserContentArticle|NewsArticle|AnalysisNewsArticle|AskPublicNewsArticle|BackgroundNewsArticle|OpinionNewsArticle|ReportageNewsArticle|ReviewNewsArticle|Report|SatiricalArticle|ScholarlyArticle|MedicalScholarlyArticle|SocialMediaPosting|BlogPosting|LiveBlogPosting|DiscussionForumPosting|TechArticle|APIReference$/;
const schemaOrg = /^https?:\/\/schema\.org\/?$/;

/** What the first article among a page's JSON-LD says. @param {Document} document @returns {Partial<Record<keyof Stated, string>>} */
function jsonLd(document) {
  for (const script of elementsNamed(document, "script")) {
    if (script.getAttribute("type") !== "application/ld+json") continue;
    const item = articleIn(script.textContent ?? "");
    if (item) return ofItem(item, document);
  }
  return {};
}

/** @param {string} text @returns {any} */
function articleIn(text) {
  let parsed;
  try {
    parsed = JSON.parse(text.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, ""));
  } catch {
    return undefined;
  }
  const isArticle = (/** @type {any} */ item) =>
    typeof item?.["@type"] === "string" && articleTypes.test(item["@type"]);
  if (Array.isArray(parsed)) parsed = parsed.find(isArticle);
  const context = parsed?.["@context"];
  if (!schemaOrg.test(String(typeof context === "object" ? context?.["@vocab"] : context))) return undefined;
  if (!parsed["@type"] && Array.isArray(parsed["@graph"])) parsed = parsed["@graph"].find(isArticle);
  return isArticle(parsed) ? parsed : undefined;
}

/** @param {any} item @param {Document} document */
function ofItem(item, document) {
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value.trim() : undefined);
  /** @type {any[]} */
  const authors = Array.isArray(item.author) && typeof item.author[0]?.name === "string" ? item.author : [item.author];
  const people = authors.map((author) => text(author?.name)).filter((name) => name !== undefined);
  return {
    title: titleOf(text(item.name), text(item.headline), document),
    byline: people.join(", "),
    excerpt: text(item.description),
    siteName: text(item.publisher?.name),
    publishedTime: text(item.datePublished),
  };
}

/**
 * Some sites put their own name where the article's belongs; then the page's title tells.
 *
 * @param {string | undefined} name @param {string | undefined} headline @param {Document} document
 */
function titleOf(name, headline, document) {
  if (name === undefined || headline === undefined || name === headline) return name ?? headline;
  const title = shownTitle(document);
  const isAlike = (/** @type {string} */ other) => similarity(other, title) > 0.75;
  return isAlike(headline) && !isAlike(name) ? headline : name;
}

/** How much of the words of `b` are in `a`, 0 to 1. @param {string} a @param {string} b */
function similarity(a, b) {
  const [ours, theirs] = [a, b].map((text) => text.toLowerCase().split(/\W+/g).filter(Boolean));
  if (ours.length === 0 || theirs.length === 0) return 0;
  const others = theirs.filter((word) => !ours.includes(word));
  return 1 - others.join(" ").length / theirs.join(" ").length;
}

const namedByline = /byline|author|dateline|writtenby|p-author/i;
const unlikelyRoles = new Set(["menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"]);
/** A longer text is more than a byline. */
const BYLINE_LENGTH = 100;

/** The text of the first element that is marked as the byline, outside of what is no part of an article. @param {Document} document */
function byline(document) {
  /** @type {Element | null} */
  let element = read(document, "documentElement");
  while (element) {
    const names = namesOf(element);
    const isMarked =
      attribute(element, "rel") === "author" ||
      attribute(element, "itemprop")?.includes("author") ||
      namedByline.test(names);
    const isShown = isVisible(element) && read(/** @type {any} */ (element), "style")?.visibility !== "hidden";
    if (isShown && isMarked) {
      const length = (read(element, "textContent") ?? "").trim().length;
      if (length > 0 && length < BYLINE_LENGTH) return oneLine(read(nameIn(element) ?? element, "textContent") ?? "");
    }
    element = following(element, isShown && !isUnlikely(element, names));
  }
  return null;
}

/** @param {Element} element @param {string} names */
function isUnlikely(element, names) {
  const localName = read(element, "localName");
  if (localName === "script" || localName === "style") return true;
  if (unlikelyRoles.has(attribute(element, "role") ?? "")) return true;
  if (localName === "body" || localName === "a" || !isUnlikelyName(names)) return false;
  for (let around = read(element, "parentElement"); around; around = read(around, "parentElement")) {
    const name = read(around, "localName");
    if (name === "table" || name === "code") return false;
  }
  return true;
}

/** The name alone, where it is marked up. @param {Element} byline */
function nameIn(byline) {
  const behind = following(byline, false);
  for (let part = following(byline, true); part && part !== behind; part = following(part, true)) {
    if (attribute(part, "itemprop")?.includes("name")) return part;
  }
  return undefined;
}

/** The next element of the document, with or without what is in this one. @param {Element} element @param {boolean} withInner */
function following(element, withInner) {
  const inner = withInner ? read(element, "firstElementChild") : null;
  if (inner) return inner;
  for (let node = /** @type {Element | null} */ (element); node; node = read(node, "parentElement")) {
    const next = read(node, "nextElementSibling");
    if (next) return next;
  }
  return null;
}

const oneLine = (/** @type {string} */ text) => text.replace(/\s+/g, " ").trim();

const wordCount = (/** @type {string} */ text) => text.split(/\s+/).length;

/** `<title>` without the site's name, or the page's only `<h1>` where that says more. @param {Document} document */
function shownTitle(document) {
  const whole = (read(document, "title") ?? "").trim();
  const separators = [...whole.matchAll(/ [|\-–—\\/>»] /g)];
  let title = whole;
  if (separators.length > 0) {
    title = whole.slice(0, separators.at(-1)?.index);
    if (wordCount(title) < 3) title = whole.replace(/^[^|\-–—\\/>»]*[|\-–—\\/>»]/, "");
  } else if (whole.includes(": ")) {
    title = withoutPrefix(whole, document);
  } else if (whole.length > 150 || whole.length < 15) {
    const headings = [...elementsNamed(document, "h1")];
    if (headings.length === 1) title = headings[0].textContent ?? "";
  }
  title = title.trim().replace(/\s{2,}/g, " ");
  // What is left may be too short to be the article's; unless the title was a path, of which one step was taken off.
  const isPath = separators.some(([separator]) => /[\\/>»]/.test(separator));
  const isShort = wordCount(title) <= 4;
  const isStep = isPath && wordCount(title) === wordCount(whole.replace(/[|\-–—\\/>»]+/g, "")) - 1;
  return isShort && !isStep ? whole : title;
}

/** A title with a colon: what stands before it may be the site. @param {string} whole @param {Document} document */
function withoutPrefix(whole, document) {
  for (const name of ["h1", "h2"]) {
    for (const heading of elementsNamed(document, name)) if (heading.textContent?.trim() === whole) return whole;
  }
  const behindLast = whole.slice(whole.lastIndexOf(":") + 1);
  const first = whole.indexOf(":");
  if (wordCount(behindLast) < 3) return whole.slice(first + 1);
  return wordCount(whole.slice(0, first)) > 5 ? whole : behindLast;
}

/** @type {Record<string, string>} */
const characters = { quot: '"', amp: "&", apos: "'", lt: "<", gt: ">" };

/** Many sites escape twice. @param {string} text */
function unescaped(text) {
  return text
    .replace(/&(quot|amp|apos|lt|gt);/g, (_, name) => characters[name])
    .replace(/&#(?:x([0-9a-f]+)|([0-9]+));/gi, (_, hex, decimal) => {
      const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
      const isCharacter = code !== 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : "\ufffd";
    });
}
