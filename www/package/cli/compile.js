// The wasm, compiled once for all threads: they share the module, with what the engine makes of it while it runs.
//
// Node has no way to keep compiled wasm on disk (its compile cache holds JavaScript only), so each run compiles it.

import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";

/** From so many pages on the optimizing compiler earns what it costs. */
const many = 200;

/**
 * For a few pages the baseline compiler does it alone. The optimizing one works for half a second of processor time, and Node
 * does not end before it has.
 *
 * @param {number} pages how many there are to be read
 */
export function compiled(pages) {
  if (pages < many && process.release.name === "node" && !process.versions.bun && !process.versions.deno) {
    setFlagsFromString("--no-wasm-tier-up");
    setFlagsFromString("--no-wasm-dynamic-tiering");
  }
  return new WebAssembly.Module(readFileSync(new URL("../../../dist/bodycopy.wasm", import.meta.url)));
}
