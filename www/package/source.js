// What a caller calls a stream goes in; its pieces come out one after the other, when they are asked for.

import { BodycopyError } from "./errors.js";
import { described } from "./options.js";

/** @typedef {import("./index.js").Options} Options */

/**
 * @typedef {object} Source
 * @property {Options} known what the source says of itself
 * @property {AsyncIterator<unknown>} pieces closed by `return`
 */

/** @param {unknown} source @returns {Source} */
export function opened(source) {
  const tag = Object.prototype.toString.call(source);
  if (tag === "[object Response]") {
    const { url, headers, body, bodyUsed } = /** @type {Response} */ (source);
    if (bodyUsed) throw new BodycopyError("INVALID_INPUT", "the body of this Response has been read already");
    const contentType = headers.get("content-type") ?? undefined;
    // One that a program made of a string is given this type, whatever the string is.
    const isMade = url === "" && contentType === "text/plain;charset=UTF-8";
    const known = { url: url || undefined, contentType: isMade ? "text/html;charset=UTF-8" : contentType };
    return { known, pieces: body ? piecesOf(body) : nothing() };
  }
  if (tag === "[object Blob]" || tag === "[object File]") {
    const blob = /** @type {Blob} */ (source);
    return { known: { contentType: blob.type || undefined }, pieces: piecesOf(blob.stream()) };
  }
  if (source !== null && typeof source === "object") {
    if ("getReader" in source) return { known: {}, pieces: piecesOf(/** @type {ReadableStream} */ (source)) };
    if (Symbol.asyncIterator in source) {
      return { known: {}, pieces: /** @type {AsyncIterable<unknown>} */ (source)[Symbol.asyncIterator]() };
    }
  }
  throw new BodycopyError(
    "INVALID_INPUT",
    `a stream must be a Response, a ReadableStream, a Blob or an async iterable, not ${described(source)}`,
  );
}

async function* nothing() {}

/** Not every platform can iterate over a stream. @param {ReadableStream} stream @returns {AsyncIterator<unknown>} */
function piecesOf(stream) {
  if (stream.locked) throw new BodycopyError("INVALID_INPUT", "this stream is being read already");
  const reader = stream.getReader();
  return {
    next: () => /** @type {Promise<IteratorResult<unknown>>} */ (reader.read()),
    async return() {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}

/**
 * Takes pieces until there are no more. However it ends, the source is closed.
 *
 * @param {AsyncIterator<unknown>} pieces
 * @param {AbortSignal | undefined} signal
 */
export async function* eachPiece(pieces, signal) {
  /** @type {(reason: unknown) => void} */
  let abort = () => {};
  const aborted = new Promise((_, reject) => {
    abort = reject;
  });
  aborted.catch(() => {});
  const listener = () => abort(signal?.reason);
  signal?.addEventListener("abort", listener);
  let isOver = false;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const next = await Promise.race([pieces.next(), aborted]).catch((error) => {
        // A source that failed has ended; one that is given up has not.
        isOver = !signal?.aborted;
        throw error;
      });
      if (next.done) {
        isOver = true;
        return;
      }
      yield next.value;
    }
  } finally {
    signal?.removeEventListener("abort", listener);
    // Not awaited: a source that hangs must not keep its reader.
    if (!isOver) Promise.resolve(pieces.return?.()).catch(() => {});
  }
}
