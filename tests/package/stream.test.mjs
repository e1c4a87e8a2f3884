// A page that arrives in pieces gives the article of the whole page, and events that lead to it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ArticleStream, articleEvents, extract, extractStream } from "bodycopy";
import { Extraction } from "../../dist/bindings.js";
import { callWasm } from "../../www/package/engine.js";
import { pageWith } from "./pages.mjs";

/** @typedef {import("bodycopy").ArticleEvent} ArticleEvent */

const places =
  "river meadow bridge mill school warden barn loft hill harbour market road lamp coat field ferry storm village".split(
    " ",
  );

let state = 7;
/** A number below `count`, the same in each run (Lehmer). @param {number} count */
const next = (count) => {
  state = (state * 48271) % 2147483647;
  return state % count;
};

const sentence = () =>
  `The ${places[next(18)]} by the ${places[next(18)]} had ${["risen", "fallen", "stood"][next(3)]} before the ` +
  `${places[next(18)]}, and ${["nobody", "everyone", "the mayor"][next(3)]} said that the ${places[next(18)]} was lost. `;

const page = pageWith(
  Array.from({ length: 120 }, () => `${sentence()}${sentence()}đ😀. ${sentence()}`),
  // Were it not declared, the charset would be known only at the end of so short a page.
  '<meta charset="utf-8">',
);
const bytes = new TextEncoder().encode(page);
const whole = extract(page);

/** @template {string | Uint8Array} T @param {T} all @param {number} size */
function* cut(all, size) {
  for (let at = 0; at < all.length; at += size) yield/** @type {T} */ (all.slice(at, at + size));
}

/** @param {Iterable<string | Uint8Array>} pieces */
async function* arriving(pieces) {
  for (const piece of pieces) {
    await null;
    yield piece;
  }
}

/** @param {Iterable<ArticleEvent>} events */
function applied(events) {
  /** @type {import("bodycopy").Block[]} */
  const blocks = [];
  const used = new Set();
  for (const event of events) {
    if (event.type === "block") {
      assert.ok(!used.has(event.id), "an id is used once");
      used.add(event.id);
      blocks.splice(event.after === null ? 0 : 1 + blocks.findIndex(({ id }) => id === event.after), 0, event.block);
    } else if (event.type === "retract") {
      const at = blocks.findIndex(({ id }) => id === event.id);
      assert.ok(at >= 0);
      blocks.splice(at, 1);
    }
  }
  return blocks;
}

/** @param {AsyncIterable<ArticleEvent>} stream */
async function all(stream) {
  const events = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** What it is rejected with. @param {Promise<unknown>} promise @returns {Promise<any>} */
const failure = (promise) =>
  promise.then(
    () => assert.fail("it did not fail"),
    (error) => error,
  );

/** A source that never ends, and says whether it was closed. @param {string | Uint8Array} piece */
function endless(piece) {
  const seen = { pulled: 0, cancelled: /** @type {unknown} */ (undefined), closed: false };
  const stream = new ReadableStream(
    {
      async pull(controller) {
        seen.pulled += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
        controller.enqueue(piece);
      },
      cancel(reason) {
        seen.cancelled = reason;
        seen.closed = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, stream };
}

describe("extractStream", () => {
  test("reads every kind of source as extract reads the page", async () => {
    const sources = {
      Response: () => new Response(page),
      "ReadableStream of bytes": () => new Blob([page]).stream(),
      "ReadableStream of strings": () => /** @type {any} */ (ReadableStream).from(cut(page, 1001)),
      Blob: () => new Blob([page]),
      "AsyncIterable of bytes": () => arriving(cut(bytes, 1001)),
      "AsyncIterable of strings": () => arriving(cut(page, 7)),
      "AsyncIterable of Node buffers": () => arriving(cut(Buffer.from(bytes), 70_001)),
    };
    for (const [name, source] of Object.entries(sources)) {
      assert.deepEqual(await extractStream(/** @type {any} */ (source())), whole, name);
    }
    assert.deepEqual(await extractStream(arriving([])), extract(""), "nothing");
    assert.deepEqual(await extractStream(new Response(null)), extract(""), "no body");
  });

  test("takes URL and content type from a Response, and options before them", async () => {
    const html = '<title>x</title><main><a href="/a">b</a>';
    const response = () => Object.defineProperty(new Response(html), "url", { value: "https://example.org/n" });
    assert.equal((await extractStream(response())).url, "https://example.org/n");
    assert.equal((await extractStream(response(), { url: "https://example.com/" })).url, "https://example.com/");
    const koi = new Uint8Array([...new TextEncoder().encode("<title>"), 0xcd, 0xc9, 0xd2]);
    const headers = { "content-type": "text/html; charset=koi8-r" };
    assert.equal((await extractStream(new Response(koi, { headers }))).title, "мир");
    assert.equal((await extractStream(new Blob([koi], { type: "text/html; charset=koi8-r" }))).title, "мир");
    assert.equal((await extractStream(arriving(cut(koi, 1)), { contentType: headers["content-type"] })).title, "мир");
  });

  test("decodes charsets of the platform however the bytes are cut", async () => {
    const long = new Uint8Array(5000).fill(0xd6);
    long.set(new TextEncoder().encode("<meta charset=gbk><title>x</title><p>"));
    for (const size of [1, 3, 1023, 1025]) {
      assert.deepEqual(await extractStream(arriving(cut(long, size)), { keep: ["p"] }), extract(long, { keep: ["p"] }));
    }
  });

  test("tells onEvent what articleEvents gives", async () => {
    /** @type {ArticleEvent[]} */
    const events = [];
    const article = await extractStream(new Response(page), { onEvent: (event) => events.push(event) });
    assert.deepEqual(events, await all(articleEvents(arriving(cut(bytes, 999)))));
    assert.deepEqual(events.at(-1), { type: "article", article });
  });

  test("passes on errors: the source's own, the signal's, the caller's, and ours", async () => {
    const broken = new Error("connection lost");
    const failing = () =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(bytes);
        },
        pull: (controller) => controller.error(broken),
      });
    assert.equal(await failure(extractStream(failing())), broken);
    assert.equal(await failure(all(articleEvents(failing()))), broken);

    const controller = new AbortController();
    const { seen, stream } = endless(bytes);
    setTimeout(() => controller.abort(broken), 20);
    assert.equal(await failure(extractStream(stream, { signal: controller.signal })), broken);
    assert.equal(await failure(extractStream(new Response(page), { signal: controller.signal })), broken);
    assert.ok(seen.closed, "the source is closed");
    const late = new AbortController();
    setTimeout(() => late.abort(), 10);
    const hanging = await failure(extractStream(new ReadableStream(), { signal: late.signal }));
    assert.equal(hanging.name, "AbortError");

    const other = endless(bytes);
    const onEvent = () => {
      throw broken;
    };
    assert.equal(await failure(extractStream(other.stream, { onEvent })), broken);
    assert.ok(other.seen.closed);

    const large = endless(new Uint8Array(1000));
    const options = { maxBytes: 10_000 };
    assert.equal((await failure(extractStream(large.stream, options))).code, "TOO_LARGE");
    assert.ok(large.seen.closed && large.seen.pulled <= 12);
  });

  test("refuses what is no stream, and wrong options", async () => {
    const read = new Response(page);
    await read.text();
    const locked = new Blob([page]).stream();
    locked.getReader();
    for (const source of [undefined, null, 1, "x", {}, bytes, read, locked, arriving([/** @type {any} */ (1)])]) {
      assert.equal((await failure(extractStream(/** @type {any} */ (source)))).code, "INVALID_INPUT");
    }
    assert.equal((await failure(extractStream(arriving(["a", bytes])))).code, "INVALID_INPUT");
    for (const options of [{ signal: 1 }, { onEvent: 1 }, { strictness: 2 }, { other: 1 }]) {
      const failed = await failure(extractStream(new Response(page), /** @type {any} */ (options)));
      assert.equal(failed.code, "INVALID_OPTION", JSON.stringify(options));
    }
  });
});

describe("events", () => {
  test("give the article's blocks, most of them before the page has ended", async () => {
    const events = await all(articleEvents(new Response(page)));
    assert.deepEqual(applied(events), whole.blocks);
    assert.equal(events[0].type, "metadata");
    let early = 0;
    let pulled = 0;
    const counted = (async function* () {
      for await (const piece of arriving(cut(bytes, 2000))) {
        pulled += piece.length;
        yield piece;
      }
    })();
    for await (const event of articleEvents(counted)) {
      if (event.type === "block" && pulled < bytes.length * 0.9) early += 1;
    }
    assert.ok(early > whole.blocks.length * 0.6, `${early} of ${whole.blocks.length}`);
  });

  test("come through a TransformStream as well", async () => {
    const stream = new Blob([page]).stream().pipeThrough(new ArticleStream());
    const events = [];
    for await (const event of stream) events.push(event);
    assert.deepEqual(events, await all(articleEvents(new Response(page))));
  });

  test("leaving the loop closes the source", async () => {
    const { seen, stream } = endless(bytes);
    for await (const _ of articleEvents(stream)) break;
    assert.ok(seen.closed);
    const another = endless(bytes);
    await another.stream.pipeThrough(new ArticleStream()).cancel("enough");
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(another.seen.closed);
  });

  test("a slow reader slows down the source", async () => {
    const { seen, stream } = endless(bytes);
    const events = articleEvents(stream);
    await events.next();
    const { pulled } = seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(seen.pulled, pulled);
    await events.return();
    const piped = endless(bytes);
    const reader = piped.stream.pipeThrough(new ArticleStream()).getReader();
    await reader.read();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(piped.seen.pulled <= 4, `${piped.seen.pulled} pulled`);
    await reader.cancel();
  });

  test("streams whose instance trapped fail with INTERNAL, and the next page is read", async () => {
    const { stream } = endless(bytes);
    const events = articleEvents(stream);
    await events.next();
    assert.throws(() => callWasm(() => new Extraction("{}", true, false).write(2 ** 20)));
    assert.equal((await failure(all(events))).code, "INTERNAL");
    assert.deepEqual(await extractStream(new Response(page)), whole);
  });

  test("many streams at once do not mix", async () => {
    const pages = Array.from({ length: 40 }, (_, at) => page.replaceAll("river", `river ${at}`));
    const results = await Promise.all(
      pages.map(async (html, at) => all(articleEvents(arriving(cut(html, 500 + 97 * at))))),
    );
    for (const [at, events] of results.entries()) {
      const article = extract(pages[at]);
      assert.deepEqual(events.at(-1), { type: "article", article });
      assert.deepEqual(applied(events), article.blocks);
    }
  });
});
