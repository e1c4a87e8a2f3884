// The article as a person reads it, built by `toDOM`: no markup of the page is ever parsed here.

import { dateIn, minutesIn } from "../package/element/facts.js";
import { element, nodesOf } from "./screen.js";

/**
 * @param {HTMLElement} place
 * @param {import("bodycopy").Article} article
 * @param {Set<number>} restored ids of the blocks that were put back
 */
export function showArticle(place, article, restored) {
  const { lang, dir, title, blocks, scores } = article;
  place.lang = lang ?? "";
  place.dir = dir ?? "auto";
  const body = element("article", { className: "reading" });
  if (article.section.length > 0) body.append(element("p", { className: "kicker" }, article.section.join(" › ")));
  if (title) body.append(element("h1", {}, title));
  const facts = [
    article.byline,
    article.source,
    dateIn(article.publishedTime, lang),
    minutesIn(article.readingMinutes, lang),
  ];
  body.append(element("p", { className: "facts" }, facts.filter(Boolean).join(" · ")));
  // One by one, so that each can say on hover how sure it is.
  for (const [index, block] of blocks.entries()) {
    const part = element("div", { className: "block" }, nodesOf(article, block));
    part.dataset.kind = block.type;
    part.dataset.score = String(scores[index]);
    part.style.setProperty("--sure", String(scores[index]));
    if (restored.has(block.id)) part.classList.add("restored");
    body.append(part);
  }
  place.replaceChildren(body);
  place.scrollTop = 0;
}

/**
 * Says what is known of a block.
 *
 * @param {HTMLElement} place @param {Element | null} block one that `showArticle` made; null for a hint
 */
export function describe(place, block) {
  if (!(block instanceof HTMLElement)) {
    place.textContent =
      "Point at a block to see its kind and how sure it is; X-ray shows also what was left out, and why.";
    return;
  }
  const sure = Math.round(Number(block.dataset.score) * 100);
  const why = block.classList.contains("restored") ? "put back by you" : "kept";
  place.replaceChildren(
    element("strong", {}, block.dataset.kind ?? ""),
    element("span", {}, `${sure} % sure that it belongs to the article`),
    element("span", {}, why),
  );
}
