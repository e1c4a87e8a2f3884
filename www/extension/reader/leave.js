// Back to the page: by the browser's own history, which restores the page as it was left, or by closing the reader's tab.

import { browser } from "../shared/browser.js";

/** @param {import("./reader.js").Source} source */
export async function leave(source) {
  if (!source.ownTab && history.length > 1) {
    history.back();
    return;
  }
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  if (tab.openerTabId !== undefined) {
    // The tab it came from may be closed by now.
    await browser.tabs.update(tab.openerTabId, { active: true }).catch(() => {});
  }
  await browser.tabs.remove(tab.id);
}
