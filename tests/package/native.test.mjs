// The Rust crate and the package are one program: the same pages, read by both, give the same articles. They differ in who
// decodes rare charsets, who parses addresses, and in the processor's arithmetic.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { extract } from "bodycopy";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} folder of one folder for each page @param {string} name @returns {string[]} */
function pagesIn(folder, name) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const files = readdirSync(path).map((id) => join(path, id, name));
  return files.filter((file) => existsSync(file));
}

/** @param {string[]} files */
function compare(files) {
  const command = ["run", "--quiet", "--example", "article_json", "--", ...files];
  const lines = execFileSync("cargo", command, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 })
    .trimEnd()
    .split("\n");
  assert.equal(lines.length, files.length);
  for (const [number, file] of files.entries()) {
    const url = `https://www.example.org/news/2026/page-${number}.html?from=test`;
    const article = extract(new Uint8Array(readFileSync(file)), { url });
    const read = (/** @type {string} */ json) => JSON.parse(json, (_, value) => isFraction(value) || value);
    const [wasm, native] = [JSON.stringify(article), lines[number]];
    assert.deepEqual(read(wasm), read(native), file);
    const [ours, theirs] = [fractions(wasm), fractions(native)];
    assert.ok(
      ours.every((score, at) => Math.abs(score - theirs[at]) < 1e-4),
      `${file}: scores`,
    );
  }
}

/** Scores may differ in their last bits: the C libraries' `exp` do. @param {unknown} value */
const isFraction = (value) => typeof value === "number" && !Number.isInteger(value);

/** @param {string} json @returns {number[]} */
function fractions(json) {
  /** @type {number[]} */
  const found = [];
  JSON.parse(json, (_, value) => {
    if (isFraction(value)) found.push(value);
    return value;
  });
  return found;
}

const ours = pagesIn("tests/fixtures/pages", "page.html");
const real = pagesIn("../shared/peer-suites/readability/test-pages", "source.html");

test("natively and in wasm the project's own pages give the same articles", () => {
  assert.ok(ours.length > 10, "there are pages");
  compare(ours);
});

test("and so do real pages", { skip: real.length === 0 && "there is no folder ../shared" }, () => compare(real));

test("addresses of every form come out the same", () => {
  const folder = join(root, "tests/fixtures/addresses");
  compare(readdirSync(folder).map((name) => join(folder, name)));
});
