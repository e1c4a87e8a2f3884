// `bodycopy/readability` with the wasm as browser.js has it.

import "../browser.js";

export * from "./index.js";
export { default } from "./index.js";
