// A page goes in, as text or bytes in any pieces; its article comes out, its events, or what can be said of it so far.
//
// The pieces pass through one small buffer in wasm memory, so that the page is never there as a whole. Bytes in a
// charset that the Rust side leaves to the platform are decoded by `TextDecoder` on their way.

import { Extraction, hostCharset } from "../../dist/bindings.js";
import { callWasm, currentGeneration, inputView, pageBegun, pageEnded } from "./engine.js";
import { BodycopyError } from "./errors.js";

/** @typedef {import("./index.js").Options} Options */
/** @typedef {import("./index.js").ArticleEvent} ArticleEvent */

/**
 * What is wanted of a page besides its article.
 *
 * @typedef {object} Outlet
 * @property {(event: ArticleEvent) => void} [onEvent] what takes the events; without it there are none
 * @property {{ drop: number, keepScripts: boolean, onBytes: (bytes: Uint8Array) => void }} [clean] what is to go from the
 *   page, and what takes the rest
 */

/** Bytes at the beginning that tell the charset. */
export const DECLARATION_LIMIT = 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Pages that were begun and left lying. Their memory is freed by the bindings; here they are only counted out. */
const forgotten = new FinalizationRegistry((/** @type {number} */ generation) => {
  if (generation === currentGeneration()) pageEnded();
});

/** Reads one page. After an error it must not be used again. */
export class PageReader {
  #extraction;
  #generation = currentGeneration();
  #onEvent;
  #onBytes;
  #isOver = false;

  /**
   * @param {Options} options checked ones
   * @param {"text" | "bytes"} form what will be written
   * @param {Outlet} [outlet]
   */
  constructor(options, form, { onEvent, clean } = {}) {
    this.#onEvent = onEvent;
    this.#onBytes = clean?.onBytes;
    const json = JSON.stringify(options);
    const isText = form === "text";
    this.#extraction = callWasm(() =>
      clean
        ? Extraction.cleaning(json, isText, clean.drop, clean.keepScripts)
        : new Extraction(json, isText, onEvent !== undefined),
    );
    pageBegun();
    if (onEvent || clean) forgotten.register(this, this.#generation, this);
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
    const { cleaned, events, removed, json, ...strings } = this.#call(() => {
      extraction.end();
      // In this order: each is gone from wasm memory before the next is made.
      return {
        cleaned: this.#onBytes && extraction.takeCleaned(),
        events: extraction.takeEvents(),
        text: extraction.takeText(),
        html: extraction.takeHtml(),
        removed: extraction.takeRemoved(),
        json: extraction.takeRest(),
      };
    });
    this.free();
    if (cleaned?.length) this.#onBytes?.(cleaned);
    const article = withRemoved(Object.assign(JSON.parse(json), strings), removed);
    this.#tell(events);
    this.#onEvent?.({ type: "article", article });
    return article;
  }

  /** Ends the page without its article. @returns {import("./index.js").Assessment} */
  assess() {
    const json = this.#call(() => this.#extraction.assessAll());
    this.free();
    return JSON.parse(json);
  }

  /** Gives up. May be called at any time, more than once. */
  free() {
    if (this.#isOver || this.#generation !== currentGeneration()) return;
    this.#isOver = true;
    this.#extraction.free();
    forgotten.unregister(this);
    pageEnded();
  }

  /** @param {number} length */
  #write(length) {
    const extraction = this.#extraction;
    this.#tell(this.#call(() => extraction.write(length)));
    if (!this.#onBytes) return;
    const cleaned = this.#call(() => extraction.takeCleaned());
    if (cleaned.length > 0) this.#onBytes(cleaned);
  }

  /** @param {string | undefined} events as JSON */
  #tell(events) {
    if (events !== undefined) for (const event of JSON.parse(events)) this.#onEvent?.(event);
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
      this.free();
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
export const isHighSurrogate = (unit) => (unit & 0xfc00) === 0xd800;

/**
 * What decodes the page, if that is for the platform to do.
 *
 * @param {Uint8Array} head the first `DECLARATION_LIMIT` bytes
 * @param {boolean} isAll whether they are the whole page
 * @param {string | null | undefined} contentType
 * @returns {TextDecoder | undefined}
 */
export function platformDecoder(head, isAll, contentType) {
  inputView().set(head);
  const label = callWasm(() => hostCharset(head.length, isAll, contentType ?? undefined));
  if (!label) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    // A charset that this platform lacks: the Rust side reads the page as if none were declared.
    return undefined;
  }
}
