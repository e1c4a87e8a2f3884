// `bodycopy/worker` where threads are those of Node: Node, Bun, Deno.

import { Worker } from "node:worker_threads";
import { WorkerClient } from "./client.js";
import { shared } from "./shared.js";

/** @type {typeof import("./index.js").BodycopyWorker} */
export class BodycopyWorker extends WorkerClient {
  constructor() {
    // The thread is ready on import, as "bodycopy" is here: there is nothing to be chosen.
    super((onAnswer, onFailure) => {
      // Not the flags of the program: with some of them (`--input-type`) no thread can start.
      const worker = new Worker(new URL("./node-thread.js", import.meta.url), { name: "bodycopy", execArgv: [] });
      worker.on("message", onAnswer);
      worker.on("messageerror", (error) => onFailure(error.message));
      worker.on("error", (error) => onFailure(error.message));
      worker.unref();
      return {
        post: (request, transfer = []) => worker.postMessage(request, transfer),
        terminate: () => worker.terminate(),
        hold: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
      };
    });
  }
}

export const { extract, extractStream, articleEvents, assess, render, restrict, ready, terminate } =
  shared(BodycopyWorker);
export { BodycopyError } from "../errors.js";
