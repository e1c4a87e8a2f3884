// The one wasm instance: loads it, calls it, and replaces it after a trap.
//
// Rust reports an error of the caller's by throwing the string `CODE\nmessage`. Anything else that is thrown is a
// trap (a panic, no memory, no stack). What a trapped instance has in its memory cannot be trusted, so a new
// one is made of the same module, and the next page is read as if nothing had been.

import { __wasm, __wbg_reset_state, inputBuffer, inputBufferSize, initSync as start } from "../../dist/bindings.js";
import { BodycopyError } from "./errors.js";
import { described } from "./options.js";

/** @typedef {import("./index.js").InitSource} InitSource */
/** @typedef {import("./index.js").InitModule} InitModule */

/** @type {(() => InitSource) | undefined} */
let findWasm;
/** @type {Promise<void> | undefined} */
let loading;
/** Counts the instances; what belongs to one is of no use to the next. */
let generation = 0;

/** Says where `init()` finds the wasm when its caller does not. @param {() => InitSource} find */
export function setDefaultSource(find) {
  findWasm = find;
}

/** @returns {boolean} */
export const isReady = () => __wasm !== undefined;

/** @type {typeof import("./index.js").init} */
export async function init(source) {
  if (isReady()) return;
  loading ??= load(source).finally(() => {
    loading = undefined;
  });
  return loading;
}

/** @type {typeof import("./index.js").initSync} */
export function initSync(source) {
  if (isReady()) return;
  const given = unwrapped(source, "module");
  try {
    start({ module: given instanceof WebAssembly.Module ? given : new WebAssembly.Module(bytesOf(given)) });
  } catch (error) {
    throw notLoaded(error);
  }
}

/** @param {InitSource | undefined} source */
async function load(source) {
  let given = unwrapped(source, "module_or_path") ?? findWasm?.();
  if (given === undefined) {
    throw new BodycopyError(
      "NOT_INITIALIZED",
      "this entry point of bodycopy does not know where its WebAssembly is: give it to init(), " +
        'for example init(new URL("bodycopy/bodycopy.wasm", import.meta.url))',
    );
  }
  try {
    given = await given;
    if (typeof given === "string" || given instanceof URL || isA(given, "Request")) {
      given = await fetch(/** @type {string | URL | Request} */ (given));
    }
    start({ module: await compiled(given) });
  } catch (error) {
    throw notLoaded(error);
  }
}

/** @param {unknown} given @returns {Promise<WebAssembly.Module>} */
async function compiled(given) {
  if (given instanceof WebAssembly.Module) return given;
  if (!isA(given, "Response")) return WebAssembly.compile(bytesOf(given));
  const response = /** @type {Response} */ (given);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status} ${response.statusText}`);
  const isNamedWasm = /^application\/wasm\b/i.test(response.headers.get("content-type") ?? "");
  // Browsers compile a stream only under the right content type; many servers do not give it.
  return isNamedWasm && WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {any} source @param {string} key @returns {any} */
function unwrapped(source, key) {
  return source !== null && typeof source === "object" && Object.hasOwn(source, key) ? source[key] : source;
}

/** @param {unknown} given @returns {BufferSource} */
function bytesOf(given) {
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return /** @type {BufferSource} */ (given);
  throw new BodycopyError(
    "INVALID_INPUT",
    `the WebAssembly must be given as a URL, a Response, bytes or a WebAssembly.Module, not as ${described(given)}`,
  );
}

/** Objects of another realm, or of a polyfill, count as well. @param {unknown} value @param {string} name */
const isA = (value, name) => Object.prototype.toString.call(value) === `[object ${name}]`;

/** @param {unknown} error @returns {BodycopyError} */
function notLoaded(error) {
  if (error instanceof BodycopyError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new BodycopyError("NOT_INITIALIZED", `bodycopy's WebAssembly could not be loaded: ${reason}`, {
    cause: error,
  });
}

/** Throws if the wasm is not loaded yet. */
export function assertReady() {
  if (!isReady()) {
    throw new BodycopyError(
      "NOT_INITIALIZED",
      'the WebAssembly of bodycopy is not loaded yet: call `await init()` once before (import init from "bodycopy")',
    );
  }
}

/**
 * Calls into the wasm. All that it throws is a `BodycopyError`.
 *
 * @template T
 * @param {() => T} call nothing but calls of the bindings
 * @returns {T}
 */
export function callWasm(call) {
  try {
    return call();
  } catch (error) {
    if (typeof error === "string") {
      const cut = error.indexOf("\n");
      const code = /** @type {import("./index.js").ErrorCode} */ (error.slice(0, cut));
      throw new BodycopyError(code, error.slice(cut + 1));
    }
    replaceInstance();
    const reason = error instanceof Error ? error.message : String(error);
    throw new BodycopyError("INTERNAL", `bodycopy failed on this page, please report it: ${reason}`, { cause: error });
  }
}

function replaceInstance() {
  generation += 1;
  readers = 0;
  __wbg_reset_state();
}

/** Pages that are being read. */
let readers = 0;
/** What the memory may keep of a large page, in bytes: wasm memory grows, but never shrinks. */
const MEMORY_KEPT = 64 * 2 ** 20;

/** To be called when a page is begun. */
export function pageBegun() {
  readers += 1;
}

/** To be called when a page of this instance is done with, however it ended. */
export function pageEnded() {
  readers -= 1;
  if (readers === 0 && __wasm && __wasm.memory.buffer.byteLength > MEMORY_KEPT) replaceInstance();
}

/** Which instance this is: what was made by another must not be used. @returns {number} */
export const currentGeneration = () => generation;

let input = new Uint8Array();

/** The buffer in wasm memory that input goes through. Not to be kept: memory that grows leaves it behind. */
export function inputView() {
  const { memory } = /** @type {NonNullable<typeof __wasm>} */ (__wasm);
  if (input.buffer !== memory.buffer) {
    // The first call makes the buffer, for which the memory may have to grow.
    const at = inputBuffer();
    input = new Uint8Array(memory.buffer, at, inputBufferSize());
  }
  return input;
}
