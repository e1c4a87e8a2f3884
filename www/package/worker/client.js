// The near side of the worker: calls go out as messages, answers come back as promises. Pages are read in the thread
// (thread.js), so that a long one never holds up what a person is looking at.
//
// How a thread is started differs from platform to platform; that is all browser.js and node.js add.

import { BodycopyError } from "../errors.js";
import { plainPage } from "../extract.js";
import { checkedOptions, described } from "../options.js";
import { eachPiece, opened } from "../source.js";
import { Inbox } from "./inbox.js";

/** @typedef {import("../index.js").Article} Article */
/** @typedef {import("../index.js").ArticleEvent} ArticleEvent */
/** @typedef {import("./index.js").WorkerStreamOptions} StreamOptions */
/** @typedef {import("./messages.js").Answer} Answer */
/** @typedef {import("./messages.js").Request} Request */

/**
 * A thread that runs, whatever the platform calls it.
 *
 * @typedef {object} Thread
 * @property {(request: Request, transfer?: ArrayBuffer[]) => void} post
 * @property {() => void} terminate
 * @property {(isBusy: boolean) => void} [hold] a thread with nothing to do must not keep the program alive
 */

/** @typedef {(onAnswer: (answer: Answer) => void, onFailure: (reason: string) => void) => Thread} StartThread */

/** The methods are those of "bodycopy", as promises. */
export class WorkerClient {
  #startThread;
  #wasm;
  /** @type {Thread | undefined} */
  #thread;
  /** @type {Map<number, Inbox<Answer>>} */
  #calls = new Map();
  #lastId = 0;

  /** @param {StartThread} startThread @param {import("./index.js").WorkerOptions["wasm"]} [wasm] */
  constructor(startThread, wasm) {
    this.#startThread = startThread;
    this.#wasm = wasm;
  }

  /** @type {import("./index.js").BodycopyWorker["extract"]} */
  async extract(html, options) {
    const { signal, transfer } = own(options, ["signal", "transfer"]);
    const { page, options: checked } = plainPage(html, checkedOptions(options, ["signal", "transfer"]));
    const given = transfer && typeof page !== "string" ? detachable(page) : page;
    const moved = transfer && typeof given !== "string" ? [/** @type {ArrayBuffer} */ (given.buffer)] : [];
    return this.#call("extract", [given, checked], signal, moved);
  }

  /** @type {import("./index.js").BodycopyWorker["extractStream"]} */
  async extractStream(source, options) {
    const { onEvent } = own(options, ["onEvent"]);
    if (onEvent !== undefined && typeof onEvent !== "function") {
      throw new BodycopyError("INVALID_OPTION", `option \`onEvent\` must be a function, not ${described(onEvent)}`);
    }
    for await (const event of this.#events(source, options, ["signal", "onEvent"], onEvent !== undefined)) {
      onEvent?.(event);
      if (event.type === "article") return event.article;
    }
    throw new BodycopyError("INTERNAL", "the worker ended without an article");
  }

  /** @type {import("./index.js").BodycopyWorker["articleEvents"]} */
  articleEvents(source, options) {
    return this.#events(source, options, ["signal"], true);
  }

  /** @type {import("./index.js").BodycopyWorker["assess"]} */
  async assess(prefixOrPage, options) {
    const { page, options: checked } = plainPage(prefixOrPage, checkedOptions(options));
    return this.#call("assess", [page, checked]);
  }

  /** @type {import("./index.js").BodycopyWorker["render"]} */
  async render(article, format) {
    return this.#call("render", [article, format]);
  }

  /** @type {import("./index.js").BodycopyWorker["restrict"]} */
  async restrict(article, strictness) {
    return this.#call("restrict", [article, strictness]);
  }

  /** @type {import("./index.js").BodycopyWorker["ready"]} */
  async ready() {
    await this.#call("ready", []);
  }

  terminate() {
    this.#end(new DOMException("the worker was terminated", "AbortError"));
  }

  [Symbol.dispose ?? Symbol("dispose")]() {
    this.terminate();
  }

  /**
   * @param {import("./messages.js").Name} name @param {unknown[]} args @param {AbortSignal} [signal]
   * @param {ArrayBuffer[]} [transfer]
   * @returns {Promise<any>}
   */
  async #call(name, args, signal, transfer) {
    const { id, inbox, close } = this.#open(signal);
    try {
      this.#post({ id, name, args }, transfer);
      const answer = await inbox.next();
      return "result" in answer ? answer.result : undefined;
    } finally {
      close();
    }
  }

  /**
   * @param {import("../index.js").StreamSource} source @param {StreamOptions | undefined} options
   * @param {string[]} others options that are no concern of the page's
   * @param {boolean} wantsEvents
   * @returns {AsyncGenerator<ArticleEvent, void, void>}
   */
  async *#events(source, options, others, wantsEvents) {
    const { signal } = own(options, ["signal"]);
    const checked = checkedOptions(options, others);
    assertGoing(signal);
    const { known, pieces } = opened(source);
    const mayMove = isOurs(source);
    const { id, inbox, close } = this.#open(signal);
    const reading = eachPiece(pieces, signal);
    let isOver = false;
    try {
      this.#post({ id, name: "stream", args: [{ ...known, ...checked }, wantsEvents] });
      for (;;) {
        const answer = await inbox.next();
        if ("event" in answer) yield answer.event;
        else if ("more" in answer) {
          const { done, value } = await reading.next();
          this.#post({ id, piece: done ? null : value }, mayMove && !done ? wholeBuffer(value) : []);
        } else {
          isOver = true;
          if ("result" in answer) yield { type: "article", article: /** @type {Article} */ (answer.result) };
          return;
        }
      }
    } finally {
      close();
      if (!isOver) this.#thread?.post({ id, gaveUp: true });
      await reading.return();
      // An iterator that was never asked for a piece does not close what it stands on.
      if (!isOver) Promise.resolve(pieces.return?.()).catch(() => {});
    }
  }

  /** A call's place for answers. @param {AbortSignal} [signal] */
  #open(signal) {
    assertGoing(signal);
    this.#lastId += 1;
    const id = this.#lastId;
    /** @type {Inbox<Answer>} */
    const inbox = new Inbox();
    const abort = () => inbox.fail(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    this.#calls.set(id, inbox);
    const close = () => {
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(id);
      if (this.#calls.size === 0) this.#thread?.hold?.(false);
    };
    return { id, inbox, close };
  }

  /** @param {Request} request @param {ArrayBuffer[]} [transfer] */
  #post(request, transfer) {
    const thread = this.#started();
    thread.hold?.(true);
    try {
      thread.post(request, transfer);
    } catch (error) {
      throw new BodycopyError("INVALID_INPUT", `this cannot be sent to a worker: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  #started() {
    if (this.#thread) return this.#thread;
    try {
      this.#thread = this.#startThread(
        (answer) => this.#take(answer),
        (reason) => this.#end(notStarted(reason)),
      );
    } catch (error) {
      throw notStarted(messageOf(error), error);
    }
    if (this.#wasm !== undefined) this.#thread.post({ wasm: sendable(this.#wasm) });
    return this.#thread;
  }

  /** @param {Answer} answer to a call that may have been given up since */
  #take(answer) {
    const inbox = this.#calls.get(answer.id);
    if (inbox === undefined && "more" in answer) this.#thread?.post({ id: answer.id, gaveUp: true });
    if ("error" in answer) inbox?.fail(new BodycopyError(answer.error.code, answer.error.message));
    else inbox?.put(answer);
  }

  /** @param {unknown} reason why all calls that wait have failed; the next call starts another thread */
  #end(reason) {
    this.#thread?.terminate();
    this.#thread = undefined;
    for (const inbox of this.#calls.values()) inbox.fail(reason);
  }
}

/** @param {AbortSignal | undefined} signal */
function assertGoing(signal) {
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    throw new BodycopyError("INVALID_OPTION", `option \`signal\` must be an AbortSignal, not ${described(signal)}`);
  }
  signal?.throwIfAborted();
}

/** Options as they were given, before anything is known of their types. @param {any} options @param {string[]} names */
function own(options, names) {
  /** @type {Record<string, any>} */
  const picked = {};
  if (options !== null && typeof options === "object") for (const name of names) picked[name] = options[name];
  return picked;
}

/** Pieces of a Response or Blob are nobody else's. @param {unknown} source */
const isOurs = (source) => /^\[object (Response|Blob|File)\]$/.test(Object.prototype.toString.call(source));

/** Bytes whose buffer can be moved without taking along what else lies in it. @param {Uint8Array} bytes */
const detachable = (bytes) => (wholeBuffer(bytes).length > 0 ? bytes : bytes.slice());

/** The buffer of bytes, if they are all of it. @param {unknown} piece @returns {ArrayBuffer[]} */
function wholeBuffer(piece) {
  if (!ArrayBuffer.isView(piece) || piece.byteLength !== piece.buffer.byteLength) return [];
  return piece.buffer instanceof ArrayBuffer ? [piece.buffer] : [];
}

/** @param {unknown} wasm */
const sendable = (wasm) => (wasm instanceof URL ? wasm.href : wasm);

/** @param {string} reason @param {unknown} [cause] */
const notStarted = (reason, cause) =>
  new BodycopyError("NOT_INITIALIZED", `the worker of bodycopy could not run: ${reason}`, { cause });

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error || error instanceof DOMException ? error.message : String(error));
