// One thread of the pool: a page in, its result out, one after the other.

import { parentPort, workerData } from "node:worker_threads";
import { cleanPage } from "./page.js";

parentPort?.on("message", async (page) => {
  parentPort?.postMessage(await cleanPage(page, workerData));
});
