// `bodycopy/readability` with the wasm as workerd.js has it.

import "../workerd.js";

export * from "./index.js";
export { default } from "./index.js";
