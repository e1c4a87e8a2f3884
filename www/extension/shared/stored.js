// What the extension keeps under a key of its storage, changed by one reader at a time: two quick choices, or two tabs, would
// otherwise both begin from what was there before, and the later would undo the earlier.

import { browser } from "./browser.js";

/** @param {string} key @returns {Promise<unknown>} */
export async function stored(key) {
  return (await browser.storage.local.get(key))[key];
}

/**
 * Keeps what `changed` makes of what is kept; nobody else changes it in between.
 *
 * @template T
 * @param {string} key
 * @param {(before: unknown) => T} changed
 * @returns {Promise<T>} what is kept now
 */
export function change(key, changed) {
  return navigator.locks.request(`stored ${key}`, async () => {
    const after = changed(await stored(key));
    await browser.storage.local.set({ [key]: after });
    return after;
  });
}
