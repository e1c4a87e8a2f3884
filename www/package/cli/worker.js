// One thread of the pool: a page in, its result out, one after the other.

import { parentPort, workerData } from "node:worker_threads";
import { initSync } from "../engine.js";
import { cleanPage } from "./page.js";

const { wasm, settings } = workerData;
initSync(wasm);
parentPort?.on("message", async (page) => {
  parentPort?.postMessage(await cleanPage(page, settings));
});
