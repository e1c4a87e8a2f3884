// A whole page in, its article out; or a page or its beginning in, and what can be said of it out.

import { serializeDocument } from "./document.js";
import { assertReady } from "./engine.js";
import { BodycopyError } from "./errors.js";
import { checkedOptions, described, MAX_BYTES_LIMIT } from "./options.js";
import { DECLARATION_LIMIT, PageReader, platformDecoder } from "./reader.js";
import { read as property } from "./unclobbered.js";

/** @typedef {ReturnType<typeof checkedOptions>} CheckedOptions */

/** Bytes decoded at a time by the platform: each piece is a string for a moment. */
const PIECE = 1 << 20;

/** @type {typeof import("./index.js").extract} */
export const extract = (html, options) => read(html, options, (reader) => reader.end());

/** @type {typeof import("./index.js").assess} */
export const assess = (prefixOrPage, options) => read(prefixOrPage, options, (reader) => reader.assess());

/** @type {typeof import("./index.js").isProbablyReaderable} */
export const isProbablyReaderable = (html, options) => assess(html, options).readable === "yes";

/**
 * @template T
 * @param {unknown} html
 * @param {import("./index.js").Options | undefined} options
 * @param {(reader: PageReader) => T} finish what is to come of the page once it has been read
 * @returns {T}
 */
function read(html, options, finish) {
  const { page, options: known } = plainPage(html, checkedOptions(options));
  return typeof page === "string" ? fromText(page, known, finish) : fromBytes(page, known, finish);
}

/**
 * A page as plain data, which could be sent anywhere, and what is known of it.
 *
 * @param {unknown} html @param {CheckedOptions} options
 * @returns {{ page: string | Uint8Array, options: CheckedOptions }}
 */
export function plainPage(html, options) {
  const page = readable(html);
  if (typeof page === "string" || page instanceof Uint8Array) return { page, options };
  const { contentType: _, ...rest } = options;
  // A document that is shown knows its address. One that was parsed from a string has that of whoever parsed it.
  const address = property(page, "URL");
  const url = property(page, "defaultView") && /^https?:/.test(address) ? address : undefined;
  return { page: serializeDocument(page), options: { url, ...rest } };
}

/**
 * @param {unknown} html
 * @returns {string | Uint8Array | Document}
 */
function readable(html) {
  if (typeof html === "string") return html;
  // Not `instanceof`: what comes from a frame or a test environment is of another realm.
  const tag = Object.prototype.toString.call(html);
  if (tag === "[object Uint8Array]" || tag === "[object ArrayBuffer]") {
    const bytes = /** @type {Uint8Array | ArrayBuffer} */ (html);
    return bytes instanceof Uint8Array ? bytes : viewOf(bytes);
  }
  if (html !== null && typeof html === "object" && property(/** @type {Node} */ (html), "nodeType") === 9) {
    return /** @type {Document} */ (html);
  }
  throw new BodycopyError(
    "INVALID_INPUT",
    `a page must be a string, a Uint8Array, an ArrayBuffer or a Document, not ${described(html)}`,
  );
}

/** @param {ArrayBuffer | Uint8Array} bytes of another realm, perhaps */
export function viewOf(bytes) {
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
}

/**
 * @template T
 * @param {string} text
 * @param {CheckedOptions & { wholeBody?: boolean }} options
 * @param {(reader: PageReader) => T} finish
 */
export function fromText(text, options, finish) {
  // In UTF-8 it is at least as long.
  checkSize(text.length, options);
  assertReady();
  const reader = new PageReader(options, "text");
  reader.writeText(text);
  return finish(reader);
}

/**
 * @template T
 * @param {Uint8Array} bytes
 * @param {CheckedOptions} options
 * @param {(reader: PageReader) => T} finish
 */
function fromBytes(bytes, options, finish) {
  checkSize(bytes.length, options);
  assertReady();
  const head = bytes.subarray(0, DECLARATION_LIMIT);
  const decoder = platformDecoder(head, head.length === bytes.length, options.contentType);
  if (!decoder) {
    const reader = new PageReader(options, "bytes");
    reader.writeBytes(bytes);
    return finish(reader);
  }
  const reader = new PageReader(decodedOptions(options), "text");
  for (let at = 0; at < bytes.length; at += PIECE) {
    reader.writeText(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
  }
  reader.writeText(decoder.decode());
  return finish(reader);
}

/** The limit is for the page as it came; as UTF-8 it may be three times as long. @param {CheckedOptions} options */
export const decodedOptions = (options) => ({ ...options, maxBytes: Math.min(3 * options.maxBytes, MAX_BYTES_LIMIT) });

/** @param {number} size in bytes @param {CheckedOptions} options */
export function checkSize(size, { maxBytes }) {
  if (size > maxBytes) {
    throw new BodycopyError(
      "TOO_LARGE",
      `the page is larger than the limit of ${maxBytes} bytes (option \`maxBytes\`)`,
    );
  }
}
