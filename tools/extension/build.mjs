#!/usr/bin/env node
// `npm run extension [-- --zip]`: the extension for Chromium and Firefox in `dist/extension/`; with `--zip` also the files
// that the shops for extensions ask for, sources included.

import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Obstacle, root } from "../command.mjs";
import { ensureDependencies, ensurePackage, ensureToolchains } from "../setup.mjs";

const BROWSERS = ["chromium", "firefox"];

async function main() {
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();
  // Not before the dependencies are there.
  const { build, zip } = await import("wxt");
  const folder = join(root, "www/extension");
  const make = process.argv.includes("--zip") ? zip : build;
  for (const browser of BROWSERS) {
    const out = join(root, "dist/extension", browser);
    if (existsSync(out)) rmSync(out, { recursive: true });
    await make({ root: folder, configFile: "wxt.config.js", browser, logger: quiet });
  }
}

const silent = () => {};
/** Of what the builder says, what may be wrong. */
const quiet = {
  level: 0,
  debug: silent,
  log: silent,
  info: silent,
  success: (/** @type {unknown[]} */ ...args) => console.log(...args),
  warn: console.warn,
  error: console.error,
  fatal: console.error,
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
