// bodycopy with its WebAssembly, which is a file of the extension.

import init from "bodycopy";
import wasm from "../../../dist/bodycopy.wasm?url";

/** Loads it, once. */
export const ready = () => init(wasm);
