// The entry point with the wasm inside the JavaScript: ready on import, nothing to fetch. Deno takes it too, where
// reading a file would need a permission.

import wasm from "../../dist/inline-wasm.js";
import { initSync, setDefaultSource } from "./engine.js";

const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));

// The main thread of some browsers compiles only small modules at once; there `init()` does it.
setDefaultSource(() => bytes);
try {
  initSync(bytes);
} catch {}

export * from "./index.js";
export { default } from "./index.js";
