// `assess` and `isProbablyReaderable`: what can be said of a page, or of as much as has arrived.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assess, extractStream, isProbablyReaderable } from "bodycopy";
import { parseHTML } from "linkedom";
import { failure, page, pageWith } from "./pages.mjs";

const links = Array.from({ length: 40 }, (_, at) => `<li><a href="/n/${at}">Story number ${at} of the valley</a></li>`);
const list = `<!doctype html><html><head><title>News</title></head><body><ul>${links.join("")}</ul></body></html>`;
const bytes = new TextEncoder().encode(page);

describe("assess", () => {
  test("reads strings, bytes and documents alike", () => {
    const expected = assess(page);
    assert.deepEqual(Object.keys(expected), ["kind", "readable", "confidence"]);
    assert.equal(expected.kind, "article");
    assert.equal(expected.readable, "yes");
    assert.ok(expected.confidence > 0.5 && expected.confidence <= 1);
    for (const form of [bytes, bytes.slice().buffer, parseHTML(page).document]) {
      assert.deepEqual(assess(/** @type {any} */ (form)), expected);
    }
  });

  test("knows a list of links, and nothing at all, from an article", () => {
    for (const html of [list, "</body></html>", "<title>News</title></body></html>"]) {
      assert.equal(assess(html).readable, "no", html.slice(0, 40));
    }
    assert.equal(assess("").readable, "unsure", "nothing has come");
    assert.equal(assess(list).kind, "list");
  });

  test("takes a beginning, cut anywhere", () => {
    const long = pageWith(
      Array.from({ length: 60 }, (_, at) => `Line ${at}: the river rose, é and 水 and all, by a foot.`),
    );
    const whole = new TextEncoder().encode(long);
    for (let cut = 0; cut < whole.length; cut += 301) {
      assert.match(assess(whole.subarray(0, cut)).readable, /^(yes|no|unsure)$/);
    }
    assert.equal(assess(whole.subarray(0, whole.length / 2)).readable, "yes");
    assert.equal(assess(whole.subarray(0, long.indexOf("<nav>"))).readable, "unsure", "nothing but the head has come");
  });

  test("lets a caller stop reading what is not an article", async () => {
    let taken = 0;
    async function* source() {
      for (let at = 0; at < 100; at++) {
        taken = at;
        yield new TextEncoder().encode(`<p><a href="/${at}">Story number ${at}</a></p>`.repeat(20));
      }
    }
    /** @param {AsyncIterable<Uint8Array>} pieces */
    async function* articlesOnly(pieces) {
      /** @type {Uint8Array[] | undefined} */
      let head = [];
      for await (const piece of pieces) {
        head?.push(piece);
        if (head && head.length === 8) {
          if (assess(Buffer.concat(head)).readable !== "yes") throw new Error("no article");
          head = undefined;
        }
        yield piece;
      }
    }
    await assert.rejects(extractStream(articlesOnly(source())), /no article/);
    assert.ok(taken < 10, `${taken} pieces were read`);
  });

  test("refuses what `extract` refuses", () => {
    assert.equal(failure(() => assess(/** @type {any} */ (7)))?.code, "INVALID_INPUT");
    assert.equal(failure(() => assess(page, { strictness: 2 }))?.code, "INVALID_OPTION");
    assert.equal(failure(() => assess(page, { maxBytes: 10 }))?.code, "TOO_LARGE");
  });
});

describe("isProbablyReaderable", () => {
  test("is whether `assess` says yes", () => {
    for (const html of [page, bytes, parseHTML(page).document]) assert.equal(isProbablyReaderable(html), true);
    for (const html of [list, ""]) assert.equal(isProbablyReaderable(html), false);
  });
});
