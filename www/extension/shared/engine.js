// bodycopy with its WebAssembly, which is a file of the extension.

import init from "bodycopy";
import { browser } from "./browser.js";

/** Loads it, once. */
export const ready = () => init(browser.runtime.getURL("/bodycopy.wasm"));
