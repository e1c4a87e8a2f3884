#!/usr/bin/env node
// `npm run size`: what a browser downloads, beside the budgets and the rivals. Ends with 1 if a budget is passed.
// `npm run size -- --rooms`: where the bytes of the wasm are.

import { readFileSync } from "node:fs";
import { Obstacle, root } from "../command.mjs";
import { buildNamed, ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";

/** @param {string} name @param {import("./measure.mjs").Size} size @param {string} [note] */
function print(name, { raw, gzip, brotli }, note = "") {
  const numbers = [raw, gzip, brotli].map((size) => size.toFixed(1).padStart(9)).join("");
  console.log(`${name.padEnd(34)}${numbers}${note}`);
}

/** @param {string} name @returns {string} the version installed */
const versionOf = (name) => JSON.parse(readFileSync(`${root}/node_modules/${name}/package.json`, "utf8")).version;

async function main() {
  ensureToolchains();
  await ensureDependencies();
  if (process.argv.includes("--rooms")) {
    await buildNamed();
    (await import("./rooms.mjs")).printRooms();
    return;
  }
  await ensurePackage();
  const { budgets, bundledSize, entries, rivals, wasmSize } = await import("./measure.mjs");
  const ours = { "bodycopy.wasm": wasmSize() };
  for (const [name, source] of Object.entries(entries)) Object.assign(ours, { [name]: await bundledSize(source) });

  console.log(`\n${"kB".padEnd(34)}      raw     gzip   brotli`);
  for (const [name, size] of Object.entries(ours)) {
    const budget = budgets[name];
    const isOver = size.brotli > budget;
    print(name, size, `  budget ${budget}${isOver ? ", passed" : ""}`);
    if (isOver) process.exitCode = 1;
  }
  const names = ["@mozilla/readability", "dompurify", "defuddle", "linkedom"];
  console.log(`\nFor comparison: ${names.map((name) => `${name} ${versionOf(name)}`).join(", ")}`);
  for (const [name, source] of Object.entries(rivals)) print(name, await bundledSize(source));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
