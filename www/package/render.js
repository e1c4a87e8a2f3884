// An article goes in, as it came from `extract` or out of a file; HTML, Markdown or plain text comes out, or the article
// at another strictness.

import * as bindings from "../../dist/bindings.js";
import { assertReady, callWasm } from "./engine.js";
import { BodycopyError } from "./errors.js";
import { checkedStrictness, described } from "./options.js";

const formats = { html: bindings.html, markdown: bindings.markdown, text: bindings.text };

/** @type {typeof import("./index.js").render} */
export function render(article, format) {
  if (!Object.hasOwn(formats, format)) {
    const names = Object.keys(formats).join(", ");
    throw new BodycopyError("INVALID_OPTION", `\`format\` must be one of ${names}, not ${described(format)}`);
  }
  assertReady();
  const json = articleJson(article);
  return callWasm(() => formats[format](json));
}

/** @type {typeof import("./index.js").restrict} */
export function restrict(article, strictness) {
  const checked = checkedStrictness(strictness);
  assertReady();
  const json = articleJson(article);
  return JSON.parse(callWasm(() => bindings.restrict(json, checked)));
}

/** @param {unknown} article @returns {string} */
function articleJson(article) {
  if (article === null || typeof article !== "object" || Array.isArray(article)) {
    throw new BodycopyError("INVALID_INPUT", `an article must be an object, not ${described(article)}`);
  }
  try {
    const json = JSON.stringify(article);
    return json.includes("\\ud") ? JSON.stringify(article, wellFormed) : json;
  } catch (error) {
    const reason = error instanceof RangeError ? "it is nested too deep" : /** @type {Error} */ (error).message;
    throw new BodycopyError("INVALID_INPUT", `this is no article: ${reason}`, {
      cause: error,
    });
  }
}

/** Half a character cannot be written in UTF-8. @param {string} _key @param {unknown} value */
const wellFormed = (_key, value) => (typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value);
