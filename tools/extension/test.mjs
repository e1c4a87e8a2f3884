#!/usr/bin/env node
// The tests of the extension in Chromium, then in Firefox: `npm test -- extension`, or, with the built extension at hand,
// `node tools/extension/test.mjs [chromium|firefox] [FILE…]`.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.mjs";

const BROWSERS = ["chromium", "firefox"];
/** How long a file of tests may take, in milliseconds: so that one which hangs is named, with what it got done. */
const FILE_LIMIT = 5 * 60_000;
const folder = join(root, "tests/extension");
const given = process.argv.slice(2);
const browsers = BROWSERS.filter((browser) => given.includes(browser));
const named = given.filter((word) => !BROWSERS.includes(word));
const files = named.length > 0 ? named : readdirSync(folder).filter((name) => name.endsWith(".test.mjs"));

for (const browser of browsers.length > 0 ? browsers : BROWSERS) {
  console.log(`\n${browser}`);
  const code = await new Promise((resolve) => {
    const tests = files.sort().map((file) => (file.includes("/") ? file : join(folder, file)));
    const args = ["--test", "--test-reporter=spec", "--test-concurrency=2", `--test-timeout=${FILE_LIMIT}`, ...tests];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, BROWSER: browser },
    });
    child.on("close", resolve);
  });
  if (code !== 0) process.exitCode = 1;
}
