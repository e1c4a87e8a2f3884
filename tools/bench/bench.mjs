#!/usr/bin/env node
// `npm run bench [-- FOLDER]`: how fast bodycopy reads real pages, beside Readability and Defuddle, in one process; and bare
// lol_html with the same flags, which all of it stands on. The pages are `*/source.html` in FOLDER, by default the test
// pages of Mozilla's Readability in `../shared`.
//
// Time is the processor's, not the clock's: what else runs on the machine counts little.

import { readFileSync } from "node:fs";
import { Obstacle } from "../command.mjs";
import { ensureBaseline, ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";
import { machine } from "./machine.mjs";
import { listPages } from "./pages.mjs";

/** @typedef {{ id: string, html: Uint8Array, url: string }} Page */

/**
 * One round over all pages.
 *
 * @param {import("./engines.mjs").Engine} engine
 * @param {Page[]} pages
 * @returns {Promise<{ milliseconds: number, failed: string[] }>} of the processor
 */
async function round(engine, pages) {
  const failed = [];
  const start = process.cpuUsage();
  for (const { id, html, url } of pages) {
    try {
      await engine.text(html, url);
    } catch {
      failed.push(id);
    }
  }
  const { user, system } = process.cpuUsage(start);
  return { milliseconds: (user + system) / 1e3, failed };
}

/** Some engines write of pages that they cannot read; that is no part of the figures. @template T @param {() => Promise<T>} work */
async function quietly(work) {
  const { error, warn, log } = console;
  Object.assign(console, { error() {}, warn() {}, log() {} });
  try {
    return await work();
  } finally {
    Object.assign(console, { error, warn, log });
  }
}

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  await ensureBaseline();
  const { engines, versionOf } = await import("./engines.mjs");
  const pages = listPages(process.argv[2]).map(({ id, file, url }) => ({
    id,
    url,
    html: new Uint8Array(readFileSync(file)),
  }));
  const bytes = pages.reduce((sum, { html }) => sum + html.length, 0);
  console.log(`\n${pages.length} pages, ${(bytes / 1e6).toFixed(1)} MB, best of each engine's rounds`);
  console.log(`${machine()}\n`);

  /** @type {number | undefined} */
  let ours;
  for (const engine of engines) {
    // The engine's own code is compiled on some pages first, as it is in a process that runs on.
    await quietly(() => round(engine, pages.slice(0, 20)));
    let best = Number.POSITIVE_INFINITY;
    /** @type {string[]} */
    let failed = [];
    for (let count = 0; count < engine.rounds; count += 1) {
      const result = await quietly(() => round(engine, pages));
      best = Math.min(best, result.milliseconds);
      failed = result.failed;
    }
    const speed = bytes / 1e3 / best;
    ours ??= speed;
    const versions = engine.packages.map((name) => `${name} ${versionOf(name)}`).join(", ");
    const ratio = speed === ours ? "" : `  bodycopy has ${(ours / speed).toFixed(2)} × its speed`;
    console.log(
      `${engine.name.padEnd(24)} ${speed.toFixed(1).padStart(7)} MB/s${ratio}${versions && `  (${versions})`}`,
    );
    if (failed.length > 0) console.log(`  failed on ${failed.join(", ")}`);
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
