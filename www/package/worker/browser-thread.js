// What runs in the worker of a browser, of Deno and of Bun.

import * as bodycopy from "../browser.js";
import { servant } from "./thread.js";

const take = servant(bodycopy, (answer) => postMessage(answer));
addEventListener("message", (event) => take(event.data));
