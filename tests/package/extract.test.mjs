// What `extract` takes, and that it reads each form of it alike.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { extract } from "bodycopy";
import { parseHTML } from "linkedom";
import { failure, page, pageWith, text } from "./pages.mjs";

const bytes = new TextEncoder().encode(page);

describe("extract", () => {
  test("reads strings, bytes and documents alike", () => {
    const padded = new Uint8Array(bytes.length + 10);
    padded.set(bytes, 5);
    const realm = createContext({ page: Array.from(bytes) });
    const forms = {
      string: page,
      bytes,
      "Node buffer": Buffer.from(bytes),
      "part of a buffer": padded.subarray(5, 5 + bytes.length),
      ArrayBuffer: bytes.slice().buffer,
      "bytes of another realm": runInContext("new Uint8Array(page)", realm),
      "ArrayBuffer of another realm": runInContext("new Uint8Array(page).buffer", realm),
      "shared memory": sharedCopy(bytes),
      Document: parseHTML(page).document,
    };
    const expected = extract(page);
    assert.equal(expected.title, "High water");
    assert.equal(expected.text, text);
    for (const [name, form] of Object.entries(forms)) {
      assert.deepEqual(extract(/** @type {any} */ (form)), expected, name);
    }
  });

  test("gives plain data that JSON and structuredClone keep", () => {
    const article = extract(page, { url: "https://example.org/news/1", debug: true });
    assert.equal(Object.getPrototypeOf(article), Object.prototype);
    assert.deepEqual(JSON.parse(JSON.stringify(article)), article);
    assert.deepEqual(structuredClone(article), article);
  });

  test("reads a page longer than the buffer it goes through, wherever characters fall", () => {
    // Of 1 to 4 bytes in UTF-8, so that each falls on the edge of the 64 KiB buffer for some offset.
    for (const character of ["a", "é", "đ", "ế", "😀"]) {
      for (let offset = 0; offset < 4; offset++) {
        const long = `${"x".repeat(offset)}${character.repeat(40_000)}.`;
        const html = pageWith([long]);
        for (const form of [html, new TextEncoder().encode(html)]) {
          assert.ok(extract(form, { keep: ["p"] }).text === long, `${character}, moved by ${offset}`);
        }
      }
    }
  });

  test("writes half a character of a string as U+FFFD", () => {
    const words = "The ferry has a pig on its flag \ud83d and nobody on the island can say any more why that is so.";
    assert.equal(extract(pageWith([words]), { keep: ["p"] }).text, words.replace("\ud83d", "\ufffd"));
  });

  test("decodes what a page says it is, and believes a string over its <meta>", () => {
    const cases = [
      ["gbk", "中文", [0xd6, 0xd0, 0xce, 0xc4]],
      ["big5", "中文", [0xa4, 0xa4, 0xa4, 0xe5]],
      ["shift_jis", "日本", [0x93, 0xfa, 0x96, 0x7b]],
      ["euc-kr", "한국", [0xc7, 0xd1, 0xb1, 0xb9]],
      ["koi8-r", "мир", [0xcd, 0xc9, 0xd2]],
      ["windows-1251", "мир", [0xec, 0xe8, 0xf0]],
      ["windows-1258", "Đà", [0xd0, 0xe0]],
      ["windows-1252", "“’ž", [0x93, 0x92, 0x9e]],
      ["iso-8859-1", "“’ž", [0x93, 0x92, 0x9e]],
      ["utf-8", "đ", [0xc4, 0x91]],
    ];
    for (const [label, expected, encoded] of cases) {
      const inMeta = ascii(`<meta charset=${label}><title>`, /** @type {number[]} */ (encoded));
      assert.equal(extract(inMeta).title, expected, `${label} in <meta>`);
      const bare = ascii("<title>", /** @type {number[]} */ (encoded));
      assert.equal(extract(bare, { contentType: `text/html; charset=${label}` }).title, expected, `${label} in header`);
      assert.equal(extract(`<meta charset=${label}><title>中文 đ`).title, "中文 đ", `a string that says ${label}`);
    }
    assert.equal(extract(ascii("<title>", [0xc4, 0x91])).title, "đ", "valid UTF-8");
    assert.equal(extract(ascii("<title>", [0x92])).title, "’", "not UTF-8: windows-1252");
    assert.equal(extract(new Uint8Array([0xff, 0xfe, ...utf16("<title>đ")])).title, "đ", "byte order mark");
    assert.equal(extract(ascii("<title>x", []), { contentType: "text/html; charset=nonsense" }).title, "x");
  });

  test("decodes long pages in charsets of the platform as well", () => {
    const head = ascii("<meta charset=gbk><title>x</title><main><p>", []);
    const characters = 1_500_000;
    const long = new Uint8Array(head.length + 2 * characters).fill(0xd6);
    for (let at = head.length + 1; at < long.length; at += 2) long[at] = 0xd0;
    long.set(head);
    assert.ok(extract(long, { keep: ["p"] }).text === "中".repeat(characters));
  });

  test("takes text/plain as text, not as HTML", () => {
    const words =
      "The rule says that a <p>, whatever stands in it, is neither an element nor the end of anything here.";
    const article = extract(`High water\n\n${text}\n${words}\n`, { contentType: "text/plain; charset=utf-8" });
    const all = [...article.text.split("\n"), ...article.removed.map((removed) => removed.text)];
    assert.ok(all.includes(words), JSON.stringify(all));
  });

  test("refuses what is no page", () => {
    for (const input of [undefined, null, 1, true, {}, [], new Date(), new Float64Array(1), Symbol("x"), () => {}]) {
      const failed = failure(() => extract(/** @type {any} */ (input)));
      assert.equal(failed?.code, "INVALID_INPUT", String(input));
      assert.equal(failed?.name, "BodycopyError");
    }
  });
});

/** @param {Uint8Array} bytes */
function sharedCopy(bytes) {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** @param {string} start @param {number[]} end */
const ascii = (start, end) => new Uint8Array([...new TextEncoder().encode(start), ...end]);

/** Little-endian. @param {string} text */
const utf16 = (text) => Array.from(text, (c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]).flat();
