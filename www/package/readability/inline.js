// `bodycopy/readability` with the wasm as inline.js has it.

import "../inline.js";

export * from "./index.js";
export { default } from "./index.js";
