#!/usr/bin/env node
// `npm test [-- SUITE…]`: sets up what the suites need, runs them one after the other, prints each runner's own closing
// lines and how long it took, and ends with 1 if any failed. A failed suite is shown in full, and the rest still run.

import { capture, duration, Obstacle } from "./command.mjs";
import { ensureToolchains } from "./setup.mjs";
import { suites } from "./suites.mjs";

const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `No suite is called ${unknown.join(", ")}. There are: ${suites.map((suite) => suite.name).join(", ")}.`,
  );
  process.exit(2);
}
const chosen = names.length > 0 ? suites.filter((suite) => names.includes(suite.name)) : suites;

/** @typedef {{ name: string, ok: boolean, took: number, passed: number, failed: number }} Result */

/** The closing lines are looked for in plain text, whatever the person's own settings. */
const plain = { CARGO_TERM_COLOR: "never", FORCE_COLOR: undefined };

/** @type {Map<() => Promise<void>, Promise<void>>} */
const prepared = new Map();

/** @param {import("./suites.mjs").Suite} suite */
async function prepare(suite) {
  for (const need of suite.needs ?? []) {
    if (!prepared.has(need)) prepared.set(need, need());
    await prepared.get(need);
  }
}

/** @param {import("./suites.mjs").Suite} suite @returns {Promise<Result>} */
async function runSuite(suite) {
  await prepare(suite);
  console.log(`\n▶ ${suite.name}: ${shown(suite.command)}`);
  const start = performance.now();
  const stop = showProgress(suite.name, start);
  const { code, output } = await capture(suite.command, { env: { ...suite.env, ...plain } });
  stop();
  const took = performance.now() - start;
  const counts = suite.counts?.(output);
  const ranNothing = counts !== undefined && counts.passed + counts.failed === 0;
  const ok = code === 0 && !ranNothing;
  if (ok) {
    const lines = output.split("\n").filter((line) => suite.closing?.test(line));
    for (const line of lines) console.log(`  ${line.trim()}`);
  } else {
    console.log(output);
    if (ranNothing) console.log("No test ran.");
  }
  console.log(`${ok ? "✔" : "✘"} ${suite.name}: ${ok ? "passed" : `failed (exit code ${code})`} in ${duration(took)}`);
  return { name: suite.name, ok, took, passed: counts?.passed ?? 0, failed: counts?.failed ?? 0 };
}

/** @param {string[]} command shortened to what a person would type */
function shown([program, ...args]) {
  const words = [program === process.execPath ? "node" : program, ...args].join(" ");
  return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}

/** Counts the seconds on a terminal while a suite runs. @param {string} name @param {number} start */
function showProgress(name, start) {
  if (!process.stdout.isTTY || process.env.CI) return () => {};
  const timer = setInterval(() => {
    process.stdout.write(`\r  ${name}: ${Math.round((performance.now() - start) / 1000)} s `);
  }, 1000);
  return () => {
    clearInterval(timer);
    process.stdout.write("\r\x1b[K");
  };
}

/** @type {Result[]} */
const results = [];
try {
  ensureToolchains();
  for (const suite of chosen) {
    try {
      results.push(await runSuite(suite));
    } catch (error) {
      if (!(error instanceof Obstacle)) throw error;
      console.error(`✘ ${suite.name}: ${error.message}`);
      results.push({ name: suite.name, ok: false, took: 0, passed: 0, failed: 0 });
    }
  }
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exit(1);
}

console.log("\nSuites");
for (const { name, ok, took } of results) {
  console.log(`  ${ok ? "✔" : "✘"} ${name.padEnd(12)} ${duration(took).padStart(12)}`);
}
const total = (/** @type {"passed" | "failed"} */ key) => results.reduce((sum, result) => sum + result[key], 0);
const broken = results.filter((result) => !result.ok);
console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
if (broken.length > 0) {
  console.log(`Failed: ${broken.map((result) => result.name).join(", ")}`);
  process.exitCode = 1;
}
