// The entry point for Node and Bun: ready on import.

import { readFileSync } from "node:fs";
import { initSync } from "./engine.js";

initSync(readFileSync(new URL("../../dist/bodycopy.wasm", import.meta.url)));

export * from "./index.js";
export { default } from "./index.js";
