// Whatever comes in, an article or a typed error comes out, and the next page is read as usual.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { extract, render } from "bodycopy";
import { __wasm, Extraction } from "../../dist/bindings.js";
import { callWasm } from "../../www/package/engine.js";
import { PageReader } from "../../www/package/reader.js";
import { failure, page, text } from "./pages.mjs";

const MiB = 2 ** 20;

/** Bytes that look random and are the same each time (xorshift). @param {number} length */
function noise(length) {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  });
}

/** @type {[string, () => string | Uint8Array][]} */
const pages = [
  ["nothing", () => ""],
  ["no bytes", () => new Uint8Array()],
  ["white space", () => " \n\t".repeat(1000)],
  ["binary", () => noise(3 * MiB)],
  ["200 000 nested elements", () => "<div>".repeat(200_000)],
  ["200 000 nested elements of many kinds", () => "<b><i><table><ul><li><blockquote><a href=x>".repeat(30_000)],
  ["200 000 end tags", () => "</div>".repeat(200_000)],
  ["unclosed everything", () => "<title>a<script>b<style>c<table><tr><td><select><option><textarea>d<!-- e"],
  ["NULs", () => "<p>\0</p>\0<\0div\0 \0a=\0>".repeat(10_000)],
  [
    "broken UTF-8",
    () => Uint8Array.from({ length: MiB }, (_, at) => [0x3c, 0x70, 0x3e, 0xc4, 0xff, 0xe1, 0x80][at % 7]),
  ],
  ["UTF-16 with an odd byte", () => new Uint8Array([0xff, 0xfe, 0x3c, 0x00, 0x70])],
  ["a 30 MB attribute", () => `<p title="${"a".repeat(30 * MiB)}">x`],
  ["a 30 MB tag name", () => `<${"a".repeat(30 * MiB)}>x`],
  ["a 30 MB comment", () => `<!--${"-".repeat(30 * MiB)}`],
  ["100 000 attributes", () => `<p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=b`).join(" ")}>x`],
  ["a million entities", () => "&amp;&#x41;&nope;&".repeat(250_000)],
];

describe("a hostile page", () => {
  for (const [name, make] of pages) {
    test(`gives an article: ${name}`, () => {
      const article = extract(make(), { url: "https://example.org/" });
      assert.equal(article.version, 1);
      assert.equal(typeof article.text, "string");
      for (const format of /** @type {const} */ (["html", "markdown", "text"])) {
        assert.equal(typeof render(article, format), "string");
      }
    });
  }

  test("is refused when it is too large, before anything of it is copied", () => {
    const memory = __wasm?.memory.buffer.byteLength;
    assert.equal(failure(() => extract(new Uint8Array(2 ** 30)))?.code, "TOO_LARGE");
    assert.equal(failure(() => extract(new ArrayBuffer(2 ** 30)))?.code, "TOO_LARGE");
    assert.equal(failure(() => extract("x".repeat(65 * MiB)))?.code, "TOO_LARGE");
    assert.equal(__wasm?.memory.buffer.byteLength, memory);
  });

  test("is refused at exactly the limit, counted in bytes", () => {
    const html = "<p>đđđ"; // 9 bytes
    assert.equal(failure(() => extract(html, { maxBytes: 8 }))?.code, "TOO_LARGE");
    assert.equal(
      failure(() => extract(html, { maxBytes: 9 })),
      undefined,
    );
    const bytes = new TextEncoder().encode(html);
    assert.equal(failure(() => extract(bytes, { maxBytes: 8 }))?.code, "TOO_LARGE");
    assert.equal(
      failure(() => extract(bytes, { maxBytes: 9 })),
      undefined,
    );
  });

  test("leaves no large memory behind", () => {
    extract(`<p>${"word ".repeat(6 * MiB)}`);
    assert.ok(Number(__wasm?.memory.buffer.byteLength) <= 64 * MiB);
    assert.equal(extract(page).text, text);
  });
});

describe("a fault of our own", () => {
  // No page is known to make the Rust side panic, so it is called as the JavaScript side never does.
  const panic = () => new Extraction("{}", true, false).write(2 ** 20);

  test("is an INTERNAL error with the trap as its cause, and the next page is read as usual", () => {
    const failed = failure(() => callWasm(panic));
    assert.equal(failed?.code, "INTERNAL");
    assert.match(failed?.message ?? "", /unreachable/);
    assert.equal(extract(page).text, text);
  });

  test("takes along the pages that were being read, with an error that says so", () => {
    const reader = new PageReader({}, "text");
    reader.writeText(page);
    assert.equal(failure(() => callWasm(panic))?.code, "INTERNAL");
    const failed = failure(() => reader.end());
    assert.equal(failed?.code, "INTERNAL");
    assert.match(failed?.message ?? "", /read it again/);
    assert.equal(extract(page).text, text);
  });

  test("does not spread: a wrong option leaves other pages alone", () => {
    const reader = new PageReader({}, "text");
    reader.writeText(page);
    assert.equal(failure(() => extract(page, { url: "nowhere" }))?.code, "INVALID_OPTION");
    assert.equal(reader.end().text, text);
  });
});
