// What `npm test` runs, in this order: the quick checks first, so that a slip shows early. A new suite is one more entry.
//
// `closing` picks the lines in which the runner itself says how it went; they are printed whatever the result.
// `counts` reads from them how many tests passed and failed; a test runner that ran nothing has failed.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";
import { ensureBrowsers, ensureDependencies, ensureExtension, ensurePackage, ensureSite } from "./setup.mjs";

/**
 * @typedef {object} Suite
 * @property {string} name what `npm test -- NAME` selects
 * @property {string[]} command
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(() => Promise<void>)[]} [needs] run once before the first suite that asks for it
 * @property {RegExp} [closing]
 * @property {(output: string) => { passed: number, failed: number }} [counts]
 */

/** cargo closes each test binary with `test result: ok. 3 passed; 0 failed; …`. */
const cargoTest = {
  closing: /^test result: /,
  counts: (/** @type {string} */ output) => sum(output, /^test result: \w+\. (\d+) passed; (\d+) failed/gm),
};

/** Node closes with `ℹ tests 3`, `ℹ pass 3`, `ℹ fail 0`, … */
const nodeTest = {
  closing: /^ℹ /,
  counts: (/** @type {string} */ output) => sum(output, /^ℹ pass (\d+)\nℹ fail (\d+)/gm),
};

/** @param {string} output @param {RegExp} pattern its groups are passed and failed */
function sum(output, pattern) {
  const total = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(pattern)) {
    total.passed += Number(passed);
    total.failed += Number(failed);
  }
  return total;
}

/** How long a file of tests may take, in milliseconds: so that one which hangs is named, with what it got done. */
const FILE_LIMIT = 10 * 60_000;

/** @param {string} folder @returns {string[]} node's test runner over its `*.test.mjs` */
function nodeTests(folder) {
  const path = join(root, folder);
  const names = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(".test.mjs")) : [];
  // Without a file's name Node would look through the whole repository, and pass when it finds nothing.
  const files = names.length > 0 ? names.sort() : ["(no test file)"];
  const options = ["--test", "--test-reporter=spec", `--test-timeout=${FILE_LIMIT}`];
  return [process.execPath, ...options, ...files.map((name) => join(folder, name))];
}

const bin = (/** @type {string} */ name) => [process.execPath, join("node_modules", ...name.split("/"))];
const locked = process.env.CI ? ["--locked"] : [];

/** A workspace of its own; see its Cargo.toml. */
const wasmCrate = ["--manifest-path", "src/wasm/Cargo.toml"];

/** @type {Suite[]} */
export const suites = [
  { name: "rustfmt", command: ["cargo", "fmt", "--all", "--check"] },
  { name: "rustfmt-wasm", command: ["cargo", "fmt", ...wasmCrate, "--check"] },
  {
    name: "biome",
    command: [...bin("@biomejs/biome/bin/biome"), "check", "."],
    needs: [ensureDependencies],
    closing: /^Checked /,
  },
  {
    name: "clippy",
    command: ["cargo", "clippy", "--workspace", "--all-targets", ...locked, "--", "--deny", "warnings"],
    closing: /^ +Finished /,
  },
  {
    name: "clippy-wasm",
    command: ["cargo", "clippy", ...wasmCrate, ...locked, "--", "--deny", "warnings"],
    closing: /^ +Finished /,
  },
  { name: "rust", command: ["cargo", "test", "--workspace", "--no-fail-fast", ...locked], ...cargoTest },
  {
    name: "types",
    command: [...bin("typescript/bin/tsc"), "--project", "."],
    needs: [ensureDependencies, ensurePackage],
  },
  {
    name: "package",
    command: nodeTests("tests/package"),
    needs: [ensureDependencies, ensurePackage],
    ...nodeTest,
  },
  {
    name: "mozilla",
    command: nodeTests("tests/mozilla"),
    needs: [ensureDependencies, ensurePackage],
    ...nodeTest,
  },
  {
    name: "quality",
    command: [process.execPath, join("tools", "python.mjs"), "bodycopy_train.quality"],
    needs: [ensureDependencies, ensurePackage],
    closing: /./,
  },
  ...["chromium", "firefox"].map((browser) => ({
    name: browser,
    command: nodeTests("tests/browser"),
    env: { BROWSER: browser },
    needs: [ensureDependencies, ensurePackage, ensureSite, ensureBrowsers],
    ...nodeTest,
  })),
  {
    name: "packed",
    command: nodeTests("tests/packed"),
    needs: [ensureDependencies, ensurePackage, ensureBrowsers],
    ...nodeTest,
  },
  {
    name: "extension",
    command: [process.execPath, join("tools", "extension", "test.mjs")],
    needs: [ensureDependencies, ensurePackage, ensureExtension, ensureBrowsers],
    ...nodeTest,
  },
];
