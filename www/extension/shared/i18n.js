// The interface's words, from `public/_locales/<language>/messages.json`, and its numbers and dates.

import { browser } from "./browser.js";

/** The language of the messages: where there are none in the browser's language, the browser takes another. */
const language = () => t("language");

/** A message. @param {string} key @param {(string | number)[]} parts what stands for `$1`, `$2`, … */
export const t = (key, ...parts) =>
  // The names of messages are known to the browser alone.
  browser.i18n.getMessage(/** @type {any} */ (key), parts.map(String)) || key;

/** Fills what the HTML leaves empty: `data-t` is an element's text, `data-t-label` its `aria-label` and tool tip. */
export function translatePage() {
  document.documentElement.lang = language();
  document.documentElement.dir = t("direction");
  for (const element of document.querySelectorAll("[data-t]"))
    element.textContent = t(element.getAttribute("data-t") ?? "");
  for (const field of document.querySelectorAll("[data-t-placeholder]")) {
    field.setAttribute("placeholder", t(field.getAttribute("data-t-placeholder") ?? ""));
  }
  for (const element of document.querySelectorAll("[data-t-label]")) {
    const label = t(element.getAttribute("data-t-label") ?? "");
    element.setAttribute("aria-label", label);
    element.setAttribute("title", label);
  }
}

/** @param {number} bytes */
export function bytes(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return number(value, { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 });
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  if (milliseconds < 100) return number(milliseconds, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 });
  const digits = milliseconds < 10_000 ? 1 : 0;
  return number(milliseconds / 1000, { style: "unit", unit: "second", maximumFractionDigits: digits });
}

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export const number = (value, options) => new Intl.NumberFormat(language(), options).format(value);

/** @param {number} count */
export const minutes = (count) => number(count, { style: "unit", unit: "minute", unitDisplay: "long" });

/** @param {string | number | null} time ISO 8601 or milliseconds; as it is where it is no date */
export function date(time) {
  const when = new Date(time ?? Number.NaN);
  if (Number.isNaN(when.getTime())) return time === null ? "" : String(time);
  return new Intl.DateTimeFormat(language(), { dateStyle: "long" }).format(when);
}
