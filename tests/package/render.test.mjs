// `render` takes articles from anywhere: fresh, out of a file, or made up by somebody hostile.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { extract, render } from "bodycopy";
import { failure, page } from "./pages.mjs";

const everyBlock = JSON.parse(readFileSync(new URL("../fixtures/every-block.json", import.meta.url), "utf8"));

describe("render", () => {
  test("gives what the article itself holds", () => {
    const article = extract(page);
    assert.equal(render(article, "html"), article.html);
    assert.equal(render(article, "text"), article.text);
    assert.match(render(article, "markdown"), /^The river rose/m);
  });

  test("reads every kind of block from JSON", () => {
    assert.match(render(everyBlock, "html"), /<table>/);
    assert.match(render(everyBlock, "markdown"), /\| *Month/);
    assert.match(render(everyBlock, "text"), /Quoted/);
  });

  test("refuses what is no article, and says where it is wrong", () => {
    const cyclic = { version: 1, blocks: /** @type {unknown[]} */ ([]) };
    cyclic.blocks.push(cyclic);
    /** @type {[unknown, RegExp][]} */
    const wrong = [
      [null, /null/],
      ["x", /"x"/],
      [[], /array/],
      [{}, /version: missing/],
      [{ version: 2 }, /version: 2/],
      [{ version: 1, blocks: [{ id: 1, type: "script" }] }, /blocks\[0\]\.type: .*`script`/],
      [{ version: 1, blocks: [{ type: "rule" }] }, /blocks\[0\]\.id: missing/],
      [{ version: 1, title: 1n }, /BigInt/],
      [cyclic, /circular/],
      [nested(5000), /deep/],
    ];
    for (const [article, message] of wrong) {
      const failed = failure(() => render(/** @type {any} */ (article), "html"));
      assert.equal(failed?.code, "INVALID_INPUT");
      assert.match(failed?.message ?? "", message);
    }
  });

  test("writes half a character in an article as U+FFFD", () => {
    const article = { ...everyBlock, blocks: [{ id: 1, type: "paragraph", content: ["a\ud83d, not \\ud83d"] }] };
    assert.equal(render(article, "text"), "a\ufffd, not \\ud83d");
  });
});

/** An article with quotes in quotes. @param {number} depth */
function nested(depth) {
  /** @type {unknown[]} */
  let blocks = [];
  for (let level = 0; level < depth; level++) blocks = [{ id: level, type: "quote", cite: null, blocks }];
  return { version: 1, blocks };
}
