// `bodycopy/readability` with the wasm as node.js has it.

import "../node.js";

export * from "./index.js";
export { default } from "./index.js";
