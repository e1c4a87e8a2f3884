// Registers the service worker, then goes through it: /clean/… is the page at …, cleaned.

await navigator.serviceWorker.register("./service-worker.js");
await navigator.serviceWorker.ready;
if (!navigator.serviceWorker.controller) {
  await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
}
const response = await fetch("./clean/page.html");
const page = new DOMParser().parseFromString(await response.text(), "text/html");
document.querySelector("main").append(...page.body.childNodes);
