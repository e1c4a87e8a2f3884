#!/usr/bin/env node
// `npm run bench:plot`: speed against the page's size, beside the rivals, as docs/speed.svg. The pages are made ones, so that
// they differ in nothing but their size.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Obstacle, root } from "../command.mjs";
import { ensureBaseline, ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";
import { machine } from "./machine.mjs";
import { articlePage } from "./made.mjs";

/** Bytes. */
const sizes = [1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7];
/** Engines slower than this (in MB/s) are not asked for pages that would take them minutes. */
const patience = 1;
/** An engine reads a page until this much time of the processor has gone, in milliseconds. */
const enough = 400;

/**
 * @param {import("./engines.mjs").Engine} engine
 * @param {Uint8Array} page
 * @returns {Promise<number>} MB/s, by the processor's time
 */
async function speed(engine, page) {
  let best = Number.POSITIVE_INFINITY;
  for (let spent = 0, count = 0; spent < enough || count < 2; count += 1) {
    const start = process.cpuUsage();
    await engine.text(page, "https://example.org/");
    const { user, system } = process.cpuUsage(start);
    const milliseconds = (user + system) / 1e3;
    spent += milliseconds;
    best = Math.min(best, milliseconds);
  }
  return page.length / 1e3 / best;
}

const width = 760;
const height = 420;
const left = 64;
const right = 190;
const top = 28;
const bottom = 48;
const colours = ["#0b6e4f", "#8a8f98", "#b3541e", "#5b4db1"];

const x = (/** @type {number} */ bytes) =>
  left + ((Math.log10(bytes) - 4) / (Math.log10(sizes[sizes.length - 1]) - 4)) * (width - left - right);
/** From 0.1 to 1000 MB/s. */
const y = (/** @type {number} */ rate) => height - bottom - ((Math.log10(rate) + 1) / 4) * (height - top - bottom);

/** @param {{ name: string, points: [number, number][] }[]} lines @param {string} note */
function svg(lines, note) {
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>Speed against the size of the page</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
  ];
  for (const rate of [0.1, 1, 10, 100, 1000]) {
    out.push(
      `<line x1="${left}" x2="${width - right}" y1="${y(rate)}" y2="${y(rate)}" stroke="#e3e5e8"/>`,
      `<text x="${left - 8}" y="${y(rate) + 4}" text-anchor="end" fill="#444">${rate}</text>`,
    );
  }
  for (const [bytes, label] of /** @type {[number, string][]} */ ([
    [1e4, "10 kB"],
    [1e5, "100 kB"],
    [1e6, "1 MB"],
    [1e7, "10 MB"],
  ])) {
    out.push(
      `<text x="${x(bytes)}" y="${height - bottom + 20}" text-anchor="middle" fill="#444">${label}</text>`,
      `<line x1="${x(bytes)}" x2="${x(bytes)}" y1="${top}" y2="${height - bottom}" stroke="#e3e5e8"/>`,
    );
  }
  for (const [at, { name, points }] of lines.entries()) {
    const path = points.map(([bytes, rate]) => `${x(bytes).toFixed(1)},${y(rate).toFixed(1)}`).join(" ");
    const [bytes, rate] = points[points.length - 1];
    out.push(
      `<polyline points="${path}" fill="none" stroke="${colours[at]}" stroke-width="${at === 0 ? 3 : 2}"/>`,
      `<text x="${x(bytes) + 8}" y="${y(rate) + 4}" fill="${colours[at]}"${at === 0 ? ' font-weight="600"' : ""}>${name}</text>`,
    );
  }
  out.push(
    `<text x="${left}" y="16" fill="#444">MB/s, bytes to article, by the size of the page (both logarithmic)</text>`,
    `<text x="${left}" y="${height - 8}" fill="#777" font-size="11">${note}</text>`,
    "</svg>",
    "",
  );
  return out.join("\n");
}

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  await ensureBaseline();
  const { engines } = await import("./engines.mjs");
  console.log(`\n${machine()}\n`);
  /** @type {{ name: string, points: [number, number][] }[]} */
  const lines = [];
  for (const engine of engines) {
    const warm = new TextEncoder().encode(articlePage(50_000));
    for (let count = 0; count < 10; count += 1) await engine.text(warm, "https://example.org/");
    /** @type {[number, number][]} */
    const points = [];
    for (const size of sizes) {
      const page = new TextEncoder().encode(articlePage(size));
      const rate = await speed(engine, page);
      points.push([page.length, rate]);
      console.log(
        `${engine.name.padEnd(24)} ${(page.length / 1e3).toFixed(0).padStart(6)} kB  ${rate.toFixed(1)} MB/s`,
      );
      if (rate < patience || (rate < 20 * patience && size >= 1e6)) break;
    }
    lines.push({ name: engine.name, points });
  }
  const file = join(root, "docs/speed.svg");
  writeFileSync(file, svg(lines, machine().replace(/, load .*/, "")));
  console.log(`\ndocs/speed.svg is written.`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
