#!/usr/bin/env node
// `npm run bench:browser [-- FOLDER]`: how fast bodycopy reads real pages in Chromium and Firefox, beside Readability in the
// same tab: from bytes (Readability needs the browser's parser first), and from a document that is shown (Readability
// changes it, so its users give it a clone).

import { readFileSync } from "node:fs";
import { arch, cpus, platform, release } from "node:os";
import { launchBrowser } from "../browsers.mjs";
import { Obstacle, root } from "../command.mjs";
import { serve } from "../serve.mjs";
import { ensureBrowsers, ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";
import { listPages } from "./pages.mjs";

/** Times that everything is done; of each engine the fastest counts. */
const rounds = 4;

/**
 * Runs in the tab.
 *
 * @param {{ count: number, rounds: number }} work
 */
async function measure({ count, rounds }) {
  const entry = "/www/package/browser.js";
  const { default: init, extract } = await import(entry);
  await init();
  const script = document.createElement("script");
  script.src = "/node_modules/@mozilla/readability/Readability.js";
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  const Readability = /** @type {any} */ (globalThis).Readability;
  /** @type {Uint8Array[]} */
  const pages = [];
  for (let at = 0; at < count; at += 1) pages.push(new Uint8Array(await (await fetch(`/pages/${at}`)).arrayBuffer()));
  const bytes = pages.reduce((sum, page) => sum + page.length, 0);
  const utf8 = new TextDecoder();

  /** @type {Record<string, (page: Uint8Array) => void>} */
  const fromBytes = {
    bodycopy: (page) => extract(page, { url: "https://example.org/" }),
    Readability: (page) => new Readability(new DOMParser().parseFromString(utf8.decode(page), "text/html")).parse(),
  };
  /** @type {Record<string, (document: Document) => void>} */
  const fromDocument = {
    bodycopy: (shown) => extract(shown),
    Readability: (shown) => new Readability(shown.cloneNode(true)).parse(),
  };
  /** @type {Record<string, Record<string, number>>} */
  const best = { "bytes to article": {}, "document to article": {} };

  /**
   * Adds the best round of each engine over some pages to what it has so far.
   *
   * @template T
   * @param {string} way
   * @param {Record<string, (given: T) => void>} engines
   * @param {T[]} given
   */
  const time = (way, engines, given) => {
    /** @type {Record<string, number>} */
    const here = {};
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, read] of Object.entries(engines)) {
        const start = performance.now();
        for (const one of given) read(one);
        here[name] = Math.min(here[name] ?? Number.POSITIVE_INFINITY, performance.now() - start);
      }
    }
    for (const [name, milliseconds] of Object.entries(here)) {
      best[way][name] = (best[way][name] ?? 0) + milliseconds;
    }
  };
  time("bytes to article", fromBytes, pages);

  // Shown, but nothing of them runs or loads: neither engine should wait for that.
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  for (let first = 0; first < pages.length; first += 10) {
    const frames = await Promise.all(
      pages.slice(first, first + 10).map(async (page) => {
        const frame = document.createElement("iframe");
        frame.sandbox.add("allow-same-origin");
        const isLoaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
        frame.srcdoc = policy + utf8.decode(page);
        document.body.append(frame);
        await isLoaded;
        return frame;
      }),
    );
    const shown = frames.map((frame) => /** @type {Document} */ (frame.contentDocument));
    time("document to article", fromDocument, shown);
    for (const frame of frames) frame.remove();
  }
  return { bytes, best };
}

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  await ensureBrowsers();
  const pages = listPages(process.argv[2]);
  const extra = Object.fromEntries(pages.map(({ file }, at) => [`/pages/${at}`, file]));
  const closing = new AbortController();
  const address = await serve(root, { port: 0, extra, signal: closing.signal });
  const { version } = JSON.parse(readFileSync(`${root}/node_modules/@mozilla/readability/package.json`, "utf8"));
  console.log(`\n${pages.length} pages, best of ${rounds} rounds, Readability ${version}`);
  console.log(`${platform()} ${release()} ${arch()}, ${cpus().length} × ${cpus()[0].model.trim()}`);
  for (const name of /** @type {const} */ (["chromium", "firefox"])) {
    // All pages are one call, which in a slow tab takes longer than Puppeteer waits.
    const browser = await launchBrowser(name, { protocolTimeout: 0 });
    try {
      const page = await browser.newPage();
      await page.goto(`${address}tests/browser/blank.html`);
      const { bytes, best } = await page.evaluate(measure, { count: pages.length, rounds });
      console.log(`\n${await browser.version()}`);
      for (const [way, { bodycopy, Readability }] of Object.entries(best)) {
        const speed = (/** @type {number} */ milliseconds) => (bytes / 1e3 / milliseconds).toFixed(1).padStart(6);
        console.log(
          `  ${way.padEnd(20)} bodycopy ${speed(bodycopy)} MB/s   Readability ${speed(Readability)} MB/s   ` +
            `${(Readability / bodycopy).toFixed(1)} × slower`,
        );
      }
    } finally {
      await browser.close();
    }
  }
  closing.abort();
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
