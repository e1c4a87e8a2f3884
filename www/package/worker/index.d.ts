/**
 * The functions of "bodycopy" in a thread of their own: the same names, each as a promise.
 *
 * ```js
 * import { extract } from "bodycopy/worker";
 *
 * const article = await extract(html, { url: "https://example.org/news/rain" });
 * ```
 *
 * The thread starts with the first call. In a browser it is a module worker, which bundlers find by themselves.
 *
 * @module
 */

import type { Article, ArticleEvent, Assessment, Format, Options, StreamOptions, StreamSource } from "../index.js";

/** How a page is to be read in the worker. */
export interface WorkerExtractOptions extends Options {
  /** Gives up waiting; what is thrown is `signal.reason`. */
  signal?: AbortSignal;
  /** Moves the bytes into the worker rather than copying them: afterwards they are empty here. */
  transfer?: boolean;
}

/** How a page that arrives is to be read in the worker. */
export interface WorkerStreamOptions extends StreamOptions {}

/** How a worker is to be made. Only browsers need any of it. */
export interface WorkerOptions {
  /** The WebAssembly for the thread, if not the package's own file: its address, its bytes or a compiled module. */
  wasm?: string | URL | BufferSource | WebAssembly.Module;
  /**
   * Makes the thread, where a bundler does not understand `new Worker(new URL(…))`: its script must be a bundle of
   * `bodycopy/worker/thread`.
   */
  start?: () => Worker;
}

/**
 * A thread that reads pages. Several of them read several pages at a time.
 *
 * @example
 * const worker = new BodycopyWorker();
 * const article = await worker.extract(bytes, { transfer: true });
 * worker.terminate();
 */
export class BodycopyWorker {
  /** The thread starts with the first call. */
  constructor(options?: WorkerOptions);
  /** Starts the thread and loads the WebAssembly, so that the first page need not wait. */
  ready(): Promise<void>;
  /**
   * `extract` of "bodycopy". A `Document` is serialised here, and read there.
   *
   * @throws {BodycopyError} as "bodycopy" does; `NOT_INITIALIZED` also when the thread cannot be started
   */
  extract(html: string | Uint8Array | ArrayBuffer | Document, options?: WorkerExtractOptions): Promise<Article>;
  /**
   * `extractStream` of "bodycopy". The source is read here, a piece at a time when the thread asks for it, and each
   * piece that comes from a `Response` or `Blob` is moved, not copied.
   */
  extractStream(
    source: StreamSource,
    options?: WorkerStreamOptions & { onEvent?: (event: ArticleEvent) => void },
  ): Promise<Article>;
  /** `articleEvents` of "bodycopy". To leave the loop is to give up reading. */
  articleEvents(source: StreamSource, options?: WorkerStreamOptions): AsyncGenerator<ArticleEvent, void, void>;
  /** `assess` of "bodycopy": what kind of page it is and whether it is worth a reader, of a whole page or its beginning. */
  assess(prefixOrPage: string | Uint8Array | ArrayBuffer | Document, options?: Options): Promise<Assessment>;
  /** `render` of "bodycopy". */
  render(article: Article, format: Format): Promise<string>;
  /** `restrict` of "bodycopy". */
  restrict(article: Article, strictness: number): Promise<Article>;
  /**
   * Ends the thread at once. What was under way is rejected with an `AbortError`; the next call starts another thread.
   */
  terminate(): void;
}

/** `BodycopyWorker.extract` of a worker that all callers of this module share. */
export const extract: BodycopyWorker["extract"];
/** `BodycopyWorker.extractStream` of the shared worker. */
export const extractStream: BodycopyWorker["extractStream"];
/** `BodycopyWorker.articleEvents` of the shared worker. */
export const articleEvents: BodycopyWorker["articleEvents"];
/** `BodycopyWorker.assess` of the shared worker. */
export const assess: BodycopyWorker["assess"];
/** `BodycopyWorker.render` of the shared worker. */
export const render: BodycopyWorker["render"];
/** `BodycopyWorker.restrict` of the shared worker. */
export const restrict: BodycopyWorker["restrict"];
/** `BodycopyWorker.ready` of the shared worker. */
export const ready: BodycopyWorker["ready"];
/** `BodycopyWorker.terminate` of the shared worker. */
export const terminate: BodycopyWorker["terminate"];

export type { Article, ArticleEvent, Assessment, Format, Options, StreamOptions, StreamSource } from "../index.js";
export { BodycopyError } from "../index.js";
