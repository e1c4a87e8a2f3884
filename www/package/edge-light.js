// The entry point for Vercel's edge runtime: ready on import. There `?module` imports wasm as a compiled module.

import wasm from "../../dist/bodycopy.wasm?module";
import { initSync } from "./engine.js";

initSync(wasm);

export * from "./index.js";
export { default } from "./index.js";
