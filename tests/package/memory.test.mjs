// One instance reads pages for as long as its host lives: nothing of them stays behind.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  articleEvents,
  assess,
  BodycopyError,
  CleanPageStream,
  extract,
  extractStream,
  render,
  restrict,
} from "bodycopy";
import { __wasm } from "../../dist/bindings.js";
import { pageWith } from "./pages.mjs";

const PAGES = 10_000;
/** What a page needs at most has been needed after so many. */
const WARM_UP = 500;

/** Pages of 1 to 50 paragraphs, no two alike. @param {number} at */
function pageOf(at) {
  const count = 1 + ((at * 17) % 50);
  const paragraphs = Array.from(
    { length: count },
    (_, part) => `On day ${at} the river rose by ${part} cm, <b>đ😀</b>.`,
  );
  return pageWith([...paragraphs, '<a href="https://example.com/ä?a=1">More</a><img src="a.jpg" alt="The river">']);
}

/** @param {number} at @param {Uint8Array<ArrayBuffer>} bytes */
async function read(at, bytes) {
  switch (at % 8) {
    case 0:
      return render(restrict(extract(bytes, { url: "https://example.com/" }), 0.9), "markdown");
    case 1:
      return assess(bytes);
    case 2:
      return extractStream(new Response(bytes), { onEvent() {} });
    case 3:
      for await (const _ of articleEvents(new Response(bytes))) return;
      return;
    case 4:
      return new Response(new Response(bytes).body?.pipeThrough(new CleanPageStream())).text();
    case 5:
      return new Response(bytes).body?.pipeThrough(new CleanPageStream()).cancel();
    case 6:
      return assert.throws(() => extract(bytes, { maxBytes: 100 }), BodycopyError);
    default:
      return extract(new TextDecoder().decode(bytes));
  }
}

test("ten thousand pages leave the memory as it is", async () => {
  const memory = () => /** @type {any} */ (__wasm).memory.buffer.byteLength;
  const encoder = new TextEncoder();
  let before = 0;
  for (let at = 0; at < PAGES; at += 1) {
    if (at === WARM_UP) before = memory();
    await read(at, encoder.encode(pageOf(at)));
  }
  assert.equal(memory(), before);
});
