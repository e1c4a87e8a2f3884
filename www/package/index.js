// What every entry point exports. They differ in how they come by the wasm.

export { CleanPageStream } from "./clean.js";
export { toDOM } from "./dom.js";
export { init, init as default, initSync } from "./engine.js";
export { BodycopyError } from "./errors.js";
export { assess, extract, isProbablyReaderable } from "./extract.js";
export { render, restrict } from "./render.js";
export { ArticleStream, articleEvents, extractStream } from "./stream.js";
