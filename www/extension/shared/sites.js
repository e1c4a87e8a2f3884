// Site memory: where on a site's pages the person put something back or hid it. Selectors are kept, which name elements by
// their tags and classes; nothing of what stands there, and not which page it was.

import { browser } from "./browser.js";

/** @typedef {{ keep: string[], remove: string[], changed: number }} Site `changed`: milliseconds since 1970 */
/** @typedef {Record<string, Site>} Sites by host */

const KEY = "sites";

/** Of each kind, for one site; the oldest go. */
const MOST = 50;

/** @returns {Promise<Sites>} */
export async function sites() {
  const stored = (await browser.storage.local.get(KEY))[KEY];
  return /** @type {Sites} */ (Object(stored));
}

/** How a page is to be read. @param {string} url @param {import("./settings.js").Settings} settings @returns {Promise<import("bodycopy").Options>} */
export async function optionsFor(url, { strictness, siteMemory }) {
  const site = siteMemory && URL.canParse(url) ? (await sites())[new URL(url).host] : undefined;
  return site ? { strictness, keep: site.keep, remove: site.remove } : { strictness };
}

/**
 * @param {string} host
 * @param {"keep" | "remove"} list
 * @param {string} selector
 */
export async function learn(host, list, selector) {
  const all = await sites();
  const site = without(all[host], selector);
  site[list] = [...site[list], selector].slice(-MOST);
  await browser.storage.local.set({ [KEY]: { ...all, [host]: site } });
}

/** @param {string} host @param {string} selector */
export async function unlearn(host, selector) {
  const all = await sites();
  if (!all[host]) return;
  const site = without(all[host], selector);
  if (site.keep.length + site.remove.length > 0) all[host] = site;
  else delete all[host];
  await browser.storage.local.set({ [KEY]: all });
}

/** @param {string} host */
export async function forget(host) {
  const { [host]: _, ...rest } = await sites();
  await browser.storage.local.set({ [KEY]: rest });
}

export const forgetAll = () => browser.storage.local.remove(KEY);

/** @param {Site | undefined} site @param {string} selector @returns {Site} */
function without(site, selector) {
  const others = (/** @type {string[] | undefined} */ list) => (list ?? []).filter((one) => one !== selector);
  return { keep: others(site?.keep), remove: others(site?.remove), changed: Date.now() };
}
