// What a browser downloads. A budget that is passed must be raised on purpose, or what was added must earn its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { budgets, bundledSize, entries, wasmSize } from "../../tools/size/measure.mjs";

/** @param {number} size @param {number} budget both in kB of brotli */
function within(size, budget) {
  assert.ok(size > 1, "something was measured");
  assert.ok(size <= budget, `${size.toFixed(1)} kB, budget ${budget} kB (tools/size/budgets.json)`);
}

test("every entry and the wasm have a budget", () => {
  assert.deepEqual(Object.keys(budgets), ["bodycopy.wasm", ...Object.keys(entries)]);
});

test("the wasm stays within its budget", () => within(wasmSize().brotli, budgets["bodycopy.wasm"]));

for (const [name, source] of Object.entries(entries)) {
  test(`${name}, bundled and minified, stays within its budget`, async () => {
    within((await bundledSize(source)).brotli, budgets[name]);
  });
}
