// `bodycopy/worker` in a browser, from the package's files as they ship: a module worker reads, the page stays free.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");
const blank = "tests/browser/blank.html";
// Names that TypeScript does not look up: they are for the browser.
const files = {
  main: "/www/package/browser.js",
  thread: "/www/package/worker/browser.js",
  address: "/www/site/public/examples/related-tail.vi.html",
};

describe(`bodycopy/worker in ${browserName}`, () => {
  test("reads bytes, a response and a document as bodycopy does", async () => {
    const { page: tab, errors } = await repository.open(blank);
    const result = await tab.evaluate(async ({ main, thread, address }) => {
      const bodycopy = await import(main);
      const worker = await import(thread);
      await bodycopy.init();
      const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
      const url = new URL(address, location.href).href;
      const expected = JSON.stringify(bodycopy.extract(bytes, { url, contentType: "text/html" }));
      const same = [];
      /** @type {string[]} */
      const events = [];
      const moved = bytes.slice();
      const isSame = (/** @type {unknown} */ article) => JSON.stringify(article) === expected;
      same.push(isSame(await worker.extract(moved, { url, contentType: "text/html", transfer: true })));
      same.push(
        isSame(
          await worker.extractStream(await fetch(address), {
            onEvent: (/** @type {any} */ event) => events.push(event.type),
          }),
        ),
      );
      const parsed = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
      const there = await worker.extract(parsed, { url });
      same.push(JSON.stringify(there) === JSON.stringify(bodycopy.extract(parsed, { url })));
      worker.terminate();
      return { same, left: moved.length, blocks: events.includes("block"), last: events.at(-1) };
    }, files);
    assert.deepEqual(result, { same: [true, true, true], left: 0, blocks: true, last: "article" });
    assert.deepEqual(errors, []);
    await tab.close();
  });

  test("takes the wasm from where it is told, and says when there is none", async () => {
    const { page: tab } = await repository.open(blank);
    const result = await tab.evaluate(async ({ thread }) => {
      const { BodycopyWorker, BodycopyError } = await import(thread);
      const html = "<title>Rain</title><p>It rained all day in the valley.</p>";
      const module = await WebAssembly.compileStreaming(fetch("/dist/bodycopy.wasm"));
      const titles = [];
      for (const wasm of [module, new URL("/dist/bodycopy.wasm", location.href)]) {
        const worker = new BodycopyWorker({ wasm });
        titles.push((await worker.extract(html)).title);
        worker.terminate();
      }
      const failures = [];
      for (const options of [
        { wasm: "/nothing.wasm" },
        { start: () => new Worker("/nothing.js", { type: "module" }) },
      ]) {
        const worker = new BodycopyWorker(options);
        failures.push(
          await worker.extract(html).catch((/** @type {any} */ error) => error instanceof BodycopyError && error.code),
        );
        worker.terminate();
      }
      return { titles, failures };
    }, files);
    assert.deepEqual(result, { titles: ["Rain", "Rain"], failures: ["NOT_INITIALIZED", "NOT_INITIALIZED"] });
    await tab.close();
  });

  test("abort and terminate", async () => {
    const { page: tab } = await repository.open(blank);
    const result = await tab.evaluate(async ({ thread }) => {
      const { BodycopyWorker } = await import(thread);
      const worker = new BodycopyWorker();
      const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
      const giveUp = new AbortController();
      const call = worker.extractStream(silent, { signal: giveUp.signal }).catch((/** @type {any} */ error) => error);
      setTimeout(() => giveUp.abort("enough"), 50);
      const aborted = await call;
      const other = worker.extract("<p>x").catch((/** @type {any} */ error) => error.name);
      worker.terminate();
      const terminated = await other;
      const { title } = await worker.extract("<title>Rain</title>");
      worker.terminate();
      return { aborted, terminated, title };
    }, files);
    assert.deepEqual(result, { aborted: "enough", terminated: "AbortError", title: "Rain" });
    await tab.close();
  });
});
