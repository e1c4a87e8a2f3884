// The entry point without the wasm: the caller gives it to `init` or `initSync`.

export * from "./index.js";
export { default } from "./index.js";
