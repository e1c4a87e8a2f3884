// Opens the reader: for the page in a tab, or for a link.

import { browser } from "../shared/browser.js";
import { ready } from "../shared/engine.js";
import { load } from "../shared/settings.js";
import { hold } from "./readings.js";

/** @typedef {import("../shared/browser.js").Tab} Tab */

/** @param {Record<string, string>} query */
const readerUrl = (query) => `${browser.runtime.getURL("/reader.html")}?${new URLSearchParams(query)}`;

/**
 * Reads the page of a tab as it stands, and shows the reader in the tab, whose Back leads to the page again.
 *
 * @param {Tab} tab
 */
export async function readTab(tab) {
  if (tab.id === undefined) return;
  const startedAt = Date.now();
  // Meanwhile; what is wrong with it is told when the page is cleaned.
  ready().catch(() => {});
  /** @type {Record<string, string>} */
  let query;
  try {
    const page = await captured(tab.id);
    query = { page: hold(page, startedAt), url: page.url };
  } catch (error) {
    // Pages of the browser's own, of its shop for extensions, and PDF files are closed to extensions.
    query = { closed: String(error), url: tab.url ?? "" };
  }
  await show(tab, query, (await load()).newTab);
}

/** How long to wait before each further try, in milliseconds. */
const TRIES = [40, 80, 160, 320];

/**
 * Chromium tells the tab's own process of the permission that the click gave by another way than the script comes, so on a
 * busy machine the script may be there first, and is refused.
 *
 * @param {number} tabId @returns {Promise<import("../entrypoints/capture.js").Captured>}
 */
async function captured(tabId) {
  for (const wait of [...TRIES, 0]) {
    try {
      const [{ result }] = await browser.scripting.executeScript({ target: { tabId }, files: ["/capture.js"] });
      return result;
    } catch (error) {
      if (wait === 0 || !/must request permission/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  throw new Error("unreachable");
}

/** @param {string} url @param {Tab} [from] */
export const readLink = (url, from) => show(from, { link: "1", url }, true);

/** @param {Tab | undefined} tab @param {Record<string, string>} query @param {boolean} inNewTab */
async function show(tab, query, inNewTab) {
  const url = readerUrl(query);
  if (tab?.id !== undefined && !inNewTab) {
    await browser.tabs.update(tab.id, { url });
    return;
  }
  // A page of the reader has no opener of its own kind to go back to: the browser goes back to this tab when it closes.
  await browser.tabs.create({ url, index: tab && tab.index + 1, windowId: tab?.windowId, openerTabId: tab?.id });
}
