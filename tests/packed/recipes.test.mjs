// Every recipe under `examples/`, and what docs/streaming.md shows, from the packed tarball: in Node, Deno, Bun and workerd, in
// Chromium and in Firefox. One process, so that all of it is installed once.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browsers } from "./recipes/browsers.mjs";
import { programs } from "./recipes/programs.mjs";
import { streaming } from "./recipes/streaming.mjs";
import { tried, useWorkspace, workspace } from "./recipes/workspace.mjs";

describe("recipes", () => {
  useWorkspace();
  describe("at the same time, since most of it is waiting", { concurrency: true }, () => {
    programs();
    browsers();
    streaming();
  });

  test("no recipe was forgotten", () => {
    assert.deepEqual([...tried].sort(), workspace.recipes);
  });
});
