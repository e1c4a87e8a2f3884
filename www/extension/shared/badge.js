// Whether the badge is on: a script is registered for all pages, which the browser allows with the person's permission only.

import { browser } from "./browser.js";

const ID = "badge";
/** Browsers forget registered scripts when the extension is updated. */
const KEY = "badge";

/** What the permission is asked for. */
export const EVERYWHERE = ["http://*/*", "https://*/*"];

export const isOn = async () => (await browser.scripting.getRegisteredContentScripts({ ids: [ID] })).length > 0;

/** @param {boolean} wanted */
export async function switchBadge(wanted) {
  await browser.storage.local.set({ [KEY]: wanted });
  const on = await isOn();
  if (wanted && !on) {
    await browser.scripting.registerContentScripts([
      { id: ID, js: ["sample.js"], matches: EVERYWHERE, runAt: "document_idle", persistAcrossSessions: true },
    ]);
  } else if (!wanted && on) {
    await browser.scripting.unregisterContentScripts({ ids: [ID] });
  }
}

/** After an update. */
export async function restoreBadge() {
  const wanted = (await browser.storage.local.get(KEY))[KEY] === true;
  if (wanted) await switchBadge(await browser.permissions.contains({ origins: EVERYWHERE }));
}
