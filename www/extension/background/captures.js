// Captured pages on their way to the reader that will clean them: held until it asks, then forgotten.

/** @typedef {import("../shared/messages.js").Capture} Capture */

/** @type {Map<string, Capture>} */
const waiting = new Map();

/** A reader asks within a second; one whose tab was closed never does. */
const PATIENCE = 60_000;

/** @param {Capture} capture @returns {string} what it can be asked for by */
export function hold(capture) {
  const token = crypto.randomUUID();
  waiting.set(token, capture);
  setTimeout(() => waiting.delete(token), PATIENCE);
  return token;
}

/** @param {string} token @returns {Capture | null} */
export function release(token) {
  const capture = waiting.get(token) ?? null;
  waiting.delete(token);
  return capture;
}
