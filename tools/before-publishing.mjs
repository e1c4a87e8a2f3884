#!/usr/bin/env node
// Run by `npm publish`, and stops it while something is missing that only whoever publishes can know.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./command.mjs";

const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
if (!repository) {
  console.error(
    "package.json has no `repository` yet. The registry's page resolves the README's links and picture by it: fill it in first.",
  );
  process.exit(1);
}
