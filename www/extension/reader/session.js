// The article of a tab outlives a reload of the tab, and nothing else: it is kept in the tab's own session storage.

/** @typedef {{ article: import("bodycopy").Article, source: import("./reader.js").Source }} Session */

/** @param {string} key @param {Session} session */
export function keep(key, { article, source }) {
  try {
    sessionStorage.setItem(key, JSON.stringify({ article, source: { ...source, html: null } }));
  } catch {
    // Too large for it. Then a reload asks to read the page again.
  }
}

/** @param {string} key @returns {Session | null} */
export function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
