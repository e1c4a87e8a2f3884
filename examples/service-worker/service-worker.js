// Answers ./clean/… with the cleaned page at …, and keeps it for when there is no network.

import { extractStream, init, render } from "bodycopy/slim";

const store = "clean-pages-1";

/** Loaded when it is first needed: the browser stops and starts this script as it likes. */
let ready;
const load = () => (ready ??= init(new URL("./bodycopy.wasm", self.location.href)));

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const cut = pathname.indexOf("/clean/");
  if (origin === self.location.origin && cut >= 0) {
    event.respondWith(cleaned(event.request, new URL(pathname.slice(cut + 7), self.registration.scope)));
  }
});

/** @param {Request} request @param {URL} address */
async function cleaned(request, address) {
  const cache = await caches.open(store);
  try {
    const page = await fetch(address);
    if (!page.ok) return page;
    await load();
    const article = await extractStream(page);
    const response = new Response(documentOf(article), { headers: { "content-type": "text/html; charset=utf-8" } });
    await cache.put(request, response.clone());
    return response;
  } catch (error) {
    return (await cache.match(request)) ?? new Response(String(error), { status: 503 });
  }
}

/** @param {import("bodycopy").Article} article */
function documentOf(article) {
  const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const { title, lang, dir } = article;
  return `<!doctype html><html lang="${escaped(lang ?? "")}" dir="${dir ?? "auto"}"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>
    <body><h1>${escaped(title)}</h1>${render(article, "html")}</body></html>`;
}
