#!/usr/bin/env node
// `node tools/mozilla.mjs [FOLDER] [--missing KIND]`: how much of Readability's expected articles is in ours, kind by
// kind, and the pages that lack most. FOLDER holds `PAGE.html` to measure instead of what the built package extracts.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, kinds, pageUrl } from "../tests/mozilla/content.mjs";
import { root } from "./command.mjs";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { missing: { type: "string" } } });
const pages = join(root, "../shared/peer-suites/readability/test-pages");
if (!existsSync(pages)) {
  console.log(`There are no pages in ${pages}.`);
  process.exit(0);
}

/** @param {string} name @returns {Promise<string>} */
async function extracted(name) {
  const [folder] = positionals;
  if (folder !== undefined) return readFileSync(join(folder, `${name}.html`), "utf8");
  const { extract } = await import("bodycopy");
  return extract(readFileSync(join(pages, name, "source.html")), { url: pageUrl }).html;
}

/** @type {(import("../tests/mozilla/content.mjs").Comparison & { name: string })[]} */
const results = [];
for (const name of readdirSync(pages).sort()) {
  const expected = readFileSync(join(pages, name, "expected.html"), "utf8");
  results.push({ name, ...compare(expected, await extracted(name)) });
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole === 0 ? "     –" : `${((part / whole) * 100).toFixed(1)} %`.padStart(7));
const mean = (/** @type {"recall" | "precision" | "f1"} */ of) =>
  results.reduce((sum, { text }) => sum + text[of], 0) / results.length;
console.log(`${results.length} pages; text: recall ${mean("recall").toFixed(3)}, F1 ${mean("f1").toFixed(3)}`);
console.log("kind    expected  present  where the text around it was kept");
for (const kind of kinds) {
  const sum = (/** @type {"expected" | "found" | "judged" | "foundOfJudged"} */ of) =>
    results.reduce((total, result) => total + result.kinds[kind][of], 0);
  console.log(
    `${kind.padEnd(7)}${String(sum("expected")).padStart(9)} ${share(sum("found"), sum("expected")).padStart(8)} ` +
      `${share(sum("foundOfJudged"), sum("judged"))} of ${sum("judged")}`,
  );
}
console.log("\nWorst pages by text recall");
for (const { name, text } of results.toSorted((a, b) => a.text.recall - b.text.recall).slice(0, 12)) {
  console.log(`  ${name.padEnd(32)} recall ${text.recall.toFixed(3)}  F1 ${text.f1.toFixed(3)}`);
}
for (const kind of kinds) {
  const lacking = results
    .map(({ name, kinds }) => ({ name, ...kinds[kind] }))
    .filter((page) => page.found < page.expected);
  lacking.sort((a, b) => b.judged - b.foundOfJudged - (a.judged - a.foundOfJudged));
  console.log(`\nPages that lack ${kind}s (where the text around them was kept)`);
  for (const page of lacking.slice(0, values.missing === kind ? 200 : 8)) {
    console.log(
      `  ${page.name.padEnd(40)} ${page.judged - page.foundOfJudged} of ${page.judged}; ${page.expected} expected`,
    );
    if (values.missing === kind) for (const missing of page.missing) console.log(`      ${missing}`);
  }
}
