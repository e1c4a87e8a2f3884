#!/usr/bin/env node
// `npm run bench:clean [-- FOLDER]`: how fast CleanPageStream passes real pages on in Node, beside `extract` in the same
// process; then what it keeps and takes away, over the corpora in `../shared` (`examples/clean_figures.rs`).

import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { Obstacle, run } from "../command.mjs";
import { ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";
import { listPages } from "./pages.mjs";

const ROUNDS = 6;
/** How a page comes from a network or a disk, in bytes. */
const PIECE = 64 * 1024;

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  const { CleanPageStream, extract } = await import("bodycopy");
  const pages = listPages(process.argv[2]).map(({ file }) => new Uint8Array(readFileSync(file)));
  const bytes = pages.reduce((sum, page) => sum + page.length, 0);

  /** @param {Uint8Array} page */
  async function clean(page) {
    const stream = new CleanPageStream();
    const writer = stream.writable.getWriter();
    const reader = stream.readable.getReader();
    const written = (async () => {
      for (let at = 0; at < page.length; at += PIECE) await writer.write(page.subarray(at, at + PIECE));
      await writer.close();
    })();
    for (let next = await reader.read(); !next.done; next = await reader.read());
    await written;
  }

  /** @param {(page: Uint8Array) => unknown} work */
  async function speed(work) {
    let best = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      for (const page of pages) await work(page);
      best = Math.max(best, bytes / 1000 / (performance.now() - start));
    }
    return best;
  }

  const [cleaning, extracting] = [await speed(clean), await speed((page) => extract(page).text)];
  console.log(
    `\n${pages.length} pages, ${(bytes / 1e6).toFixed(1)} MB, best of ${ROUNDS} rounds, ${cpus()[0].model.trim()}`,
  );
  console.log(`CleanPageStream ${cleaning.toFixed(0)} MB/s, extract ${extracting.toFixed(0)} MB/s\n`);
  const example = ["run", "--release", "--quiet", "--example", "clean_figures", "--", ...process.argv.slice(3)];
  await run(["cargo", ...example]);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
