#!/usr/bin/env node
// `npm run bench:native [-- FOLDER]`: bytes to article without wasm, beside dom_smoothie (Rust) and Resiliparse (from Python; left
// out where it is not installed: `pip install resiliparse`, PYTHON names the Python that has it).

import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Obstacle, root, run } from "../command.mjs";
import { ensureToolchains } from "../setup.mjs";
import { machine } from "./machine.mjs";
import { listPages } from "./pages.mjs";

const folder = join(root, "tools/bench/native");

/**
 * What a program prints for a list of files.
 *
 * @param {string[]} command
 * @param {string[]} files
 * @returns {Promise<[string, number][]>} engines and the seconds they took; nothing where the program does not run
 */
function figures([program, ...args], files) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
    let output = "";
    child.on("error", () => resolve([]));
    child.stdin.on("error", () => {});
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.on("close", () => {
      const lines = output.split("\n").filter(Boolean);
      resolve(
        lines.map((line) => {
          const [name, seconds] = line.split("\t");
          return [name, Number(seconds)];
        }),
      );
    });
    child.stdin.end(files.join("\n"));
  });
}

async function main() {
  ensureToolchains();
  await run(["cargo", "build", "--release", "--quiet", "--manifest-path", join(folder, "Cargo.toml")]);
  const files = listPages(process.argv[2]).map(({ file }) => file);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`\n${files.length} pages, ${(bytes / 1e6).toFixed(1)} MB, best of each engine's rounds`);
  console.log(`${machine()}\n`);
  const python = process.env.PYTHON || "python3";
  const all = [
    ...(await figures([join(folder, "target/release/native")], files)),
    ...(await figures([python, join(folder, "resiliparse_figures.py")], files)),
  ];
  const ours = all[0]?.[1];
  for (const [name, seconds] of all) {
    const ratio = seconds === ours ? "" : `  bodycopy has ${(seconds / ours).toFixed(2)} × its speed`;
    console.log(`${name.padEnd(20)} ${(bytes / 1e6 / seconds).toFixed(1).padStart(7)} MB/s${ratio}`);
  }
  if (!all.some(([name]) => name.startsWith("Resiliparse"))) console.log("Resiliparse is not installed.");
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
