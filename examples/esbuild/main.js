// esbuild does not follow `new URL(…, import.meta.url)`, so here the wasm and the worker are named by hand.

import wasm from "bodycopy/bodycopy.wasm";
import { extract, init, toDOM } from "bodycopy/slim";
import { BodycopyWorker } from "bodycopy/worker";

const address = new URL(wasm, import.meta.url);
await init(address);
const response = await fetch("./page.html");
const html = await response.text();
const article = extract(html, { url: response.url });

const heading = document.createElement("h1");
heading.textContent = article.title;
document.querySelector("main").append(heading, toDOM(article, document));

// The same from a worker, for pages so long that reading them would be felt.
const worker = new BodycopyWorker({
  wasm: address,
  start: () => new Worker(new URL("./thread.js", import.meta.url), { type: "module" }),
});
const other = await worker.extract(html, { url: response.url });
document.documentElement.dataset.worker = other.title;
