// The page itself, streamed through without what is not its content.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CleanPageStream, extract } from "bodycopy";
import { Extraction } from "../../dist/bindings.js";
import { callWasm } from "../../www/package/engine.js";
import { pageWith } from "./pages.mjs";

const story = Array.from(
  { length: 40 },
  (_, at) =>
    `It rained all day in the valley, and on day ${at} the river rose so high that the bridge had to be closed.`,
);
const page = pageWith(
  story,
  '<meta charset="windows-1252"><style>p { color: navy }</style><script>spy()</script>' +
    '<link rel="stylesheet" href="/site.css"><link rel="modulepreload" href="/app.js">',
).replace(
  "</body>",
  '<nav class="menu"><ul><li><a href="/a">News</a><li><a href="/b">Sport</a></ul></nav>' +
    '<div class="advert"><p>Buy kettles!</p></div><div id="cookie-banner"><p>We use cookies.</p></div>' +
    '<form class="newsletter"><p>Every morning in your inbox.</p><input type="email"></form>' +
    '<img src="https://t.example/p.gif" width="1" height="1"><iframe src="//t.example" style="display:none"></iframe>' +
    '<script src="/ads.js"></script></body>',
);
const bytes = Uint8Array.from(Buffer.from(page, "latin1"));
const utf8 = new TextDecoder();

/** @param {Uint8Array} all @param {number} size */
function* cut(all, size) {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** @param {Uint8Array} all @param {import("bodycopy").CleanOptions} [options] @param {number} [size] */
async function cleaned(all, options, size = 1000) {
  const stream = new CleanPageStream(options);
  const source = /** @type {any} */ (ReadableStream).from(cut(all, size)).pipeThrough(stream);
  const out = utf8.decode(await new Response(source).arrayBuffer());
  return { out, article: await stream.article };
}

/** @param {Promise<unknown>} promise @returns {Promise<any>} */
const failure = (promise) =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error) => error,
  );

describe("CleanPageStream", () => {
  test("keeps the page and its styles, and leaves out what is not its content", async () => {
    const { out, article } = await cleaned(bytes);
    for (const text of [...story, "p { color: navy }", 'href="/site.css"', '<meta charset="utf-8">', "</html>"]) {
      assert.ok(out.includes(text), text);
    }
    for (const text of ["<script", "modulepreload", "Sport", "kettles", "cookies", "inbox", "t.example"]) {
      assert.ok(!out.includes(text), text);
    }
    assert.deepEqual(article, extract(bytes));
  });

  test("gives the same for every chunking, and the article of the whole page", async () => {
    const whole = await cleaned(bytes, {}, bytes.length);
    for (const size of [1, 7, 4096]) assert.equal((await cleaned(bytes, {}, size)).out, whole.out, `by ${size}`);
  });

  test("drops what it is told to drop", async () => {
    const { out } = await cleaned(bytes, { drop: ["cookie"], keepScripts: true });
    for (const text of ["spy()", "Sport", "kettles", "inbox", "t.example"]) assert.ok(out.includes(text), text);
    assert.ok(!out.includes("We use cookies."));
    const nothing = await cleaned(bytes, { drop: [], keepScripts: true });
    assert.equal(nothing.out, page.replace('<meta charset="windows-1252">', '<meta charset="utf-8">'));
    const own = await cleaned(bytes, { keep: [".advert"], remove: ["p"] });
    assert.ok(own.out.includes("kettles") && !own.out.includes(story[3]));
  });

  test("gives UTF-8 of every charset", async () => {
    const koi = new Uint8Array([...new TextEncoder().encode("<meta charset=koi8-r><p>"), 0xcd, 0xc9, 0xd2]);
    assert.equal((await cleaned(koi, {}, 2)).out, '<meta charset="utf-8"><p>мир');
    const utf16 = Uint8Array.from(Buffer.from("\ufeff<p>мир", "utf16le"));
    assert.equal((await cleaned(utf16)).out, "<p>мир");
    const named = await cleaned(koi.subarray(24), { contentType: "text/html; charset=koi8-r" });
    assert.equal(named.out, "мир");
    const plain = await cleaned(new TextEncoder().encode("<b> & so on\n"), { contentType: "text/plain" });
    assert.equal(plain.out, "<b> & so on\n");
  });

  test("gives out while the page arrives", async () => {
    const stream = new CleanPageStream();
    const writer = stream.writable.getWriter();
    const reader = stream.readable.getReader();
    const long = new TextEncoder().encode(pageWith(Array(12).fill(story).flat()));
    writer.write(long);
    let come = 0;
    while (come < 4000) come += (await reader.read()).value?.length ?? 0;
    await reader.cancel();
  });

  test("passes errors on, and refuses wrong options", async () => {
    const broken = new Error("connection lost");
    const failing = new ReadableStream({
      pull(controller) {
        controller.error(broken);
      },
    });
    const stream = new CleanPageStream();
    assert.equal(await failure(new Response(failing.pipeThrough(stream)).text()), broken);
    const large = new CleanPageStream({ maxBytes: 100 });
    const source = /** @type {any} */ (ReadableStream).from([bytes]);
    assert.equal((await failure(new Response(source.pipeThrough(large)).text())).code, "TOO_LARGE");
    assert.equal((await failure(large.article)).code, "TOO_LARGE");
    const wrong = /** @type {any} */ (ReadableStream).from(["text"]).pipeThrough(new CleanPageStream());
    assert.equal(await new Response(wrong).text(), "text");
    for (const options of [{ drop: ["x"] }, { drop: "advert" }, { keepScripts: 1 }, { other: 1 }, { strictness: 2 }]) {
      assert.throws(() => new CleanPageStream(/** @type {any} */ (options)), { code: "INVALID_OPTION" });
    }
  });

  test("many pages at once do not mix", async () => {
    const pages = Array.from({ length: 30 }, (_, at) => page.replaceAll("river", `river ${at}`));
    const all = pages.map((html) => Uint8Array.from(Buffer.from(html, "latin1")));
    const results = await Promise.all(all.map((html, at) => cleaned(html, {}, 500 + 97 * at)));
    for (const [at, { out, article }] of results.entries()) {
      assert.equal(out, (await cleaned(all[at])).out);
      assert.deepEqual(article, extract(all[at]));
    }
  });

  test("pages whose instance trapped fail with INTERNAL, and the next page is read", async () => {
    const stream = new CleanPageStream();
    const writer = stream.writable.getWriter();
    const out = new Response(stream.readable).text();
    await writer.write(bytes.subarray(0, 2000));
    assert.throws(() => callWasm(() => new Extraction("{}", true, false).write(2 ** 20)));
    for (const promise of [out, stream.article, writer.write(bytes.subarray(2000))]) {
      assert.equal((await failure(promise)).code, "INTERNAL");
    }
    assert.deepEqual((await cleaned(bytes)).article, extract(bytes));
  });
});
