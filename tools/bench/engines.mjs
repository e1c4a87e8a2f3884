// The engines that are measured beside each other: each takes the page as a user has it, bytes just read, and gives the
// article's text, so that none is spared a step that its users must take. And bare lol_html, which gives no article: what
// the tokenizer alone costs.

import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { extract } from "bodycopy";
import { Defuddle } from "defuddle/node";
import { parseHTML } from "linkedom";
import { root } from "../command.mjs";

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {string[]} packages whose versions are printed
 * @property {number} rounds how often the whole corpus is read; the best round counts, one must do for slow engines
 * @property {(html: Uint8Array, url: string) => string | Promise<string>} text
 */

const utf8 = new TextDecoder();

/** What the baseline's input buffer holds, in bytes. */
const BUFFER = 64 * 1024;

/** @returns {(html: Uint8Array) => string} */
function baseline() {
  const module = new WebAssembly.Module(readFileSync(`${root}/dist/baseline.wasm`));
  const wasm = /** @type {any} */ (new WebAssembly.Instance(module).exports);
  const at = wasm.buffer();
  let view = new Uint8Array(wasm.memory.buffer, at, BUFFER);
  return (html) => {
    wasm.begin();
    for (let from = 0; from < html.length; from += BUFFER) {
      if (view.buffer !== wasm.memory.buffer) view = new Uint8Array(wasm.memory.buffer, at, BUFFER);
      const piece = html.subarray(from, from + BUFFER);
      view.set(piece);
      if (!wasm.write(piece.length)) throw new Error("lol_html refused the page");
    }
    return String(wasm.end());
  };
}

/** @type {Engine[]} */
export const engines = [
  { name: "bodycopy", packages: [], rounds: 5, text: (html, url) => extract(html, { url }).text },
  { name: "bare lol_html in wasm", packages: [], rounds: 5, text: baseline() },
  {
    name: "Readability on linkedom",
    packages: ["@mozilla/readability", "linkedom"],
    rounds: 1,
    text: (html) => {
      const { document } = parseHTML(utf8.decode(html));
      return new Readability(/** @type {any} */ (document)).parse()?.textContent ?? "";
    },
  },
  {
    name: "Defuddle on linkedom",
    packages: ["defuddle", "linkedom"],
    rounds: 1,
    text: async (html, url) => {
      const { document } = parseHTML(utf8.decode(html));
      return (await Defuddle(/** @type {any} */ (document), url)).content;
    },
  },
];

/** @param {string} name @returns {string} the version installed */
export function versionOf(name) {
  return JSON.parse(readFileSync(`${root}/node_modules/${name}/package.json`, "utf8")).version;
}
