// A page goes in, as text or bytes in any pieces; its article comes out.
//
// The pieces pass through one small buffer in wasm memory, so that the page is never there as a whole. Bytes in a
// charset that the Rust side leaves to the platform are decoded by `TextDecoder` on their way.

import { Extraction, hostCharset } from "../../dist/bindings.js";
import { callWasm, currentGeneration, inputView, pageBegun, pageEnded } from "./engine.js";
import { BodycopyError } from "./errors.js";

/** @typedef {import("./index.js").Options} Options */

/** Bytes at the beginning that tell the charset. */
const DECLARATION_LIMIT = 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reads one page. After an error it must not be used again. */
export class PageReader {
  #extraction;
  #generation = currentGeneration();

  /** @param {Options} options checked ones @param {"text" | "bytes"} form what will be written */
  constructor(options, form) {
    this.#extraction = callWasm(() => new Extraction(JSON.stringify(options), form === "text"));
    pageBegun();
  }

  /** @param {string} text */
  writeText(text) {
    for (let at = 0; at < text.length; ) {
      const view = inputView();
      let end = Math.min(at + view.length, text.length);
      // A character outside the BMP must not be cut in two.
      if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1)) && end - at > 1) end -= 1;
      const { read, written } = encoder.encodeInto(text.slice(at, end), view);
      this.#write(written);
      at += read;
    }
  }

  /** @param {Uint8Array} bytes */
  writeBytes(bytes) {
    for (let at = 0; at < bytes.length; ) {
      const view = inputView();
      const piece = bytes.subarray(at, at + view.length);
      view.set(piece);
      this.#write(piece.length);
      at += piece.length;
    }
  }

  /** @returns {import("./index.js").Article} */
  end() {
    const extraction = this.#extraction;
    const { json, removed, ...strings } = this.#call(() => ({
      json: extraction.end(),
      html: extraction.takeHtml(),
      text: extraction.takeText(),
      removed: extraction.takeRemoved(),
    }));
    extraction.free();
    pageEnded();
    return withRemoved(Object.assign(JSON.parse(json), strings), removed);
  }

  /** @param {number} length */
  #write(length) {
    this.#call(() => this.#extraction.write(length));
  }

  /**
   * @template T
   * @param {() => T} call
   * @returns {T}
   */
  #call(call) {
    if (this.#generation !== currentGeneration()) {
      throw new BodycopyError("INTERNAL", "reading another page failed and took this one along; read it again");
    }
    try {
      return callWasm(call);
    } catch (error) {
      if (this.#generation === currentGeneration()) {
        this.#extraction.free();
        pageEnded();
      }
      throw error;
    }
  }
}

/**
 * Half of what there is to say of a page is what was removed, and few callers look: it is read when they do.
 *
 * @param {import("./index.js").Article} article
 * @param {Uint8Array} json
 */
function withRemoved(article, json) {
  /** @type {import("./index.js").Removed[] | undefined} */
  let list;
  return Object.defineProperty(article, "removed", {
    get: () => (list ??= JSON.parse(decoder.decode(json))),
    set: (value) => {
      list = value;
    },
    enumerable: true,
    configurable: true,
  });
}

/** @param {number} unit a UTF-16 code unit */
const isHighSurrogate = (unit) => (unit & 0xfc00) === 0xd800;

/**
 * What decodes the page, if that is for the platform to do.
 *
 * @param {Uint8Array} bytes the whole page
 * @param {string | null | undefined} contentType
 * @returns {TextDecoder | undefined}
 */
export function platformDecoder(bytes, contentType) {
  const head = bytes.subarray(0, DECLARATION_LIMIT);
  inputView().set(head);
  const isAll = head.length === bytes.length;
  const label = callWasm(() => hostCharset(head.length, isAll, contentType ?? undefined));
  if (!label) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    // A charset that this platform lacks: the Rust side reads the page as if none were declared.
    return undefined;
  }
}
