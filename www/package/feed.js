// Pieces of a page go in as they arrive; they reach the reader decoded.
//
// What is known only after some bytes (the charset) is waited for here, so that a stream is read as the whole page is.

import { BodycopyError } from "./errors.js";
import { checkSize, decodedOptions, viewOf } from "./extract.js";
import { described } from "./options.js";
import { DECLARATION_LIMIT, isHighSurrogate, PageReader, platformDecoder } from "./reader.js";

/** @typedef {import("./extract.js").CheckedOptions} CheckedOptions */

/** Reads a page that arrives in pieces, all of them strings or all of them bytes. */
export class Feed {
  #options;
  #outlet;
  /** @type {PageReader | undefined} */
  #reader;
  /** @type {"text" | "bytes" | undefined} */
  #form;
  /** Bytes that came before the charset was known. */
  #head = new Uint8Array();
  /** @type {TextDecoder | undefined} */
  #decoder;
  /** Half a character at the end of a string. */
  #half = "";
  #size = 0;

  /** @param {CheckedOptions} options @param {import("./reader.js").Outlet} [outlet] */
  constructor(options, outlet) {
    this.#options = options;
    this.#outlet = outlet;
  }

  /** @param {unknown} piece */
  write(piece) {
    try {
      if (typeof piece === "string") this.#writeText(piece);
      else this.#writeBytes(bytesOf(piece));
    } catch (error) {
      this.free();
      throw error;
    }
  }

  /** @returns {import("./index.js").Article} */
  end() {
    try {
      if (this.#form !== "text") this.#begin(true);
      if (this.#decoder) this.#reader?.writeText(this.#decoder.decode());
      if (this.#half) this.#reader?.writeText(this.#half);
      return /** @type {PageReader} */ (this.#reader).end();
    } catch (error) {
      this.free();
      throw error;
    }
  }

  /** Gives up. May be called at any time, more than once. */
  free() {
    this.#reader?.free();
  }

  /** @param {string} text */
  #writeText(text) {
    this.#expect("text");
    this.#reader ??= new PageReader(this.#options, "text", this.#outlet);
    const all = this.#half + text;
    const isCut = all !== "" && isHighSurrogate(all.charCodeAt(all.length - 1));
    this.#half = isCut ? all.slice(-1) : "";
    this.#reader.writeText(isCut ? all.slice(0, -1) : all);
  }

  /** @param {Uint8Array} bytes */
  #writeBytes(bytes) {
    this.#expect("bytes");
    this.#size += bytes.length;
    checkSize(this.#size, this.#options);
    if (this.#reader) return this.#pass(bytes);
    const head = new Uint8Array(this.#head.length + bytes.length);
    head.set(this.#head);
    head.set(bytes, this.#head.length);
    this.#head = head;
    if (head.length >= DECLARATION_LIMIT) this.#begin(false);
  }

  /** The charset is known. @param {boolean} isAll */
  #begin(isAll) {
    if (this.#reader) return;
    this.#decoder = platformDecoder(this.#head.subarray(0, DECLARATION_LIMIT), isAll, this.#options.contentType);
    this.#reader = this.#decoder
      ? new PageReader(decodedOptions(this.#options), "text", this.#outlet)
      : new PageReader(this.#options, "bytes", this.#outlet);
    this.#pass(this.#head);
    this.#head = new Uint8Array();
  }

  /** @param {Uint8Array} bytes */
  #pass(bytes) {
    if (this.#decoder) this.#reader?.writeText(this.#decoder.decode(bytes, { stream: true }));
    else this.#reader?.writeBytes(bytes);
  }

  /** @param {"text" | "bytes"} form */
  #expect(form) {
    this.#form ??= form;
    if (form === this.#form) return;
    throw new BodycopyError("INVALID_INPUT", "a stream must be of strings or of bytes, not of both");
  }
}

/** @param {unknown} piece @returns {Uint8Array} */
function bytesOf(piece) {
  const tag = Object.prototype.toString.call(piece);
  if (tag === "[object Uint8Array]" || tag === "[object ArrayBuffer]") {
    const bytes = /** @type {Uint8Array | ArrayBuffer} */ (piece);
    return bytes instanceof Uint8Array ? bytes : viewOf(bytes);
  }
  throw new BodycopyError("INVALID_INPUT", `a stream must be of strings or Uint8Arrays, not of ${described(piece)}`);
}
