// What runs in the worker of Node.

import { parentPort } from "node:worker_threads";
import * as bodycopy from "../node.js";
import { servant } from "./thread.js";

const take = servant(bodycopy, (answer) => parentPort?.postMessage(answer));
parentPort?.on("message", take);
