// `bodycopy/worker` where there are web workers: browsers, Deno. Bundlers find the thread by the URL below.

import { WorkerClient } from "./client.js";
import { shared } from "./shared.js";

/** @typedef {import("./index.js").WorkerOptions} WorkerOptions */

/** @type {typeof import("./index.js").BodycopyWorker} */
export class BodycopyWorker extends WorkerClient {
  /** @param {WorkerOptions} [options] */
  constructor({ wasm, start } = {}) {
    super((onAnswer, onFailure) => {
      const worker = start
        ? start()
        : new Worker(new URL("./browser-thread.js", import.meta.url), { type: "module", name: "bodycopy" });
      worker.addEventListener("message", (event) => onAnswer(event.data));
      worker.addEventListener("messageerror", () => onFailure("a message could not be read"));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        onFailure(event.message || "its script could not be loaded");
      });
      // Deno's and Bun's threads keep the program alive while they have something to do.
      const { ref, unref } = /** @type {any} */ (worker);
      return {
        post: (request, transfer = []) => worker.postMessage(request, transfer),
        terminate: () => worker.terminate(),
        hold: ref && unref ? (isBusy) => (isBusy ? ref : unref).call(worker) : undefined,
      };
    }, wasm);
  }
}

export const { extract, extractStream, articleEvents, assess, render, restrict, ready, terminate } =
  shared(BodycopyWorker);
export { BodycopyError } from "../errors.js";
