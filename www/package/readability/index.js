// What every entry point of `bodycopy/readability` exports. They differ in how they come by the wasm.

import { Readability } from "./readability.js";
import { isProbablyReaderable } from "./readerable.js";

export { init, initSync } from "../engine.js";
export { BodycopyError } from "../errors.js";
export { isProbablyReaderable, Readability };
export default { isProbablyReaderable, Readability };
