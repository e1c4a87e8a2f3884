// What of Mozilla's expected articles is in ours stays above floors: what falls below one is a loss that somebody has to
// look at. `npm run mozilla` lists what is missing, page by page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { kinds } from "./content.mjs";
import { fields, figures, ledger, measured } from "./measure.mjs";
import { folder, pages } from "./pages.mjs";

const floors = {
  /** Mean over all pages. */
  dropin: { recall: 0.97, f1: 0.93 },
  /** Mean over the pages that the ledger does not list. */
  extract: { recall: 0.95 },
  /** Share of the expected elements that are in the drop-in's content, those in the ledger apart. */
  elements: { image: 0.97, link: 0.97, list: 0.97, table: 0.97, code: 0.97, embed: 0.97 },
  /** Of those whose surroundings `extract` kept. */
  kept: { image: 0.94, link: 0.88, list: 0.97, table: 0.75, code: 0.97, embed: 0.97 },
  /** Share of the pages on which a field is as expected, and of all fields of all pages. */
  metadata: { field: 0.88, all: 0.95 },
};
/** A page on which `extract` has a lower F1 must stand in the ledger. */
const LOW = 0.8;

describe("Mozilla's pages", { skip: folder ? false : "Mozilla's suite is not there" }, () => {
  if (!folder) return;
  const results = measured();
  const [dropin, extracted] = [figures(results, "dropin"), figures(results, "extract")];

  test("all pages were read, none was changed, and all are readerable as expected", () => {
    assert.equal(results.length, 130);
    const wrong = results.filter(({ readerable, isUnchanged }) => !readerable || !isUnchanged);
    assert.deepEqual(
      wrong.map(({ name }) => name),
      [],
    );
  });

  test("the drop-in's content holds the expected text and little else", (context) => {
    context.diagnostic(`recall ${dropin.recall.toFixed(3)}, F1 ${dropin.f1.toFixed(3)}`);
    assert.ok(dropin.recall >= floors.dropin.recall, `recall ${dropin.recall}`);
    assert.ok(dropin.f1 >= floors.dropin.f1, `F1 ${dropin.f1}`);
  });

  test("extract keeps the expected text, but for pages that somebody looked at", (context) => {
    context.diagnostic(
      `recall ${extracted.recall.toFixed(3)}, without the ledger's pages ${extracted.recallApart.toFixed(3)}`,
    );
    assert.ok(extracted.recallApart >= floors.extract.recall, `recall ${extracted.recallApart}`);
    const unlisted = results.filter(({ name, extract }) => extract.text.f1 < LOW && !(name in ledger.text));
    assert.deepEqual(
      unlisted.map(({ name }) => name),
      [],
      "pages that the ledger does not list",
    );
  });

  for (const kind of kinds) {
    test(`${kind}s of the expected articles are in ours`, (context) => {
      const { expected, found, listed } = dropin.kinds[kind];
      const share = found / (expected - listed);
      const { judged, foundOfJudged } = extracted.kinds[kind];
      context.diagnostic(
        `drop-in: ${found} of ${expected - listed}, ${listed} in the ledger; extract: ${foundOfJudged} of ${judged} in kept text`,
      );
      assert.ok(share >= floors.elements[kind], `drop-in: ${share}`);
      assert.ok(foundOfJudged / judged >= floors.kept[kind], `extract: ${foundOfJudged / judged}`);
    });
  }

  test("the ledger lists nothing that is there", () => {
    const wrong = Object.entries(ledger.elements).flatMap(([name, listed]) =>
      Object.entries(listed)
        .filter(([kind, { count }]) => {
          const { expected, found } = results.find((result) => result.name === name)?.dropin.kinds[
            /** @type {"link"} */ (kind)
          ] ?? { expected: 0, found: 0 };
          return count > expected - found;
        })
        .map(([kind]) => `${name} ${kind}`),
    );
    assert.deepEqual(wrong, []);
    const known = new Set(pages().map(({ name }) => name));
    const names = [...Object.keys(ledger.text), ...Object.keys(ledger.elements)];
    assert.deepEqual(
      names.filter((name) => !known.has(name)),
      [],
    );
  });

  test("the drop-in's metadata is as expected, and each difference is explained", (context) => {
    for (const field of fields) {
      const equal = results.filter(({ differing }) => !differing.includes(field)).length;
      context.diagnostic(`${field}: ${equal} of ${results.length}`);
      assert.ok(equal >= floors.metadata.field * results.length, field);
    }
    const differing = results.flatMap(({ name, differing }) => differing.map((field) => `${name} ${field}`));
    const all = fields.length * results.length;
    context.diagnostic(`all: ${all - differing.length} of ${all}`);
    assert.ok(all - differing.length >= floors.metadata.all * all);
    assert.deepEqual(
      differing.filter((difference) => !(difference in ledger.metadata)),
      [],
    );
  });
});
