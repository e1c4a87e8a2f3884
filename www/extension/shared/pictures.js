// The pictures of an article, fetched to be kept with it, and shown from there.

import { browser } from "./browser.js";

/** Larger ones stay on the web. */
const MOST_BYTES = 8 << 20;
const MOST = 60;

/** @typedef {import("./library.js").Picture} Picture */

/**
 * Those that are shown. Pictures of other sites can be read only where the person allowed that; the others are left out.
 *
 * @param {HTMLElement} place where the article is shown
 * @param {AbortSignal} signal
 * @returns {Promise<Picture[]>}
 */
export async function fetched(place, signal) {
  const urls = [...new Set(Array.from(place.querySelectorAll("img"), (image) => image.currentSrc || image.src))];
  const web = urls.filter((url) => /^https?:/.test(url)).slice(0, MOST);
  const all = await Promise.all(web.map((url) => one(url, signal)));
  return all.filter((picture) => picture !== null);
}

/** @param {string} url @param {AbortSignal} signal @returns {Promise<Picture | null>} */
async function one(url, signal) {
  try {
    const response = await fetch(url, {
      signal,
      referrerPolicy: "no-referrer",
      credentials: "omit",
      cache: "force-cache",
    });
    const blob = await response.blob();
    const isFit = response.ok && blob.type.startsWith("image/") && blob.size <= MOST_BYTES;
    return isFit ? { url, blob } : null;
  } catch {
    return null;
  }
}

/** Whether pictures of a site can be read. @param {string} url */
export const mayFetch = (url) =>
  browser.permissions.contains({ origins: [`${new URL(url).protocol}//${new URL(url).hostname}/*`] });

/**
 * Shows the kept pictures in place of those on the web.
 *
 * @param {HTMLElement} place @param {Picture[]} pictures
 */
export function showKept(place, pictures) {
  const addresses = new Map(pictures.map(({ url, blob }) => [url, blob]));
  for (const image of place.querySelectorAll("img")) {
    const candidates = [image.src, ...image.srcset.split(/,?\s+/).filter((part) => part.includes("/"))];
    const url = candidates.map((candidate) => absolute(candidate)).find((candidate) => addresses.has(candidate));
    const blob = url === undefined ? undefined : addresses.get(url);
    if (!blob) continue;
    image.removeAttribute("srcset");
    image.src = URL.createObjectURL(blob);
  }
}

/** @param {string} url */
const absolute = (url) => (URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url);
