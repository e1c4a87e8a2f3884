// `bodycopy/worker` in Node: the same answers as "bodycopy" gives, as promises, from a thread.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import * as bodycopy from "bodycopy";
import * as worker from "bodycopy/worker";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = readFileSync(new URL("../../www/site/public/examples/related-tail.vi.html", import.meta.url));
const options = { url: "https://vamxanh.example/a" };
const expected = bodycopy.extract(example, options);
const bytes = () => new Uint8Array(example);

/** @param {Uint8Array} bytes @param {number} size */
async function* pieces(bytes, size) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** @param {Promise<unknown>} promise @returns {Promise<any>} */
const failure = (promise) =>
  promise.then(
    () => assert.fail("nothing was thrown"),
    (error) => error,
  );

after(() => worker.terminate());

describe("bodycopy/worker", () => {
  test("extract gives what bodycopy gives, of bytes and of text", async () => {
    assert.deepEqual(await worker.extract(bytes(), options), expected);
    const text = example.toString("utf8");
    assert.deepEqual(await worker.extract(text, options), bodycopy.extract(text, options));
  });

  test("bytes are copied, or moved when asked", async () => {
    const copied = bytes();
    await worker.extract(copied, options);
    assert.equal(copied.length, example.length);
    const moved = bytes();
    assert.deepEqual(await worker.extract(moved, { ...options, transfer: true }), expected);
    assert.equal(moved.length, 0);
    // What shares its buffer with others stays.
    const shared = new Uint8Array(new Uint8Array([0, ...example]).buffer, 1);
    assert.deepEqual(await worker.extract(shared, { ...options, transfer: true }), expected);
    assert.equal(shared.length, example.length);
  });

  test("extractStream tells the events of a stream, the article last", async () => {
    const make = () => pieces(bytes(), 700);
    /** @type {bodycopy.ArticleEvent[]} */
    const events = [];
    const article = await worker.extractStream(make(), { ...options, onEvent: (event) => events.push(event) });
    assert.deepEqual(article, expected);
    const direct = [];
    for await (const event of bodycopy.articleEvents(make(), options)) direct.push(event);
    assert.deepEqual(events, direct);
    const looped = [];
    for await (const event of worker.articleEvents(make(), options)) looped.push(event);
    assert.deepEqual(looped, direct);
  });

  test("a Response says its address and charset, a Blob its type", async () => {
    const html = Buffer.from("<title>Überflutet</title><p>Im Tal steht das Wasser seit Tagen.</p>", "latin1");
    const headers = { "content-type": "text/html; charset=iso-8859-1" };
    assert.equal((await worker.extractStream(new Response(html, { headers }))).title, "Überflutet");
    const blob = new Blob([html], { type: "text/html; charset=iso-8859-1" });
    assert.equal((await worker.extractStream(blob)).title, "Überflutet");
  });

  test("a piece is asked for only when the one before has been read", async () => {
    let given = 0;
    async function* counted() {
      for await (const piece of pieces(bytes(), 500)) {
        given += 1;
        yield piece;
      }
    }
    for await (const event of worker.articleEvents(counted(), options)) {
      if (event.type === "metadata") break;
    }
    assert.ok(given < example.length / 500, `${given} pieces`);
  });

  test("many pages at once do not get in each other's way", async () => {
    const titles = Array.from({ length: 20 }, (_, number) => `Flood number ${number}`);
    const articles = await Promise.all(
      titles.map((title, number) =>
        number % 2
          ? worker.extract(`<title>${title}</title>`)
          : worker.extractStream(pieces(Buffer.from(`<title>${title}</title>`), 5)),
      ),
    );
    assert.deepEqual(
      articles.map((article) => article.title),
      titles,
    );
  });

  test("assess, render and restrict give what bodycopy gives", async () => {
    assert.deepEqual(await worker.assess(bytes(), options), bodycopy.assess(example, options));
    assert.equal(await worker.render(expected, "markdown"), bodycopy.render(expected, "markdown"));
    assert.deepEqual(await worker.restrict(expected, 1), bodycopy.restrict(expected, 1));
  });

  test("errors keep their class and code", async () => {
    const cases = /** @type {[string, () => Promise<unknown>][]} */ ([
      ["INVALID_INPUT", () => worker.extract(/** @type {any} */ (12))],
      ["INVALID_OPTION", () => worker.extract("x", { strictness: 2 })],
      ["INVALID_OPTION", () => worker.extract("x", { keep: ["a >"] })],
      ["INVALID_OPTION", () => worker.extract("x", /** @type {any} */ ({ signal: 1 }))],
      ["TOO_LARGE", () => worker.extract(bytes(), { maxBytes: 10 })],
      ["TOO_LARGE", () => worker.extractStream(pieces(bytes(), 100), { maxBytes: 1000 })],
      ["INVALID_INPUT", () => worker.extractStream(/** @type {any} */ (12))],
      ["INVALID_INPUT", () => worker.render(/** @type {any} */ ({ a() {} }), "html")],
      ["INVALID_OPTION", () => worker.render(expected, /** @type {any} */ ("pdf"))],
    ]);
    for (const [code, call] of cases) {
      const error = await failure(call());
      assert.ok(error instanceof worker.BodycopyError, String(error));
      assert.equal(error.code, code, error.message);
    }
    assert.equal(worker.BodycopyError, bodycopy.BodycopyError);
  });

  test("what a source throws is passed on as it is, and the source is closed when reading is given up", async () => {
    const broken = new Error("the line went dead");
    async function* breaking() {
      yield bytes().subarray(0, 500);
      throw broken;
    }
    assert.equal(await failure(worker.extractStream(breaking())), broken);

    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield bytes();
      } finally {
        isClosed = true;
      }
    }
    const thrown = new Error("enough");
    const call = worker.extractStream(endless(), {
      onEvent: () => {
        throw thrown;
      },
    });
    assert.equal(await failure(call), thrown);
    assert.ok(isClosed);
    assert.equal((await worker.extract("<title>Rain</title>")).title, "Rain");
  });

  test("abort rejects with the signal's reason, and the worker goes on", async () => {
    const reason = new Error("changed my mind");
    const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
    assert.equal(await failure(worker.extractStream(silent, { signal: AbortSignal.abort(reason) })), reason);
    assert.ok(!silent.locked, "a stream that was never begun stays free");
    assert.equal(await failure(worker.extractStream(silent, { signal: abortedSoon(reason) })), reason);
    assert.equal(await failure(worker.extract("x", { signal: AbortSignal.abort(reason) })), reason);
    assert.equal((await worker.extract("<title>Rain</title>")).title, "Rain");
  });

  test("terminate rejects what was under way, and the next call starts another thread", async () => {
    const own = new worker.BodycopyWorker();
    await own.ready();
    const call = failure(own.extract(bytes()));
    own.terminate();
    assert.equal((await call).name, "AbortError");
    assert.equal((await own.extract("<title>Rain</title>")).title, "Rain");
    own.terminate();
  });

  test("a program ends though its worker was never terminated, and not before its answers have come", () => {
    for (const [how, script] of [
      [
        "import",
        'import { extract } from "bodycopy/worker"; extract("<title>Rain</title>").then((a) => console.log(a.title))',
      ],
      [
        "require",
        'import { createRequire } from "node:module"; const { extract } = createRequire(import.meta.url)("bodycopy/worker"); extract("<title>Rain</title>").then((a) => console.log(a.title))',
      ],
    ]) {
      const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
      assert.deepEqual([status, stdout.trim()], [0, "Rain"], `${how}: ${stderr}`);
    }
  });
});

/** @param {unknown} reason */
function abortedSoon(reason) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 20);
  return controller.signal;
}
