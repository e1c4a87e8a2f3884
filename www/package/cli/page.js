// One page: its bytes in, what is printed for it out.

import * as bodycopy from "../index.js";
import { allBytes, openPage, reason } from "./inputs.js";

/** @typedef {import("../index.js").Article} Article */
/** @typedef {import("./arguments.js").Settings & { many: boolean }} Settings `many`: whether other pages are printed too */

/**
 * @typedef {object} Result plain data, so that a worker can send it
 * @property {string} output for standard output
 * @property {string[]} notes for standard error
 * @property {string | null} error why there is no article
 */

/** @param {import("./inputs.js").Page} page @param {Settings} settings @returns {Promise<Result>} */
export async function cleanPage(page, settings) {
  try {
    const { stream, contentType, url } = await openPage(page);
    const html = await allBytes(stream);
    const article = bodycopy.extract(html, { url: url ?? settings.url, contentType, debug: settings.debug });
    return { output: printed(article, page.name, settings), notes: notes(article, page.name, settings), error: null };
  } catch (error) {
    return failure(error, page.name, settings);
  }
}

/** The events of one page, a JSON line each. @param {import("./inputs.js").Page} page @param {Settings} settings */
export async function* pageEvents(page, settings) {
  try {
    const { stream, contentType, url } = await openPage(page);
    const options = { url: url ?? settings.url, contentType, debug: settings.debug };
    for await (const event of bodycopy.articleEvents(stream, options)) {
      yield {
        output: `${JSON.stringify(settings.many ? { input: page.name, ...event } : event)}\n`,
        notes: [],
        error: null,
      };
    }
  } catch (error) {
    yield failure(error, page.name, { ...settings, format: "jsonl" });
  }
}

/** @param {Article} article @param {string} name @param {Settings} settings */
function printed(article, name, { format, many }) {
  if (format === "jsonl" || (format === "json" && many)) return `${JSON.stringify({ input: name, ...article })}\n`;
  if (format === "json") return `${JSON.stringify(article, null, 2)}\n`;
  const body = bodycopy.render(format === "markdown" ? titled(article) : article, format).trimEnd();
  return many ? `${headline(name, format)}\n\n${body}\n\n` : `${body}\n`;
}

/**
 * The title is not among the blocks; a Markdown file is read by itself and begins with it. As a block it is escaped like
 * the rest.
 *
 * @param {Article} article
 * @returns {Article}
 */
function titled(article) {
  if (article.title === "") return article;
  const id = 2 ** 32 - 1;
  return {
    ...article,
    blocks: [{ id, type: "heading", level: 1, anchor: null, content: [article.title] }, ...article.blocks],
  };
}

/** What stands above each of many articles, in a form that its format hides. @param {string} name @param {string} format */
function headline(name, format) {
  return format === "text" ? `==> ${name} <==` : `<!-- ${name.replaceAll("--", "- -")} -->`;
}

/** @param {Article} article @param {string} name @param {Settings} settings */
function notes(article, name, { format, debug }) {
  // In JSON all of it stands in the article.
  if (format.startsWith("json")) return [];
  const lines = article.readable ? [] : [`${name}: no article found; this is the readable text of the page`];
  if (!debug) return lines;
  for (const { kind, score, reason, text } of article.removed) {
    const start = text.replace(/\s+/g, " ").slice(0, 100);
    lines.push(`${name}: left out ${kind} (${reason}, ${score.toFixed(2)}): ${start}`);
  }
  lines.push(`${name}: ${JSON.stringify(article.debug)}`);
  return lines;
}

/** @param {unknown} error @param {string} name @param {Settings} settings @returns {Result} */
function failure(error, name, { format, many }) {
  const message = reason(error);
  const code = error instanceof bodycopy.BodycopyError ? error.code : null;
  const asLine = format === "jsonl" || (format === "json" && many);
  return {
    output: asLine ? `${JSON.stringify({ input: name, error: { code, message } })}\n` : "",
    notes: [],
    error: `${name}: ${message}`,
  };
}
