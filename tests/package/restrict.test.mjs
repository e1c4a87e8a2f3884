// `restrict` moves the threshold of an article that is at hand.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { extract, restrict } from "bodycopy";
import { failure, pageWith } from "./pages.mjs";

const body = Array.from(
  { length: 8 },
  (_, at) => `The river rose ${at} inches in the night, and by the morning the lower meadow was under water again.`,
);
const page = `${pageWith(body)}<p>Not so sure about this line, is it?</p><div>Follow the mill</div>`;

describe("restrict", () => {
  test("gives the article at another strictness, and back the article that it was", () => {
    const article = extract(page);
    for (const strictness of [0, 0.2, 0.5, 0.8, 1]) {
      const moved = restrict(article, strictness);
      assert.equal(moved.blocks.length, moved.scores.length);
      assert.ok(moved.scores.every((score) => score >= 0.5 + (strictness - 0.5) * 0.6 - 1e-6));
      assert.deepEqual(restrict(JSON.parse(JSON.stringify(moved)), 0.5), article, `${strictness} and back`);
    }
    assert.deepEqual(restrict(article, 0.5), article);
    assert.ok(restrict(article, 0).text.length >= article.text.length);
  });

  test("refuses what is no article and a senseless strictness", () => {
    assert.equal(failure(() => restrict(/** @type {any} */ ({}), 0.5))?.code, "INVALID_INPUT");
    for (const strictness of [-1, 2, Number.NaN, "0.5", undefined]) {
      const failed = failure(() => restrict(extract(page), /** @type {any} */ (strictness)));
      assert.equal(failed?.code, "INVALID_OPTION", String(strictness));
    }
  });
});
