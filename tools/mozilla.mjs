#!/usr/bin/env node
// `npm run mozilla -- [--missing KIND] [--extract]`: how much of Readability's expected articles is in what the drop-in
// gives, or `extract`; kind by kind, and the pages that lack most.

import { parseArgs } from "node:util";
import { kinds } from "../tests/mozilla/content.mjs";
import { figures, ledger, measured } from "../tests/mozilla/measure.mjs";
import { folder } from "../tests/mozilla/pages.mjs";

const { values } = parseArgs({ options: { missing: { type: "string" }, extract: { type: "boolean" } } });
if (!folder) {
  console.log("Mozilla's suite is not there: ../shared/peer-suites/readability.");
  process.exit(0);
}
const results = measured();

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole === 0 ? "      –" : `${((part / whole) * 100).toFixed(1)} %`.padStart(7));

for (const of of /** @type {const} */ (["dropin", "extract"])) {
  const { recall, f1, recallApart, kinds: counts } = figures(results, of);
  const name = of === "dropin" ? "bodycopy/readability" : "extract";
  console.log(`${name}: ${results.length} pages; recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`);
  console.log(`  recall without the pages in the ledger ${recallApart.toFixed(3)}`);
  console.log("  kind    expected  present  ledger apart  where the text around it was kept");
  for (const kind of kinds) {
    const { expected, found, excused, judged, foundOfJudged } = counts[kind];
    console.log(
      `  ${kind.padEnd(7)}${String(expected).padStart(9)}  ${share(found, expected)}  ${share(found, expected - excused).padStart(12)}  ` +
        `${share(foundOfJudged, judged)} of ${judged}`,
    );
  }
}

const of = values.extract ? "extract" : "dropin";
console.log(`\nWorst pages of ${of} by F1`);
for (const result of results.toSorted((a, b) => a[of].text.f1 - b[of].text.f1).slice(0, 16)) {
  const { recall, f1 } = result[of].text;
  const note = ledger.text[result.name] ?? "";
  console.log(`  ${result.name.padEnd(40)} recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  ${note}`);
}
for (const kind of kinds) {
  if (values.missing !== undefined && values.missing !== kind) continue;
  const lacking = results.map((result) => ({ name: result.name, ...result[of].kinds[kind] }));
  console.log(`\nPages that lack ${kind}s`);
  for (const page of lacking
    .filter(({ found, expected }) => found < expected)
    .sort((a, b) => b.expected - b.found - (a.expected - a.found))
    .slice(0, values.missing ? 200 : 8)) {
    const listed = ledger.elements[of][page.name]?.[kind] ?? [];
    console.log(
      `  ${page.name.padEnd(40)} ${page.expected - page.found} of ${page.expected}` +
        listed.map(({ count, why }) => `; ledger: ${count}, ${why}`).join(""),
    );
    if (values.missing === kind) for (const missing of page.missing) console.log(`      ${missing}`);
  }
}
console.log("\nMetadata that differs");
for (const { name, differing } of results) {
  for (const field of differing)
    console.log(`  ${name} ${field}: ${ledger.metadata[`${name} ${field}`] ?? "not explained"}`);
}
