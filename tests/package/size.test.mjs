// What a browser downloads. A budget that is passed must be raised on purpose, or what was added must earn its place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

/** In kB of brotli. */
const budgets = { wasm: 400, javascript: 8 };

/** @param {string | Uint8Array} content */
const brotli = (content) => brotliCompressSync(content).length / 1000;

test("the wasm stays within its budget", () => {
  const size = brotli(readFileSync(new URL("../../dist/bodycopy.wasm", import.meta.url)));
  assert.ok(size <= budgets.wasm, `${size.toFixed(1)} kB, budget ${budgets.wasm} kB`);
});

test("the JavaScript for browsers, bundled and minified, stays within its budget", async () => {
  const entry = fileURLToPath(new URL("../../www/package/browser.js", import.meta.url));
  const outputs = await build({
    configFile: false,
    logLevel: "silent",
    build: { write: false, minify: true, lib: { entry, formats: ["es"] }, assetsInlineLimit: 0 },
  });
  const [output] = /** @type {import("vite").Rolldown.RolldownOutput[]} */ (outputs);
  const code = output.output.filter((file) => file.type === "chunk").map((chunk) => chunk.code);
  // In a library build Vite puts assets into the code.
  const size = brotli(code.join("").replace(/data:application\/wasm;base64,[A-Za-z0-9+/=]+/, ""));
  assert.ok(size <= budgets.javascript, `${size.toFixed(1)} kB, budget ${budgets.javascript} kB`);
  assert.ok(size > 1, "something was measured");
});
