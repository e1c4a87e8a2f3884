#!/usr/bin/env node
// `npm run bench:growth`: whether time and memory grow no faster than the page, and whether a page made to be slow is any
// slower than others. Each page is read in a thread of its own, so that its memory is its own.

import { readFileSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";
import { machine } from "./machine.mjs";
import { articlePage, hostilePages } from "./made.mjs";
import { corpusFiles } from "./pages.mjs";

const limit = 512 * 2 ** 20;

/** Times a page is read; the fastest counts. */
const rounds = 3;

/** Real pages of so many bytes are read, too: their text is a small part of them, as in no page that is made here. */
const large = { least: 1.2e6, most: 2.2e6 };

/** @typedef {{ bytes: number, milliseconds: number, before: number, after: number }} Measured sizes in bytes */

/** @param {string} name a size, a made page's name or a file @returns {Uint8Array} */
function pageOf(name) {
  if (/^\d+$/.test(name)) return new TextEncoder().encode(articlePage(Number(name)));
  if (name in hostilePages) return new TextEncoder().encode(hostilePages[name]());
  const bytes = readFileSync(name);
  return new Uint8Array(name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
}

async function measureHere() {
  const { extract } = await import("bodycopy");
  const { __wasm } = await import("../../dist/bindings.js");
  const page = pageOf(workerData.name);
  const memory = /** @type {WebAssembly.Memory} */ (/** @type {any} */ (__wasm).memory);
  const before = memory.buffer.byteLength;
  // The engine compiles code in the background while it first runs.
  for (let warm = 0; warm < 100; warm += 1) extract(articlePage(50_000));
  let milliseconds = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    // The processor's time: what else runs on the machine counts little.
    const start = process.cpuUsage();
    extract(page, { maxBytes: limit });
    const { user, system } = process.cpuUsage(start);
    milliseconds = Math.min(milliseconds, (user + system) / 1e3);
  }
  parentPort?.postMessage({ bytes: page.length, milliseconds, before, after: memory.buffer.byteLength });
}

/** @param {string} name @returns {Promise<Measured>} */
function measure(name) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { name } });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** Memory that real pages take, if they lie beside the repository. */
async function measureLarge() {
  const files = corpusFiles(large.least, large.most);
  if (files.length === 0) return console.log("\nno real pages beside the repository: their memory is not measured");
  /** @type {number[]} */
  const shares = [];
  for (const file of files) {
    const { bytes, after } = await measure(file);
    shares.push(after / bytes);
  }
  shares.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => shares[Math.floor(share * (shares.length - 1))].toFixed(2);
  const within = shares.filter((share) => share <= 2).length;
  console.log(
    `\n${files.length} real pages of ${megabytes(large.least)} to ${megabytes(large.most)}: wasm memory ${at(0.5)} × the page in the ` +
      `median, ${at(0.9)} × at nine in ten, at most ${at(1)} ×; ${within} within 2 ×`,
  );
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  console.log(`\n${machine()}\n`);
  console.log("an article of      MB/s   wasm memory, with what an empty instance has");
  /** @type {number | undefined} */
  let usual;
  for (const size of [1e4, 1e5, 1e6, 1.6e6, 1e7, 1e8]) {
    const { bytes, milliseconds, before, after } = await measure(String(size));
    if (size === 1e6) usual = milliseconds / bytes;
    console.log(
      `${megabytes(bytes).padStart(10)} ${(bytes / 1e3 / milliseconds).toFixed(1).padStart(10)}   ` +
        `${megabytes(after)} = ${(after / bytes).toFixed(2)} × the page (at start ${megabytes(before)})`,
    );
  }
  await measureLarge();
  console.log("\na page made to be slow        size        time for a byte, beside an article of 1 MB");
  for (const name of Object.keys(hostilePages)) {
    const { bytes, milliseconds } = await measure(name);
    console.log(
      `${name.padEnd(28)} ${megabytes(bytes).padStart(9)}   ${(milliseconds / bytes / (usual ?? 1)).toFixed(2)} ×`,
    );
  }
}

await (isMainThread ? main() : measureHere());
