// Keeps the files of the site. The list and the version are filled in by the build (tools/site/plugin.mjs).

/** @type {string[]} */
const files = /** @type {any} */ ("__FILES__");
const store = "bodycopy-__VERSION__";

const worker = /** @type {any} */ (globalThis);

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .open(store)
      .then((cache) => cache.addAll(files))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith("bodycopy-") && name !== store).map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  // Pages as they are now, if they can be had; what is named after its content never changes.
  const isPage = request.mode === "navigate";
  event.respondWith(isPage ? fresh(request) : kept(request));
});

/** @param {Request} request */
async function kept(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** @param {Request} request */
async function fresh(request) {
  try {
    return await fetch(request);
  } catch {
    const path = new URL(request.url).pathname;
    const name = path.endsWith("/") ? `${path}index.html` : path;
    return (await caches.match(new URL(name, request.url).href)) ?? Response.error();
  }
}
