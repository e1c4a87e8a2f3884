// Once opened, the site works without a network: a service worker keeps its files.

/** Trusted Types want every script's address to come through a policy; this one lets through a single address. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("bodycopy-site", {
  createScriptURL: (/** @type {string} */ address) => {
    if (address !== "./service-worker.js") throw new TypeError("not the site's service worker");
    return address;
  },
});

export function keepOffline() {
  // Without a build there is nothing to keep, and a kept file would hide what was changed.
  if (!(/** @type {any} */ (import.meta).env?.PROD) || !("serviceWorker" in navigator)) return;
  const address = policy?.createScriptURL("./service-worker.js") ?? "./service-worker.js";
  navigator.serviceWorker.register(address).catch(() => {
    // Private windows and pages from a file have none; all works but that.
  });
}
