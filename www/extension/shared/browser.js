// What the browser offers to extensions, with its types: those of WXT are not found by Node's rules for imports.

import { browser as offered } from "wxt/browser";

/** @typedef {import("../../../node_modules/@wxt-dev/browser/src/gen/index.d.ts").Browser.tabs.Tab} Tab */

/** @type {typeof import("../../../node_modules/@wxt-dev/browser/src/gen/index.d.ts").Browser} */
export const browser = /** @type {any} */ (offered);
