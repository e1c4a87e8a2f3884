// What the pages of the extension ask its background for.

import { browser } from "./browser.js";

/**
 * @typedef {object} Read
 * @property {import("bodycopy").Article} article without `html` and `text`
 * @property {string} url
 * @property {import("../entrypoints/capture.js").Captured["loaded"]} loaded
 * @property {{ startedAt: number, capture: number, clean: number }} times `startedAt`: when the person asked, in
 *   milliseconds since 1970; the others: milliseconds of work
 * @typedef {Read | { failure: string }} Reading
 * @typedef {{ type: "article" | "page", token: string }} Message
 */

/** The article of a page that was captured under a token. @param {string} token @returns {Promise<Reading | null>} */
export const takeArticle = (token) => browser.runtime.sendMessage({ type: "article", token });

/** The page itself, once, after its article. @param {string} token @returns {Promise<string | null>} */
export const takePage = (token) => browser.runtime.sendMessage({ type: "page", token });
