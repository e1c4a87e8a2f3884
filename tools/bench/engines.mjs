// The engines that are measured beside each other: each takes the page as a user has it, bytes just read, and gives the
// article's text, so that none is spared a step that its users must take.

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

/** @type {Engine[]} */
export const engines = [
  { name: "bodycopy", packages: [], rounds: 5, text: (html, url) => extract(html, { url }).text },
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
