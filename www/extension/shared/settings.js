// What the person has chosen: in the extension's storage, and as a copy that a page can read before it is first painted.

import { browser } from "./browser.js";
import * as storage from "./stored.js";

export const THEMES = /** @type {const} */ (["system", "light", "sepia", "dark", "black"]);
export const FONTS = /** @type {const} */ (["serif", "sans", "lexend", "opendyslexic", "mono"]);

/** The least, the most and the step of what is a number. */
export const RANGES = {
  size: { min: 14, max: 36, step: 1 },
  measure: { min: 40, max: 100, step: 2 },
  lineHeight: { min: 1.2, max: 2.2, step: 0.1 },
  strictness: { min: 0, max: 1, step: 0.05 },
  speechRate: { min: 0.5, max: 3, step: 0.1 },
};

export const DEFAULTS = {
  /** @type {typeof THEMES[number]} */
  theme: "system",
  /** @type {typeof FONTS[number]} */
  font: "serif",
  /** Of the text, in CSS pixels at a zoom of 1. */
  size: 19,
  /** Characters in a line, about. */
  measure: 66,
  lineHeight: 1.6,
  strictness: 0.5,
  speechRate: 1,
  /** The name of a voice; the browser's own choice where it is empty. */
  voice: "",
  /** Whether the reader opens in a tab of its own. */
  newTab: false,
  /** Whether what is put back or hidden on a site counts for its other pages. */
  siteMemory: true,
  /** Whether the library keeps pictures. */
  keepPictures: true,
};

/** @typedef {typeof DEFAULTS} Settings */

const KEY = "settings";

/** What is stored may be of another version, or somebody's own: only what fits counts. @param {unknown} stored @returns {Settings} */
export function checked(stored) {
  const given = Object(stored);
  const settings = { ...DEFAULTS };
  for (const [name, fallback] of Object.entries(DEFAULTS)) {
    const value = given[name];
    if (typeof value !== typeof fallback) continue;
    const range = RANGES[/** @type {keyof typeof RANGES} */ (name)];
    if (range && !(value >= range.min && value <= range.max)) continue;
    if (name === "theme" && !THEMES.includes(value)) continue;
    if (name === "font" && !FONTS.includes(value)) continue;
    Reflect.set(settings, name, value);
  }
  return settings;
}

/** What was chosen on this page and is on its way to the storage: it counts before what the storage says. @type {Partial<Settings>} */
let unstored = {};

/** @param {unknown} stored @returns {Settings} */
const current = (stored) => checked({ ...Object(stored), ...unstored });

export async function load() {
  return current(await storage.stored(KEY));
}

/** The copy of this browser's pages, at once. */
export function loadNow() {
  try {
    return checked(JSON.parse(localStorage.getItem(KEY) ?? "null"));
  } catch {
    return checked(null);
  }
}

/** @param {Partial<Settings>} changes @returns {Promise<Settings>} */
export async function change(changes) {
  unstored = { ...unstored, ...changes };
  const settings = await storage.change(KEY, current);
  remember(settings);
  const isStored = (/** @type {string} */ name) => Reflect.get(settings, name) === Reflect.get(unstored, name);
  unstored = Object.fromEntries(Object.entries(unstored).filter(([name]) => !isStored(name)));
  return settings;
}

/** @param {Settings} settings */
function remember(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Without the copy the first paint may be of another colour; nothing else is lost.
  }
}

/** @param {(settings: Settings) => void} listener @param {AbortSignal} [signal] */
export function onChange(listener, signal) {
  const heard = (/** @type {Record<string, { newValue?: unknown }>} */ changes, /** @type {string} */ area) => {
    if (area === "local" && changes[KEY]) listener(current(changes[KEY].newValue));
  };
  browser.storage.onChanged.addListener(heard);
  signal?.addEventListener("abort", () => browser.storage.onChanged.removeListener(heard));
}

/** Dresses the page: the style sheet knows what the attributes mean. @param {Settings} settings */
export function dress({ theme, font, size, measure, lineHeight }) {
  const root = document.documentElement;
  root.dataset.theme = theme;
  root.dataset.font = font;
  root.style.setProperty("--size", `${size / 16}rem`);
  root.style.setProperty("--measure", `${measure}ch`);
  root.style.setProperty("--leading", String(lineHeight));
}
