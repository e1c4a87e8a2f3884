// The entry point for Cloudflare Workers: ready on import. There wasm is imported as a compiled module, and cannot be
// compiled at run time.

import wasm from "../../dist/bodycopy.wasm";
import { initSync } from "./engine.js";

initSync(wasm);

export * from "./index.js";
export { default } from "./index.js";
