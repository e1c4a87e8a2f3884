// What the pages of the extension ask its background for.

import { browser } from "./browser.js";

/**
 * @typedef {import("../entrypoints/capture.js").Captured & { startedAt: number }} Capture `startedAt`: when the person
 *   asked, in milliseconds since 1970
 * @typedef {{ type: "capture", token: string }} Message
 */

/** The page that was captured under a token, once. @param {string} token @returns {Promise<Capture | null>} */
export const takeCapture = (token) => browser.runtime.sendMessage({ type: "capture", token });
