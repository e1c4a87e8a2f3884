// What a browser downloads. A budget that is passed must be raised on purpose, or what was added must earn its place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

/** In kB of brotli. */
const budgets = { wasm: 400, javascript: 10 };

/** @param {string | Uint8Array} content */
const brotli = (content) => brotliCompressSync(content).length / 1000;

test("the wasm stays within its budget", () => {
  const size = brotli(readFileSync(new URL("../../dist/bodycopy.wasm", import.meta.url)));
  assert.ok(size <= budgets.wasm, `${size.toFixed(1)} kB, budget ${budgets.wasm} kB`);
});

test("the JavaScript for browsers, bundled and minified, stays within its budget", async () => {
  const entry = fileURLToPath(new URL("../../www/package/browser.js", import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: true, rolldownOptions: { input: entry, preserveEntrySignatures: "strict" } },
  });
  const { output } = /** @type {import("vite").Rolldown.RolldownOutput} */ (result);
  const size = brotli(output.map((file) => (file.type === "chunk" ? file.code : "")).join(""));
  assert.ok(size <= budgets.javascript, `${size.toFixed(1)} kB, budget ${budgets.javascript} kB`);
  assert.ok(size > 1, "something was measured");
});
