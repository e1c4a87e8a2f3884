// The playground: a page comes in (sources.js), is cleaned here, and goes to the views of it (reading.js, xray.js,
// arriving.js, formats.js, lists.js). Everything on the screen follows from `state`.

import * as bodycopy from "bodycopy";
import "./base.css";
import "./style.css";
import { withRestored } from "../package/element/restored.js";
import { Arrival } from "./arriving.js";
import { formatted, saveAs } from "./formats.js";
import { showRelated, showRemoved } from "./lists.js";
import { keepOffline } from "./offline.js";
import { describe, showArticle } from "./reading.js";
import { byId } from "./screen.js";
import { listen, samePlacePage } from "./sources.js";
import { showXray } from "./xray.js";

/** @typedef {import("bodycopy").Article} Article */

const state = {
  /** @type {Article | null} as first read */
  article: null,
  strictness: 0.5,
  /** @type {Set<number>} ids of blocks that were left out and that the person put back */
  restored: new Set(),
  view: "article",
  /** @type {import("./sources.js").Page | null} */
  page: null,
};
const arrival = new Arrival();

/** The article at the strictness in force, with what was put back. @returns {Article} */
function current() {
  if (state.article === null) throw new Error("no page yet");
  return withRestored(bodycopy.restrict(state.article, state.strictness), state.restored);
}

/** @param {import("./sources.js").Page} page */
function read(page) {
  const { content, url, contentType } = page;
  const start = performance.now();
  try {
    state.article = bodycopy.extract(content, { url, contentType });
  } catch (error) {
    say(`${page.name}: ${error instanceof Error ? error.message : error}`);
    return;
  }
  const took = performance.now() - start;
  byId("article", HTMLElement).dataset.view = "";
  state.restored.clear();
  state.page = page;
  byId("page", HTMLIFrameElement).src = page.preview;
  show();

  const size = typeof content === "string" ? new TextEncoder().encode(content).length : content.byteLength;
  const { blocks, removed, removedMore, readable, related } = state.article;
  const verdict = readable ? "" : "No article was found; this is the readable text of the page. ";
  say(
    `${verdict}${page.name}: ${(size / 1000).toFixed(1)} kB read in ${took.toFixed(1)} ms. ` +
      `${blocks.length} blocks kept, ${removed.length + removedMore} left out, ${related.length} related.`,
  );
}

function show() {
  const article = current();
  const place = byId("article", HTMLElement);
  const inspector = byId("inspector", HTMLElement);
  inspector.hidden = state.view !== "article";
  if (state.view !== "arriving") arrival.stop();
  if (state.view === "article") {
    showArticle(place, article, state.restored);
    describe(inspector, null);
  } else if (state.view === "xray") showXray(place, article, state.restored);
  else if (state.view === "arriving") {
    // It plays from the beginning when it is chosen, not when something beside it changes.
    if (place.dataset.view !== "arriving" && state.page) arrival.show(place, state.page);
  } else {
    const text = document.createElement("pre");
    text.textContent = formatted(article, state.view);
    place.replaceChildren(text);
    place.removeAttribute("lang");
    place.removeAttribute("dir");
  }
  place.dataset.view = state.view;
  showRemoved(byId("removed", HTMLElement), article, state.restored, (id) => {
    if (!state.restored.delete(id)) state.restored.add(id);
    show();
  });
  showRelated(byId("related", HTMLElement), article);
}

/** @param {string} message */
function say(message) {
  byId("status", HTMLElement).textContent = message;
}

byId("views", HTMLElement).addEventListener("change", (event) => {
  state.view = /** @type {HTMLInputElement} */ (event.target).value;
  if (state.article !== null) show();
});

byId("strictness", HTMLInputElement).addEventListener("input", (event) => {
  state.strictness = /** @type {HTMLInputElement} */ (event.target).valueAsNumber;
  byId("strictness-shown", HTMLOutputElement).value = state.strictness.toFixed(2);
  if (state.article !== null) show();
});

/** The format to copy or save: the one that is shown, or HTML where none is. */
const takenAway = () => (["article", "xray", "arriving"].includes(state.view) ? "html" : state.view);

for (const type of ["pointerover", "focusin", "pointerleave"]) {
  byId("article", HTMLElement).addEventListener(type, (event) => {
    const block = event.target instanceof Element ? event.target.closest(".block") : null;
    if (state.view === "article") describe(byId("inspector", HTMLElement), block);
  });
}

byId("copy", HTMLButtonElement).addEventListener("click", async () => {
  if (state.article === null) return;
  const format = takenAway();
  try {
    await navigator.clipboard.writeText(formatted(current(), format));
    say(`Copied as ${format}.`);
  } catch {
    say("The browser did not let the page copy; choose a format, select the text and copy it yourself.");
  }
});

byId("save", HTMLButtonElement).addEventListener("click", () => {
  if (state.article !== null) saveAs(current(), takenAway());
});

listen(read, say);
try {
  await bodycopy.init();
  const wanted = new URLSearchParams(location.search).get("page");
  const example = byId("example", HTMLSelectElement);
  // A page that is none of the examples leaves the field empty.
  if (wanted !== null) example.value = wanted;
  read(await samePlacePage(wanted ?? example.value));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
}
keepOffline();
