// Site memory: where on a site's pages the person put something back or hid it. Selectors are kept, which name elements by
// their tags and classes; nothing of what stands there, and not which page it was.

import { change, stored } from "./stored.js";

/** @typedef {{ keep: string[], remove: string[], changed: number }} Site `changed`: milliseconds since 1970 */
/** @typedef {Record<string, Site>} Sites by host */

const KEY = "sites";

/** Of each kind, for one site; the oldest go. */
const MOST = 50;

/** @returns {Promise<Sites>} */
export async function sites() {
  return checked(await stored(KEY));
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
  await change(KEY, (before) => {
    const all = checked(before);
    const site = without(all[host], selector);
    site[list] = [...site[list], selector].slice(-MOST);
    return { ...all, [host]: site };
  });
}

/** @param {string} host @param {string} selector */
export async function unlearn(host, selector) {
  await change(KEY, (before) => {
    const { [host]: known, ...others } = checked(before);
    const site = without(known, selector);
    return site.keep.length + site.remove.length > 0 ? { ...others, [host]: site } : others;
  });
}

/** @param {string} host */
export async function forget(host) {
  await change(KEY, (before) => {
    const { [host]: _, ...others } = checked(before);
    return others;
  });
}

export async function forgetAll() {
  await change(KEY, () => ({}));
}

/** @param {unknown} stored @returns {Sites} */
const checked = (stored) => /** @type {Sites} */ (Object(stored));

/** @param {Site | undefined} site @param {string} selector @returns {Site} */
function without(site, selector) {
  const others = (/** @type {string[] | undefined} */ list) => (list ?? []).filter((one) => one !== selector);
  return { keep: others(site?.keep), remove: others(site?.remove), changed: Date.now() };
}
