// The badge: a quiet mark on the toolbar button of a tab whose page is readable.

import { assess } from "bodycopy";
import { EVERYWHERE, restoreBadge, switchBadge } from "../shared/badge.js";
import { browser } from "../shared/browser.js";
import { ready } from "../shared/engine.js";
import { t } from "../shared/i18n.js";

export function watchPermission() {
  browser.runtime.onInstalled.addListener(restoreBadge);
  browser.permissions.onRemoved.addListener(async () => {
    if (!(await browser.permissions.contains({ origins: EVERYWHERE }))) await switchBadge(false);
  });
}

/** @param {{ html: unknown, url: unknown }} sample @param {number | undefined} tabId */
export async function judge({ html, url }, tabId) {
  if (tabId === undefined || typeof html !== "string" || typeof url !== "string") return;
  await ready();
  const isReadable = assess(html, { url }).readable === "yes";
  await browser.action.setBadgeText({ tabId, text: isReadable ? "•" : "" });
  await browser.action.setTitle({ tabId, title: t(isReadable ? "badgeReadable" : "readPage") });
}
