// The drop-in for Mozilla's Readability: a `Document` goes in; what `parse()` gave there comes out. The document is never
// changed.
//
// The text is judged by this package, so it is not the same to the letter; names, shapes and errors are. `content` is
// safe HTML, or what the caller's serializer makes of nodes that were built without parsing markup.

import { serializeDocument } from "../document.js";
import { toDOM } from "../dom.js";
import { BodycopyError } from "../errors.js";
import { fromText } from "../extract.js";
import { MAX_BYTES_LIMIT } from "../options.js";
import { render } from "../render.js";
import { attribute, elementsNamed, read } from "../unclobbered.js";
import { contentBlocks } from "./content.js";
import { Frames } from "./frames.js";
import { statedMetadata } from "./metadata.js";

/** @typedef {import("../index.js").Article} Article */
/** @typedef {import("../index.js").Block} Block */

/** Characters of text with which an article is found. */
const CHAR_THRESHOLD = 500;

const page = { id: "readability-page-1", class: "page" };

/** @typedef {import("./index.js").Readability<any>} Contract */

/** @implements {Contract} */
export class Readability {
  #document;
  #options;

  /**
   * @param {Document} document
   * @param {import("./index.js").ReadabilityOptions<any>} [options]
   * @param {import("./index.js").ReadabilityOptions<any>} [_options] where the first argument is an address, as of old
   */
  constructor(document, options, _options) {
    if (/** @type {any} */ (options)?.documentElement) {
      [document, options] = [/** @type {any} */ (options), _options];
    } else if (!document?.documentElement) {
      throw new BodycopyError(
        "INVALID_INPUT",
        "First argument to Readability constructor should be a document object.",
      );
    }
    this.#document = document;
    this.#options = options ?? {};
  }

  /** @returns {import("./index.js").ReadabilityArticle<any> | null} */
  parse() {
    const { maxElemsToParse = 0, charThreshold, serializer, disableJSONLD, debug } = this.#options;
    const document = this.#document;
    if (maxElemsToParse > 0) {
      const count = elementsNamed(document, "*").length;
      if (count > maxElemsToParse) {
        throw new BodycopyError("TOO_LARGE", `Aborting parsing document; ${count} elements found`);
      }
    }
    const frames = new Frames(document, this.#options.allowedVideoRegex);
    const options = {
      url: addressOf(document),
      strictness: 0,
      keep: frames.selectors,
      maxBytes: MAX_BYTES_LIMIT,
      wholeBody: true,
    };
    const article = fromText(serializeDocument(document), options, (reader) => reader.end());
    if (debug) report(article);
    const blocks = contentBlocks(article, charThreshold || CHAR_THRESHOLD, (blocks) => render(of(blocks), "text"));
    const shown = of(frames.marked(blocks));
    const html = frames.written(render(shown, "html"));
    if (html === "") return null;
    const stated = statedMetadata(document, !disableJSONLD);
    const textContent = textOf(html);
    const root = read(document, "documentElement");
    return {
      title: stated.title || article.title,
      byline: stated.byline,
      dir: direction(document, textContent.length) ?? article.dir,
      lang: attribute(root, "lang") || article.lang,
      content: serializer
        ? serializer(frames.built(toDOM(shown, document), element(document)))
        : `<div id="${page.id}" class="${page.class}">${html}</div>`,
      textContent,
      length: textContent.length,
      excerpt: stated.excerpt ?? firstParagraph(html),
      siteName: stated.siteName,
      publishedTime: stated.publishedTime,
    };
  }
}

/** @param {Block[]} blocks @returns {any} all of an article that `render` and `toDOM` look at */
const of = (blocks) => ({ version: 1, blocks });

/** What relative links are relative to, but for the `<base>`, which is in the page. @param {Document} document */
function addressOf(document) {
  return [read(document, "documentURI"), read(document, "URL")].find((url) => /^https?:/.test(url ?? ""));
}

/** The element around the article. @param {Document} document */
function element(document) {
  const div = read(document, "createElement").call(document, "div");
  for (const [name, value] of Object.entries(page)) div.setAttribute(name, value);
  return div;
}

/** @type {Record<string, string>} */
const characters = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** The text of HTML that `render` wrote, which escapes all that is not a tag. @param {string} html */
function textOf(html) {
  return html
    .replace(/<br>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&\w+;/g, (reference) => characters[reference] ?? reference);
}

/** The first paragraph, or line where there is none. @param {string} html */
function firstParagraph(html) {
  const paragraph = /<p>(.*?)<\/p>/s.exec(html)?.[1];
  if (paragraph !== undefined) return textOf(paragraph).trim();
  return textOf(html).trim().split("\n")[0] || null;
}

/** The `dir` of the innermost element around most of the text. @param {Document} document @param {number} length of the text */
function direction(document, length) {
  let found;
  for (const element of elementsNamed(document, "*")) {
    const dir = attribute(element, "dir");
    if (dir && (read(element, "textContent") ?? "").length * 2 > length) found = dir;
  }
  return found;
}

/** @param {Article} article */
function report(article) {
  const say = (/** @type {any[]} */ ...words) => console.log("Reader: (Readability)", ...words);
  say(article.readable ? "found an article, sure to" : "found no article, sure to", article.confidence);
  for (const { kind, reason, text } of article.removed) say(`left out (${kind}: ${reason})`, text);
}
