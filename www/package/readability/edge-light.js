// `bodycopy/readability` with the wasm as edge-light.js has it.

import "../edge-light.js";

export * from "./index.js";
export { default } from "./index.js";
