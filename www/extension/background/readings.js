// Pages that the person asked to read, on their way to the reader that will show them: cleaned here, while the tab still
// opens the reader; held until it has asked for the article and for the page, then forgotten.

import { extract } from "bodycopy";
import { ready } from "../shared/engine.js";
import { load } from "../shared/settings.js";
import { optionsFor } from "../shared/sites.js";

/** @typedef {import("../entrypoints/capture.js").Captured} Captured */
/** @typedef {import("../shared/messages.js").Reading} Reading */

/** @type {Map<string, { reading: Promise<Reading>, html: string }>} */
const waiting = new Map();

/** A reader asks within a second; one whose tab was closed never does. */
const PATIENCE = 60_000;

/** @param {Captured} captured @param {number} startedAt when the person asked, in milliseconds since 1970 @returns {string} a token */
export function hold(captured, startedAt) {
  const token = crypto.randomUUID();
  waiting.set(token, { reading: read(captured, startedAt), html: captured.html });
  setTimeout(() => waiting.delete(token), PATIENCE);
  return token;
}

/** @param {string} token @returns {Promise<Reading> | null} */
export const articleOf = (token) => waiting.get(token)?.reading ?? null;

/** The last that a reader asks for. @param {string} token @returns {string | null} */
export function pageOf(token) {
  const html = waiting.get(token)?.html ?? null;
  waiting.delete(token);
  return html;
}

/** @param {Captured} captured @param {number} startedAt @returns {Promise<Reading>} */
async function read({ html, url, loaded, took }, startedAt) {
  try {
    const [options] = await Promise.all([load().then((settings) => optionsFor(url, settings)), ready()]);
    const start = performance.now();
    const article = extract(html, { url, ...options });
    const times = { startedAt, capture: took, clean: performance.now() - start };
    // Both are made of `blocks` where they are wanted; they need not be sent.
    return { article: { ...article, html: "", text: "" }, url, loaded, times };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
