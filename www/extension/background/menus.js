// The entries in the context menus.

import { browser } from "../shared/browser.js";
import { t } from "../shared/i18n.js";
import { readLink, readTab } from "./open.js";

const ENTRIES = /** @type {const} */ ([
  { id: "read-page", contexts: ["page"], title: "readPage" },
  { id: "read-link", contexts: ["link"], title: "readLink", targetUrlPatterns: ["http://*/*", "https://*/*"] },
  { id: "library", contexts: ["action"], title: "openLibrary" },
]);

export function registerMenus() {
  browser.runtime.onInstalled.addListener(async () => {
    await browser.contextMenus.removeAll();
    for (const { title, ...entry } of ENTRIES)
      browser.contextMenus.create({ .../** @type {any} */ (entry), title: t(title) });
  });
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === "read-page" && tab) readTab(tab);
    if (info.menuItemId === "read-link" && info.linkUrl) readLink(info.linkUrl, tab);
    if (info.menuItemId === "library") openLibrary();
  });
}

export const openLibrary = () => browser.tabs.create({ url: browser.runtime.getURL("/library.html") });
