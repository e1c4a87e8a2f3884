/**
 * The drop-in for Mozilla's Readability: change the import, and `new Readability(document).parse()` gives what it gave,
 * from a document that stays as it is.
 *
 * ```js
 * import { Readability, isProbablyReaderable } from "bodycopy/readability";
 *
 * const article = isProbablyReaderable(document) ? new Readability(document).parse() : null;
 * ```
 *
 * In a browser `await init()` once before `parse()`; everywhere else it is ready on import.
 *
 * @module
 */

export { BodycopyError, init, initSync } from "../index.js";

/** Mozilla's options. Those that steer its own algorithm are accepted and do nothing here. */
export interface ReadabilityOptions<T = string> {
  /** Write to the console what is left out, and why. */
  debug?: boolean;
  /** Refuse a document with more elements: `TOO_LARGE`. 0, the default, is no limit. */
  maxElemsToParse?: number;
  /** Without effect: there are no candidates. */
  nbTopCandidates?: number;
  /** With fewer characters of text than this more is kept of what is unsure. Default 500. */
  charThreshold?: number;
  /** Without effect: no class of the page comes out. Code keeps its `language-…`. */
  classesToPreserve?: string[];
  /** Without effect, as `classesToPreserve`. */
  keepClasses?: boolean;
  /** Makes `content` of the element around the article, instead of its HTML. */
  serializer?: (element: Element) => T;
  /** Do not read metadata from JSON-LD. */
  disableJSONLD?: boolean;
  /**
   * Frames that come out as `<iframe>`, by their address. Without it every video comes out as a link: a frame loads
   * and runs what its site gives, and an expression that is not anchored lets any site in.
   */
  allowedVideoRegex?: RegExp;
  /** Without effect: no rule here counts links alone. */
  linkDensityModifier?: number;
}

/** What `parse` gives. */
export interface ReadabilityArticle<T = string> {
  /** The headline. */
  title: string;
  /** Safe HTML, `<div id="readability-page-1" class="page">…</div>`; or what `serializer` gives. */
  content: T;
  /** The text of the article, without tags. */
  textContent: string;
  /** Characters of `textContent`. */
  length: number;
  /** The page's description of itself, else the first paragraph. */
  excerpt: string | null;
  /** The byline as the page shows it. */
  byline: string | null;
  /** The document's `dir`. */
  dir: string | null;
  /** The site's name. */
  siteName: string | null;
  /** The document's `lang`. */
  lang: string | null;
  /** As the page writes it. */
  publishedTime: string | null;
}

/** Reads a document that is at hand. */
export class Readability<T = string> {
  /**
   * @param document it is not changed
   * @throws {BodycopyError} `INVALID_INPUT` if `document` is none
   */
  constructor(document: Document, options?: ReadabilityOptions<T>);

  /**
   * The article; `null` if the page shows no text. The document is not changed, so `parse` may be called again.
   *
   * @throws {BodycopyError} `TOO_LARGE` for more elements than `maxElemsToParse`, `NOT_INITIALIZED` before `init()` in a
   *   browser
   */
  parse(): ReadabilityArticle<T> | null;
}

/**
 * Whether a page looks worth parsing: a quick count over its paragraphs. Works before `init()`.
 *
 * @param options a function is taken for `visibilityChecker`
 */
export function isProbablyReaderable(
  document: Document,
  options?:
    | {
        /** Shorter paragraphs do not count. Default 140. */
        minContentLength?: number;
        /** What the paragraphs must come to. Default 20. */
        minScore?: number;
        /** Which elements are shown. */
        visibilityChecker?: (node: Element) => boolean;
      }
    | ((node: Element) => boolean),
): boolean;

declare const _default: { Readability: typeof Readability; isProbablyReaderable: typeof isProbablyReaderable };
/** Both, as Mozilla's module has them. */
export default _default;
