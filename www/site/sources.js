// The ways a page comes in: dropped, chosen, pasted, fetched, or one of the examples.

import { byId } from "./screen.js";

/**
 * @typedef {object} Page
 * @property {string} name
 * @property {string | Uint8Array} content
 * @property {string} [contentType]
 * @property {string} [url]
 * @property {string} preview an address for the frame; `blob:` for what has no address of its own
 */

/** Pasted text that is a page's source rather than its words. */
const markup = /<(?:!doctype|html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|meta|span|a)\b[^>]*>/i;

/**
 * Listens on all ways in.
 *
 * @param {(page: Page) => void} read takes a page that came
 * @param {(message: string) => void} say takes what went wrong
 */
export function listen(read, say) {
  const attempt = async (/** @type {() => Page | Promise<Page>} */ give) => {
    try {
      read(await give());
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  byId("example", HTMLSelectElement).addEventListener("change", (event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    attempt(() => samePlacePage(value));
  });
  byId("file", HTMLInputElement).addEventListener("change", (event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (file) attempt(() => pageOfFile(file));
  });
  const paste = byId("paste", HTMLTextAreaElement);
  paste.addEventListener("input", () => {
    if (paste.value.trim() !== "") attempt(() => pageOfText(paste.value));
  });
  document.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    // What is pasted into another field is meant for that field.
    if (data === null || (event.target !== paste && event.target instanceof HTMLInputElement)) return;
    // A page copied from its window has markup beside its words; a page's source has only text.
    const html = data.getData("text/html");
    if (html === "" || markup.test(data.getData("text/plain"))) {
      if (event.target !== paste) attempt(() => pageOfText(data.getData("text/plain")));
      return;
    }
    event.preventDefault();
    attempt(() => pageOfText(html));
  });
  byId("source", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const address = byId("address", HTMLInputElement).value;
    say(`Fetching ${address} …`);
    attempt(() => pageAt(address));
  });
  listenForDrops((data) => {
    const file = data.files[0];
    const text = data.getData("text/html") || data.getData("text/plain");
    if (file) attempt(() => pageOfFile(file));
    else if (text !== "") attempt(() => pageOfText(text));
  });
}

/** @param {(data: DataTransfer) => void} take */
function listenForDrops(take) {
  const { classList } = document.documentElement;
  let depth = 0;
  document.addEventListener("dragenter", () => {
    depth += 1;
    // Lets the frame through to this document, or it would take the drop for itself.
    classList.add("dragging");
  });
  document.addEventListener("dragleave", () => {
    depth = Math.max(0, depth - 1);
    if (depth === 0) classList.remove("dragging");
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    classList.remove("dragging");
    if (event.dataTransfer) take(event.dataTransfer);
  });
}

/** @param {File} file @returns {Promise<Page>} */
async function pageOfFile(file) {
  const contentType = file.type || (file.name.endsWith(".txt") ? "text/plain" : "text/html");
  if (!contentType.startsWith("text/") && !contentType.includes("html")) {
    throw new Error(`${file.name} is ${contentType}, not a web page.`);
  }
  const content = new Uint8Array(await file.arrayBuffer());
  return { name: file.name, content, contentType, preview: preview(content, contentType) };
}

/** @param {string} content HTML, or the words of a page @returns {Page} */
function pageOfText(content) {
  const contentType = `${markup.test(content) ? "text/html" : "text/plain"}; charset=utf-8`;
  return { name: "Pasted page", content, contentType, preview: preview(content, contentType) };
}

/** A page on the playground's own server: an example. @param {string} path @returns {Promise<Page>} */
export async function samePlacePage(path) {
  const url = new URL(path, document.baseURI);
  if (url.origin !== location.origin) throw new Error(`${path} is not on this server.`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const content = new Uint8Array(await response.arrayBuffer());
  const contentType = response.headers.get("content-type") ?? undefined;
  // The frame is of another origin, to which the service worker gives nothing.
  const shown = navigator.onLine ? url.href : preview(content, contentType ?? "text/html");
  return { name: path.split("/").at(-1) ?? path, content, contentType, url: url.href, preview: shown };
}

/** @param {string} address @returns {Promise<Page>} */
async function pageAt(address) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    throw new Error(
      `${new URL(address).host} does not let other sites' pages fetch it. Save the page and drop it here.`,
    );
  }
  if (!response.ok) throw new Error(`${address}: HTTP ${response.status}`);
  const content = new Uint8Array(await response.arrayBuffer());
  const contentType = response.headers.get("content-type") ?? "text/html";
  return {
    name: new URL(address).host,
    content,
    contentType,
    url: response.url,
    preview: preview(content, contentType),
  };
}

/** @type {string | null} */
let lastPreview = null;

/** @param {string | Uint8Array} content @param {string} type @returns {string} good until the next call */
function preview(content, type) {
  if (lastPreview !== null) URL.revokeObjectURL(lastPreview);
  lastPreview = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (content)], { type }));
  return lastPreview;
}
