// Vite finds the wasm and the worker by itself.

import init, { extract, toDOM } from "bodycopy";
import { extract as extractInWorker } from "bodycopy/worker";

await init();
const response = await fetch("./page.html");
const html = await response.text();
const article = extract(html, { url: response.url });

const heading = document.createElement("h1");
heading.textContent = article.title;
document.querySelector("main").append(heading, toDOM(article, document));

// The same from a worker, for pages so long that reading them would be felt.
const other = await extractInWorker(html, { url: response.url });
document.documentElement.dataset.worker = other.title;
