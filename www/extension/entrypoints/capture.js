// Runs once in a page that the person wants to read: its live DOM goes out as HTML, and what loading it cost. The page is
// not changed, and no WebAssembly runs here.

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { serializeDocument } from "../../package/document.js";

/**
 * @typedef {object} Captured
 * @property {string} html
 * @property {string} url
 * @property {string} title
 * @property {number} took milliseconds that this script worked
 * @property {{ requests: number, bytes: number, time: number }} loaded what the browser knows of the page's loading;
 *   the bytes of other sites' files are unknown to it
 */

export default defineUnlistedScript(() => {
  const start = performance.now();
  const html = serializeDocument(document);
  const navigation = /** @type {PerformanceNavigationTiming | undefined} */ (
    performance.getEntriesByType("navigation")[0]
  );
  const resources = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
  const bytes = resources.reduce((sum, { transferSize }) => sum + transferSize, navigation?.transferSize ?? 0);
  /** @type {Captured} */
  const captured = {
    html,
    url: location.href,
    title: document.title,
    took: performance.now() - start,
    loaded: { requests: resources.length + 1, bytes, time: navigation?.loadEventEnd ?? 0 },
  };
  return captured;
});
