// Wrong options are refused by name, before anything is read.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { extract, render } from "bodycopy";
import { failure, page } from "./pages.mjs";

/** @type {[string, Record<string, unknown>][]} the option that must be named, and what is given */
const wrong = [
  ["strictnes", { strictnes: 0.5 }],
  ["toString", { toString: 1 }],
  ["url", { url: 1 }],
  ["url", { url: "example.org/page" }],
  ["url", { url: "https://" }],
  ["url", { url: "https://example.org/\ud800" }],
  ["contentType", { contentType: {} }],
  ["strictness", { strictness: -0.1 }],
  ["strictness", { strictness: 1.1 }],
  ["strictness", { strictness: Number.NaN }],
  ["strictness", { strictness: "0.5" }],
  ["strictness", { strictness: null }],
  ["keep", { keep: ".a" }],
  ["keep", { keep: [1] }],
  ["keep", { keep: ["p["] }],
  ["keep", { keep: ["a ~ b"] }],
  ["remove", { remove: [""] }],
  ["remove", { remove: {} }],
  ["maxBytes", { maxBytes: 0 }],
  ["maxBytes", { maxBytes: 1.5 }],
  ["maxBytes", { maxBytes: 2 ** 31 + 1 }],
  ["maxBytes", { maxBytes: Number.POSITIVE_INFINITY }],
  ["debug", { debug: 1 }],
];

describe("options", () => {
  for (const [name, options] of wrong) {
    test(`INVALID_OPTION names ${name}: ${JSON.stringify(options)}`, () => {
      const failed = failure(() => extract(page, /** @type {any} */ (options)));
      assert.equal(failed?.code, "INVALID_OPTION");
      assert.ok(failed.message.includes(`\`${name}\``), failed.message);
    });
  }

  test("must be an object", () => {
    for (const options of ["x", 1, true]) {
      assert.equal(failure(() => extract(page, /** @type {any} */ (options)))?.code, "INVALID_OPTION");
    }
  });

  test("that are missing are as if they were not named", () => {
    const expected = extract(page);
    const missing = {
      url: undefined,
      contentType: undefined,
      strictness: undefined,
      keep: undefined,
      debug: undefined,
    };
    assert.deepEqual(extract(page, missing), expected);
    // What `response.headers.get("content-type")` gives where there is none.
    assert.deepEqual(extract(page, { url: null, contentType: null }), expected);
    assert.deepEqual(extract(page, /** @type {any} */ (null)), expected);
  });

  test("a wrong format is named", () => {
    const failed = failure(() => render(extract(page), /** @type {any} */ ("pdf")));
    assert.equal(failed?.code, "INVALID_OPTION");
    assert.match(failed?.message ?? "", /`format`/);
  });
});
