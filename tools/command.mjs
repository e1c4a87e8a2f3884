// Runs other programs for the tools: a command and its arguments in, its exit code (and output, when caught) out.
// Only Node's own modules, because the tools run before anything is installed.

import { spawn } from "node:child_process";
import { constants as access, accessSync } from "node:fs";
import { constants } from "node:os";
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
        accessSync(path, access.X_OK);
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

/** The programs under way, each the leader of a group of processes: what it started goes with it. @type {Set<number>} */
const groups = new Set();

/** @param {number} leader */
function end(leader) {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {}
}

let isGuarded = false;

/** Ends the groups when this program ends: a terminal's Ctrl+C does not reach them. */
function guardGroups() {
  if (isGuarded) return;
  isGuarded = true;
  process.on("exit", () => groups.forEach(end));
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

/**
 * Runs a program and catches what it prints, both streams in the order they came.
 *
 * @param {string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, minutes?: number, onOutput?: (chunk: Buffer) => void }} [options] after `minutes` it is
 *   ended, with all that it started, and the output says so
 * @returns {Promise<{ code: number | null, output: string }>} `code` is null when a signal ended it
 */
export function capture([program, ...args], { env, minutes = 20, onOutput } = {}) {
  guardGroups();
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
      detached: true,
    });
    if (child.pid !== undefined) groups.add(child.pid);
    const late = setTimeout(() => {
      keep(Buffer.from(`\nStopped: it was not done after ${minutes} minutes.\n`));
      end(/** @type {number} */ (child.pid));
    }, minutes * 60_000);
    // A process that was left behind may hold the streams open for ever.
    child.on("exit", () => end(/** @type {number} */ (child.pid)));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => keep(Buffer.from(`${error.message}\n`)));
    child.on("close", (code) => {
      clearTimeout(late);
      if (child.pid !== undefined) groups.delete(child.pid);
      resolve({ code, output: Buffer.concat(chunks).toString() });
    });
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
