#!/usr/bin/env node
// Runs the training's and measuring's Python modules: `node tools/python.mjs [--with-packages] MODULE [ARGUMENT…]`.
//
// `--with-packages` first brings the packages of tools/train/requirements.txt, each at its pinned version, into a
// virtual environment of their own under target/; without it a bare Python is enough.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram, Obstacle, root, run } from "./command.mjs";

const venv = join(root, "target", "train", "venv");
const requirements = join(root, "tools", "train", "requirements.txt");

function python() {
  const program = findProgram("python3", "python", "python.exe");
  if (!program) throw new Obstacle("Python 3.11 or later is needed and was not found.");
  return program;
}

async function withPackages() {
  const program = join(venv, process.platform === "win32" ? "Scripts" : "bin", "python");
  const stamp = join(venv, ".requirements-digest");
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return program;
  await run([python(), "-m", "venv", "--clear", venv]);
  await run([program, "-m", "pip", "install", "--quiet", "--no-deps", "--requirement", requirements]);
  writeFileSync(stamp, digest);
  return program;
}

const words = process.argv.slice(2);
try {
  const needsPackages = words[0] === "--with-packages";
  const program = needsPackages ? await withPackages() : python();
  const env = { ...process.env, PYTHONPATH: join(root, "tools", "train"), PYTHONHASHSEED: "0" };
  const { status } = spawnSync(program, ["-m", ...words.slice(needsPackages ? 1 : 0)], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  process.exit(status ?? 1);
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exit(1);
}
