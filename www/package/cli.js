#!/usr/bin/env node
// The command line `bodycopy`: pages in by name, articles out on standard output, complaints on standard error.
// Exit code 0 when all went well, 1 when a page failed, 2 for wrong use.

import { readFileSync } from "node:fs";
import { parseArguments, UsageError, usage } from "./cli/arguments.js";
import { listPages } from "./cli/inputs.js";
import { Progress } from "./cli/progress.js";

/** @param {string} text resolves once the reader has taken it, so that memory stays flat before a slow pipe */
function print(text) {
  return new Promise((resolve) => {
    if (process.stdout.write(text)) resolve(undefined);
    else process.stdout.once("drain", resolve);
  });
}

process.stdout.on("error", (error) => {
  // The reader (`head`, a pager) has seen enough.
  if (/** @type {NodeJS.ErrnoException} */ (error).code === "EPIPE") process.exit();
  throw error;
});

/** @param {string[]} argv @returns {Promise<number>} the exit code */
async function main(argv) {
  const { request, settings, names, jobs } = parseArguments(argv, Boolean(process.stdin.isTTY));
  if (request === "help") return print(usage).then(() => 0);
  if (request === "version") {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    return print(`${manifest.version}\n`).then(() => 0);
  }

  const pages = await listPages(names);
  // Only here, so that asking for help loads no wasm.
  const { cleanAll } = await import("./cli/pool.js");
  const progress = new Progress(process.stderr, pages.length);
  process.once("SIGINT", () => {
    progress.end();
    process.kill(process.pid, "SIGINT");
  });
  const complain = (/** @type {string} */ message) =>
    progress.around(() => process.stderr.write(`bodycopy: ${message}\n`));

  let failed = 0;
  for await (const { output, notes, error } of cleanAll(pages, { ...settings, many: pages.length > 1 }, jobs)) {
    if (error !== null) failed += 1;
    progress.add(1, error === null ? 0 : 1);
    for (const note of error === null ? notes : [error]) complain(note);
    if (output !== "") await (process.stdout.isTTY ? progress.around(() => print(output)) : print(output));
  }
  progress.end();
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bodycopy: ${error.message}\nTry \`bodycopy --help\`.\n`);
  process.exitCode = 2;
}
