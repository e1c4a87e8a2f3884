#!/usr/bin/env node
// `npm run bench:extension`: from the click on the toolbar button to the readable article, on a page of about 1 MB in Chromium,
// beside Readability in the same extension: the same capture and the same reader's page, but the browser's parser and
// Readability where bodycopy cleans and builds. Then what the badge costs a page that is visited.
//
// All times are of the clock: on a busy machine they grow, and only their ratio to Readability's says something.

import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { arch, cpus, platform, release, tmpdir } from "node:os";
import { join } from "node:path";
import { start, until } from "../../tests/extension/driver.mjs";
import { prose } from "../../tests/extension/pages.mjs";
import { Obstacle, root } from "../command.mjs";
import { ensureBrowsers, ensureDependencies, ensureExtension, ensurePackage, ensureToolchains } from "../setup.mjs";

const ROUNDS = 15;

/** News pages are mostly markup: a long article, boxes of teasers, and scripts. */
function page() {
  const teaser = (/** @type {number} */ at) =>
    `<div class="card card--small" data-id="${at}"><a class="card__link" href="/news/${at}"><img class="card__image lazy" loading="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" alt="Teaser ${at}"><span class="card__title">A title of another article, number ${at}</span></a><p class="card__text">${prose(at).slice(0, 120)}</p></div>`;
  const many = (/** @type {number} */ count, /** @type {(at: number) => string} */ one) =>
    Array.from({ length: count }, (_, at) => one(at)).join("\n");
  const scripts = many(
    40,
    (at) => `<script type="application/json" id="data-${at}">${JSON.stringify(prose(at).repeat(14))}</script>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The flood of the lower meadow</title></head><body>
<nav>${many(60, (at) => `<a href="/section/${at}">Section ${at}</a>`)}</nav><main><article><h1>The flood of the lower meadow</h1>
${many(120, (at) => `<p class="story__paragraph">${prose(at)}</p>`)}</article><aside>${many(1800, teaser)}</aside></main>${scripts}</body></html>`;
}

const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const shown = (/** @type {number} */ value) => `${value.toFixed(1).padStart(7)} ms`;

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  await ensureExtension();
  await ensureBrowsers();
  const html = page();
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/`;
  const folder = mkdtempSync(join(tmpdir(), "bodycopy-bench-"));
  cpSync(join(root, "dist/extension/chromium"), folder, { recursive: true });
  cpSync(join(root, "node_modules/@mozilla/readability/Readability.js"), join(folder, "Readability.js"));
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/@mozilla/readability/package.json"), "utf8"));
  const driver = await start({ folder, allowed: true });
  console.log(
    `\n${(Buffer.byteLength(html) / 1e6).toFixed(2)} MB, median of ${ROUNDS} clicks after one, Readability ${version}`,
  );
  console.log(
    `${await driver.browser.version()}, ${platform()} ${release()} ${arch()}, ${cpus().length} × ${cpus()[0].model.trim()}`,
  );
  try {
    await clicks(driver, address, html);
    await badge(driver, address);
  } finally {
    await driver.close();
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import("../../tests/extension/driver.mjs").Driver} driver @param {string} address @param {string} html */
async function clicks(driver, address, html) {
  /** @type {Record<string, number[]>} */
  const times = {};
  const add = (/** @type {string} */ name, /** @type {number} */ time) => {
    times[name] = [...(times[name] ?? []), time];
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const page = await driver.open(address);
    await driver.read(page);
    const measures = await page.evaluate(() =>
      performance.getEntriesByType("measure").map(({ name, duration }) => ({ name, duration })),
    );
    const rival = await page.evaluate(readability, html);
    if (round === 0) {
      for (const { name, duration } of measures) add(`first: ${name}`, duration);
    } else {
      for (const { name, duration } of measures) add(name, duration);
      for (const [name, duration] of Object.entries(rival)) add(`Readability: ${name}`, duration);
    }
    await page.close();
  }
  const of = (/** @type {string} */ name) => median(times[name] ?? [Number.NaN]);
  const work = (/** @type {string} */ which) => of(`${which}capture`) + of(`${which}clean`) + of(`${which}show`);
  console.log(`
  in the page: DOM to HTML      ${shown(of("capture"))}
  in the background: clean      ${shown(of("clean"))}   while the browser opens the reader's page
  in the reader: build and show ${shown(of("show"))}
  our own work                  ${shown(work(""))}   wanted: under 100 ms
  click to article, all told    ${shown(of("click to article"))}   with the browser's share: a script run, a page opened, messages
  the first click: our own work ${shown(work("first: "))}   its WebAssembly not yet compiled
  the first click, all told     ${shown(of("first: click to article"))}

  Readability: parse            ${shown(of("Readability: parse"))}
  Readability: clean            ${shown(of("Readability: clean"))}
  Readability: build and show   ${shown(of("Readability: show"))}
  with the same capture         ${shown(of("capture") + of("Readability: parse") + of("Readability: clean") + of("Readability: show"))}`);
}

/** Runs in the reader. @param {string} html */
async function readability(html) {
  if (!Reflect.has(globalThis, "Readability")) {
    const script = document.createElement("script");
    script.src = "/Readability.js";
    await new Promise((resolve) => {
      script.onload = resolve;
      document.head.append(script);
    });
  }
  const Readability = Reflect.get(globalThis, "Readability");
  const start = performance.now();
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const afterParse = performance.now();
  const { content } = new Readability(parsed).parse();
  const afterClean = performance.now();
  const place = document.createElement("div");
  place.append(...document.importNode(new DOMParser().parseFromString(content, "text/html").body, true).childNodes);
  document.querySelector("#article")?.replaceChildren(place);
  const end = performance.now();
  return { parse: afterParse - start, clean: afterClean - afterParse, show: end - afterClean };
}

/** @param {import("../../tests/extension/driver.mjs").Driver} driver @param {string} address */
async function badge(driver, address) {
  const settings = await driver.openOwn("options.html");
  await until(settings, () => document.documentElement.dataset.state === "ready", "the settings did not open");
  await settings.click("#badge");
  await until(
    settings,
    () => /** @type {HTMLInputElement} */ (document.querySelector("#badge")).checked,
    "the badge is not on",
  );
  await settings.evaluate(() => {
    const samples = /** @type {object[]} */ ([]);
    Reflect.set(window, "samples", samples);
    const { chrome } = /** @type {any} */ (globalThis);
    chrome.runtime.onMessage.addListener((/** @type {any} */ message) => {
      if (message.type === "sample")
        samples.push({ took: message.took, longest: message.longest, length: message.html.length });
    });
  });
  for (let round = 1; round <= 5; round += 1) {
    const page = await driver.open(address);
    await until(settings, (round) => Reflect.get(window, "samples").length >= round, "no sample came", round);
    await page.close();
  }
  const samples = await settings.evaluate(() => Reflect.get(window, "samples"));
  const of = (/** @type {string} */ key) =>
    median(samples.map((/** @type {Record<string, number>} */ sample) => sample[key]));
  console.log(`
  badge, in a visited page, while it is idle: ${of("took").toFixed(1)} ms in all, never more than ${of("longest").toFixed(1)} ms at a time`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
