// The entry point for browsers: `init()` fetches the wasm, which bundlers find by the URL below.

import { setDefaultSource } from "./engine.js";

setDefaultSource(() => new URL("../../dist/bodycopy.wasm", import.meta.url));

export * from "./index.js";
export { default } from "./index.js";
