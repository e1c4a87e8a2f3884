// Runs other programs for the tools: a command and its arguments in, its exit code (and output, when caught) out.
// Only Node's own modules, because the tools run before anything is installed.

import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A failure that the person can mend: shown as its message alone, without a stack. */
export class Obstacle extends Error {}

/**
 * Where a program lies, by the folders of `PATH`.
 *
 * @param {string[]} names the first one found wins
 * @returns {string | undefined}
 */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  }
  return undefined;
}

/**
 * Runs a program with the terminal handed through, so that its own progress shows.
 *
 * @param {string[]} command
 * @throws {Obstacle} when it cannot be started or ends with another code than 0
 */
export async function run([program, ...args]) {
  const code = await new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: "inherit" });
    child.on("error", (error) => reject(new Obstacle(`${program} could not be started: ${error.message}`)));
    child.on("close", (code, signal) => resolve(code ?? signal));
  });
  if (code !== 0) throw new Obstacle(`\`${[program, ...args].join(" ")}\` ended with ${code}.`);
}

/**
 * Runs a program and catches what it prints, both streams in the order they came.
 *
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, minutes?: number, onOutput?: (chunk: Buffer) => void }} [options]
 * @returns {Promise<{ code: number | null, output: string }>} `code` is null when a signal ended it
 */
export function capture([program, ...args], { env, minutes = 30, onOutput } = {}) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    const keep = (/** @type {Buffer} */ chunk) => {
      chunks.push(chunk);
      onOutput?.(chunk);
    };
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: minutes * 60_000,
    });
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => keep(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

/**
 * A span of time as a person writes it: `850 ms`, `4.2 s`, `3 min 05 s`.
 *
 * @param {number} milliseconds
 */
export function duration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  return `${Math.floor(rounded / 60)} min ${String(rounded % 60).padStart(2, "0")} s`;
}
