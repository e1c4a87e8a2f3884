// Mozilla's pages go in; how much of what its suite expects is in what the drop-in and `extract` give comes out, with and
// without what the ledger lists.

import { readFileSync } from "node:fs";
import { extract } from "bodycopy";
import { isProbablyReaderable, Readability } from "bodycopy/readability";
import { JSDOM, VirtualConsole } from "jsdom";
import { compare, kinds, pageUrl } from "./content.mjs";
import { pages } from "./pages.mjs";

/** @typedef {import("./content.mjs").Kind} Kind */
/** @typedef {import("./content.mjs").Comparison} Comparison */
/** @typedef {"dropin" | "extract"} Of */
/** @typedef {{ count: number, why: string }} Entry */
/** @typedef {{ name: string, dropin: Comparison, extract: Comparison, readerable: boolean, isUnchanged: boolean, differing: string[] }} Result */

/**
 * What somebody has looked at. `text`: pages of which `extract` leaves out much, and why that is right, or what is
 * wrong. `elements`: what of each kind the drop-in and `extract` leave out that nobody misses; an entry that begins with
 * "wrong:" is a fault of ours, and excuses nothing. `metadata`: why a field differs.
 *
 * @type {{
 *   text: Record<string, string>,
 *   elements: Record<Of, Record<string, Partial<Record<Kind, Entry[]>>>>,
 *   metadata: Record<string, string>,
 * }}
 */
export const ledger = JSON.parse(readFileSync(new URL("ledger.json", import.meta.url), "utf8"));

/** How many elements of a page's kind the ledger lists, and how many of them are excused. @param {Of} of @param {string} name @param {Kind} kind */
export function listed(of, name, kind) {
  const entries = ledger.elements[of][name]?.[kind] ?? [];
  const count = (/** @type {Entry[]} */ some) => some.reduce((sum, entry) => sum + entry.count, 0);
  return { all: count(entries), excused: count(entries.filter(({ why }) => !why.startsWith("wrong:"))) };
}

export const fields = ["title", "byline", "excerpt", "siteName", "dir", "lang", "publishedTime"];

/** @param {unknown} value */
const oneLine = (value) => (value ? String(value).replace(/\s+/g, " ").trim() : null);

/** @returns {Result[]} */
export function measured() {
  return pages().map(({ name, source, expectedContent, expectedMetadata }) => {
    const { document } = new JSDOM(source, { url: pageUrl, virtualConsole: new VirtualConsole() }).window;
    const before = document.documentElement.outerHTML;
    /** @type {Record<string, any> | null} */
    const result = new Readability(document).parse();
    const isEqual = (/** @type {string} */ field) => oneLine(result?.[field]) === oneLine(expectedMetadata[field]);
    return {
      name,
      dropin: compare(expectedContent, result?.content ?? ""),
      extract: compare(expectedContent, extract(source, { url: pageUrl }).html),
      readerable: isProbablyReaderable(document) === expectedMetadata.readerable,
      isUnchanged: document.documentElement.outerHTML === before,
      differing: fields.filter((field) => !isEqual(field)),
    };
  });
}

/** @param {Result[]} results @param {Of} of */
export function figures(results, of) {
  const mean = (/** @type {(comparison: Comparison) => number} */ value, list = results) =>
    list.reduce((sum, result) => sum + value(result[of]), 0) / list.length;
  const others = results.filter(({ name }) => !(name in ledger.text));
  const sums = kinds.map((kind) => {
    const sum = (/** @type {"expected" | "found" | "judged" | "foundOfJudged"} */ part) =>
      results.reduce((total, result) => total + result[of].kinds[kind][part], 0);
    const excused = results.reduce((total, { name }) => total + listed(of, name, kind).excused, 0);
    return [
      kind,
      {
        expected: sum("expected"),
        found: sum("found"),
        excused,
        judged: sum("judged"),
        foundOfJudged: sum("foundOfJudged"),
      },
    ];
  });
  return {
    recall: mean(({ text }) => text.recall),
    f1: mean(({ text }) => text.f1),
    recallApart: mean(({ text }) => text.recall, others),
    kinds:
      /** @type {Record<Kind, { expected: number, found: number, excused: number, judged: number, foundOfJudged: number }>} */ (
        Object.fromEntries(sums)
      ),
  };
}
