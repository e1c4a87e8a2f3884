// Many pages on many cores. Results come in the order of the pages, whichever is done first, so that the output of a
// run does not depend on the machine; only so many are begun ahead of the one awaited that memory stays flat.

import { Worker } from "node:worker_threads";
import { initSync } from "../engine.js";
import { compiled } from "./compile.js";
import { cleanPage, pageEvents } from "./page.js";

/**
 * @typedef {import("./inputs.js").Page} Page
 * @typedef {import("./page.js").Settings} Settings
 * @typedef {import("./page.js").Result} Result
 */

/** Pages begun ahead, for each worker. */
const ahead = 16;

/** @param {Page[]} pages @param {Settings} settings @param {number} jobs @returns {AsyncGenerator<Result>} */
export async function* cleanAll(pages, settings, jobs) {
  const wasm = compiled(pages.length);
  initSync(wasm);
  if (settings.events) {
    for (const page of pages) yield* pageEvents(page, settings);
    return;
  }
  // Standard input belongs to the main thread.
  const workers = Math.min(jobs, pages.filter((page) => page.kind !== "stdin").length);
  if (workers <= 1) {
    for (const page of pages) yield await cleanPage(page, settings);
    return;
  }
  const pool = new Pool(workers, { wasm, settings });
  try {
    /** @type {Promise<Result>[]} */
    const begun = [];
    for (let index = 0; index < pages.length; index += 1) {
      while (begun.length < pages.length && begun.length < index + workers * ahead) {
        const page = pages[begun.length];
        begun.push(page.kind === "stdin" ? cleanPage(page, settings) : pool.clean(page));
      }
      yield await begun[index];
      // What has been handed on need not be kept.
      delete begun[index];
    }
  } finally {
    await pool.close();
  }
}

/** @typedef {{ page: Page, resolve: (result: Result) => void }} Task */

class Pool {
  /** @type {Task[]} */
  #waiting = [];
  /** @type {Map<Worker, Task | null>} */
  #workers = new Map();
  #size;
  #workerData;

  /** @param {number} size @param {{ wasm: WebAssembly.Module, settings: Settings }} workerData */
  constructor(size, workerData) {
    this.#size = size;
    this.#workerData = workerData;
  }

  /** @param {Page} page @returns {Promise<Result>} */
  clean(page) {
    return new Promise((resolve) => {
      this.#waiting.push({ page, resolve });
      if (this.#workers.size < this.#size) this.#hire();
      for (const [worker, task] of this.#workers) if (task === null) this.#next(worker);
    });
  }

  async close() {
    await Promise.all([...this.#workers.keys()].map((worker) => worker.terminate()));
  }

  #hire() {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: this.#workerData });
    this.#workers.set(worker, null);
    worker.on("message", (/** @type {Result} */ result) => {
      this.#workers.get(worker)?.resolve(result);
      this.#next(worker);
    });
    // A thread that died (out of memory) takes its page with it, and no other.
    worker.on("error", (error) => {
      const task = this.#workers.get(worker);
      this.#workers.delete(worker);
      task?.resolve({ output: "", notes: [], error: `${task.page.name}: ${error.message}` });
      if (this.#waiting.length > 0) this.#hire();
    });
    this.#next(worker);
  }

  /** @param {Worker} worker */
  #next(worker) {
    const task = this.#waiting.shift() ?? null;
    this.#workers.set(worker, task);
    if (task !== null) worker.postMessage(task.page);
  }
}
