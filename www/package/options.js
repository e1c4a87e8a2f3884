// Options as the caller gives them go in; options whose types are right come out, or an error that names the wrong
// one. Whether values make sense (is `url` a URL, are these selectors?) is for the Rust side to say.

import { BodycopyError } from "./errors.js";

/** @typedef {import("./index.js").Options} Options */

/** The largest page that can be read, in bytes. */
export const MAX_BYTES_LIMIT = 2 ** 31;
const MAX_BYTES_DEFAULT = 64 * 2 ** 20;

const isString = (/** @type {unknown} */ value) => typeof value === "string" && !/\p{Surrogate}/u.test(value);
const text = { what: "a string", is: isString };
const selectors = {
  what: "an array of CSS selectors",
  is: (/** @type {unknown} */ value) => Array.isArray(value) && value.every(isString),
};
const fraction = {
  what: "a number from 0 to 1",
  is: (/** @type {unknown} */ value) => typeof value === "number" && value >= 0 && value <= 1,
};
const size = {
  what: `a whole number of bytes from 1 to ${MAX_BYTES_LIMIT}`,
  is: (/** @type {unknown} */ value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_BYTES_LIMIT,
};
const flag = { what: "true or false", is: (/** @type {unknown} */ value) => typeof value === "boolean" };

/** @type {Record<keyof Options, { what: string, is: (value: unknown) => boolean }>} */
const known = {
  url: text,
  contentType: text,
  strictness: fraction,
  keep: selectors,
  remove: selectors,
  maxBytes: size,
  debug: flag,
};

/** What a header that is missing gives, where a string was hoped for. */
const mayBeNull = new Set(["url", "contentType"]);

/**
 * A copy of the options that are given, all of the right type; `maxBytes` is always among them.
 *
 * @param {unknown} options
 * @param {string[]} [others] names that the caller has taken care of itself
 * @returns {Options & { maxBytes: number }}
 */
export function checkedOptions(options, others = []) {
  if (options === undefined || options === null) return { maxBytes: MAX_BYTES_DEFAULT };
  if (typeof options !== "object") {
    throw new BodycopyError("INVALID_OPTION", `options must be an object, not ${described(options)}`);
  }
  /** @type {any} */
  const checked = { maxBytes: MAX_BYTES_DEFAULT };
  for (const [name, value] of Object.entries(options)) {
    if (others.includes(name)) continue;
    if (!Object.hasOwn(known, name)) {
      const names = [...Object.keys(known), ...others].join(", ");
      throw new BodycopyError("INVALID_OPTION", `there is no option \`${name}\`; there are: ${names}`);
    }
    if (value === undefined || (value === null && mayBeNull.has(name))) continue;
    checkOption(name, value, known[/** @type {keyof Options} */ (name)]);
    checked[name] = value;
  }
  return checked;
}

/** @param {unknown} value @returns {number} */
export function checkedStrictness(value) {
  checkOption("strictness", value, fraction);
  return /** @type {number} */ (value);
}

/** @param {string} name @param {unknown} value @param {{ what: string, is: (value: unknown) => boolean }} kind */
function checkOption(name, value, kind) {
  if (!kind.is(value)) {
    throw new BodycopyError("INVALID_OPTION", `option \`${name}\` must be ${kind.what}, not ${described(value)}`);
  }
}

/** A value in a few words. @param {unknown} value @returns {string} */
export function described(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return `an object (${Object.prototype.toString.call(value).slice(8, -1)})`;
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`;
  return typeof value === "function" ? "a function" : String(value);
}
