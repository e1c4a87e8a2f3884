// The playground: a page comes in (sources.js), is cleaned here, and goes to the three views of it
// (reading.js, formats.js, lists.js). Everything on the screen follows from `state`.

import * as bodycopy from "bodycopy";
import { formatted, saveAs } from "./formats.js";
import { showRelated, showRemoved } from "./lists.js";
import { showArticle } from "./reading.js";
import { byId } from "./screen.js";
import { listen, samePlacePage } from "./sources.js";

/** @typedef {import("bodycopy").Article} Article */

const state = {
  /** @type {Article | null} as first read */
  article: null,
  strictness: 0.5,
  /** @type {Set<number>} ids of blocks that were left out and that the person put back */
  restored: new Set(),
  view: "article",
};

/** The article at the strictness in force, with what was put back. @returns {Article} */
function current() {
  if (state.article === null) throw new Error("no page yet");
  const article = bodycopy.restrict(state.article, state.strictness);
  const blocks = [...article.blocks];
  const scores = [...article.scores];
  // From the end, so that the places before are not moved.
  for (const removed of article.removed.toReversed()) {
    if (!state.restored.has(removed.block.id)) continue;
    blocks.splice(removed.at, 0, removed.block);
    scores.splice(removed.at, 0, removed.score);
  }
  return { ...article, blocks, scores };
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
  state.restored.clear();
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
  if (state.view === "article") showArticle(place, article, state.restored);
  else {
    const text = document.createElement("pre");
    text.textContent = formatted(article, state.view);
    place.replaceChildren(text);
    place.removeAttribute("lang");
    place.removeAttribute("dir");
  }
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

byId("copy", HTMLButtonElement).addEventListener("click", async () => {
  if (state.article === null) return;
  const format = state.view === "article" ? "html" : state.view;
  try {
    await navigator.clipboard.writeText(formatted(current(), format));
    say(`Copied as ${format}.`);
  } catch {
    say("The browser did not let the page copy; choose a format, select the text and copy it yourself.");
  }
});

byId("save", HTMLButtonElement).addEventListener("click", () => {
  if (state.article !== null) saveAs(current(), state.view === "article" ? "html" : state.view);
});

listen(read, say);
try {
  await bodycopy.init();
  const wanted = new URLSearchParams(location.search).get("page");
  read(await samePlacePage(wanted ?? byId("example", HTMLSelectElement).value));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
}
