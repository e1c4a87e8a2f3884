// What of Mozilla's expected articles is in ours stays above floors: what falls below one is a loss that somebody has to
// look at. `npm run mozilla` lists what is missing, page by page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { kinds } from "./content.mjs";
import { fields, figures, ledger, listed, measured } from "./measure.mjs";
import { folder, pages } from "./pages.mjs";

const floors = {
  /** Mean over all pages. */
  dropin: { recall: 0.97, f1: 0.93 },
  /** Mean over the pages that the ledger does not list. */
  extract: { recall: 0.95 },
  /** Share of the expected elements of each kind that are there, those that the ledger excuses apart. */
  elements: 0.97,
  /** Share of the pages on which a field is as expected, and of all fields of all pages. */
  metadata: { field: 0.88, all: 0.95 },
};
/** @param {string} name */
const isKind = (name) => kinds.some((kind) => kind === name);

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

  for (const of of /** @type {const} */ (["dropin", "extract"])) {
    for (const kind of kinds) {
      test(`${kind}s of the expected articles are in those of ${of}`, (context) => {
        const { expected, found, excused } = (of === "dropin" ? dropin : extracted).kinds[kind];
        context.diagnostic(`${found} of ${expected - excused}, ${excused} in the ledger`);
        assert.ok(found >= floors.elements * (expected - excused), `${found} of ${expected - excused}`);
      });
    }

    test(`the ledger lists nothing that is there in ${of}`, () => {
      const stale = results.flatMap((result) =>
        kinds
          .filter((kind) => listed(of, result.name, kind).all > result[of].kinds[kind].missing.length)
          .map((kind) => `${result.name} ${kind}`),
      );
      assert.deepEqual(stale, []);
      assert.ok(Object.values(ledger.elements[of]).every((page) => Object.keys(page).every(isKind)));
    });
  }

  test("the ledger lists no page that is not there", () => {
    const known = new Set(pages().map(({ name }) => name));
    const names = [ledger.text, ledger.elements.dropin, ledger.elements.extract].flatMap(Object.keys);
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
