// Runs in the page: payloads go in; what they give is shown in every way that the documentation names; what stands there
// and should not comes out, and the hosts of its pictures.

import init, { extract, render, restrict, toDOM } from "../../www/package/browser.js";
import { Readability } from "../../www/package/readability/browser.js";
import { articleOf, Generator } from "../common/articles.mjs";
import { places } from "./hostile-pages.mjs";
import { parsedPage } from "./parsed-page.mjs";

/** The drop-in writes as `extract` does: it is given one payload in this many. */
const step = 4;
/** Faults that are told. */
const few = 5;
/** What starts only after the page was built has its time, in milliseconds. */
const patience = 50;

/** What is out of sight is not laid out: that would be most of the time. */
const style = "article { content-visibility: auto; contain-intrinsic-height: 400px }";

/** Blocks and contents that were shown before: the same again would show the same, and most of a page is its prose. @type {Set<string>} */
const seen = new Set();

/** @typedef {{ faults: string[], pictureHosts: string[] }} Shown */

/**
 * Articles that hold payloads in any of their fields, and what becomes of them at another strictness, which must not let
 * more through.
 *
 * @param {string[]} payloads @param {number} first
 */
export async function showArticles(payloads, first) {
  await init();
  const articles = payloads.map((payload, at) => articleOf(new Generator(first + at, [payload]).blocks(1)));
  return show(articles.flatMap((article) => [article, moved(article)]));
}

/** Articles of pages that hold payloads in a place. @param {string[]} payloads @param {string} place */
export async function showPages(payloads, place) {
  await init();
  const pages = payloads.map(places[place]);
  const articles = pages.map((html) => extract(html, { url: "http://news.example/story", strictness: 0 }));
  /** @type {Element[]} */
  const contents = [];
  const strings = pages.map((html, at) => {
    if (at % step > 0) return "";
    // Half of them as the nodes that a serializer gets; what is written goes the way of the HTML.
    const serializer = (/** @type {Element} */ element) => {
      contents.push(element);
      return "";
    };
    const options = (at / step + html.length) % 2 === 0 ? { serializer } : {};
    return new Readability(parsedPage(html), options).parse()?.content ?? "";
  });
  return show(
    articles.map(({ blocks }) => articleOf(blocks.filter((block) => isNew(JSON.stringify({ ...block, id: 0 }))))),
    strings.filter(isNew),
    contents.filter((element) => isNew(element.outerHTML)),
  );
}

/** @param {string} written */
function isNew(written) {
  const isNew = !seen.has(written);
  seen.add(written);
  return isNew;
}

/** @param {any} article as it would be read from a file @returns {any} */
function moved(article) {
  try {
    return restrict({ ...article, scores: [], removed: [] }, 0);
  } catch {
    return article;
  }
}

/**
 * @param {any[]} articles extracted, or as read from a file
 * @param {string[]} [strings] more HTML
 * @param {Element[]} [elements] more nodes
 * @returns {Promise<Shown>}
 */
export async function show(articles, strings = [], elements = []) {
  const inline = document.createElement("div");
  const nodes = document.createElement("div");
  const frame = document.createElement("iframe");
  const html = [...articles.map((article) => article.html || render(article, "html")), ...strings]
    .map((html) => `<article>${html}</article>`)
    .join("\n");
  const isLoaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.srcdoc = `<!doctype html><title>Articles</title><style>${style}</style>${html}`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets = [sheet];
  inline.innerHTML = html;
  for (const content of [...articles.map((article) => toDOM(article, document)), ...elements]) {
    const article = document.createElement("article");
    article.append(content);
    nodes.append(article);
  }
  document.body.replaceChildren(inline, nodes, frame);
  await isLoaded;
  /** @type {Shown} */
  const result = { faults: [], pictureHosts: [] };
  const roots = [inline, nodes, /** @type {Document} */ (frame.contentDocument).body];
  const hosts = new Set();
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      result.faults.push(...faultsOf(element));
      if (element.matches("img, video")) for (const host of hostsOf(element)) hosts.add(host);
    }
  }
  if (frame.contentWindow?.location.href !== "about:srcdoc") result.faults.push("the frame was led away");
  await new Promise((resolve) => setTimeout(resolve, patience));
  return { faults: result.faults.slice(0, few), pictureHosts: [...hosts] };
}

const links = new Set(["http:", "https:", "mailto:", "tel:"]);
const pictureSchemes = new Set(["http:", "https:", "data:"]);
/** @type {Record<string, Set<string>>} */
const addresses = { href: links, cite: links, src: pictureSchemes, poster: pictureSchemes };
const plain =
  /^(?:title|rel|id|role|class|dir|lang|start|colspan|rowspan|datetime|type|alt|width|height|srcset|loading|referrerpolicy|controls|preload|data-callout)$/;
const forbidden = "script, style, iframe, object, embed, form, input, button, base, link, meta, template, svg, math";

/** @param {Element} element */
function faultsOf(element) {
  const faults = [];
  const isKnown = element.namespaceURI === "http://www.w3.org/1999/xhtml" && !/Unknown/.test(String(element));
  if (!isKnown || element.matches(forbidden)) faults.push(element.outerHTML.slice(0, 300));
  for (const { name, value } of element.attributes) {
    const schemes = addresses[name];
    if (schemes === undefined ? !plain.test(name) : !schemes.has(schemeOf(value))) {
      faults.push(`${element.localName} ${name}=${value}`);
    }
  }
  return faults;
}

/** @param {Element} element */
function hostsOf(element) {
  const candidates = (element.getAttribute("srcset") ?? "").split(/,?\s+/);
  candidates.push(element.getAttribute("src") ?? "", element.getAttribute("poster") ?? "");
  return candidates.map((address) =>
    URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).host : "",
  );
}

/** @param {string} address */
function schemeOf(address) {
  // The browser will not follow either what cannot be read.
  return URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).protocol : "https:";
}
