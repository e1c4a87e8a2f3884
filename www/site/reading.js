// The article as a person reads it, built by `toDOM`: no markup of the page is ever parsed here.

import { toDOM } from "bodycopy";
import { element } from "./screen.js";

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
  const facts = [article.byline, article.source, dateIn(article.publishedTime, lang), minutes(article, lang)];
  body.append(element("p", { className: "facts" }, facts.filter(Boolean).join(" · ")));
  // One by one, so that each can say on hover how sure it is.
  for (const [index, block] of blocks.entries()) {
    const part = element("div", { className: "block" }, toDOM({ ...article, blocks: [block] }, document));
    part.title = `${block.type}, ${Math.round(scores[index] * 100)} % sure that it belongs to the article`;
    part.style.setProperty("--sure", String(scores[index]));
    if (restored.has(block.id)) part.classList.add("restored");
    body.append(part);
  }
  place.replaceChildren(body);
  place.scrollTop = 0;
}

/** @param {string | null} time ISO 8601 @param {string | null} lang */
function dateIn(time, lang) {
  const date = new Date(time ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return time;
  return new Intl.DateTimeFormat(supported(lang), { dateStyle: "long" }).format(date);
}

/** @param {import("bodycopy").Article} article @param {string | null} lang */
function minutes({ readingMinutes }, lang) {
  if (!readingMinutes) return null;
  return new Intl.NumberFormat(supported(lang), { style: "unit", unit: "minute", unitDisplay: "long" }).format(
    readingMinutes,
  );
}

/** A page may claim any language; `Intl` throws on what is no language tag. @param {string | null} lang */
function supported(lang) {
  try {
    return Intl.getCanonicalLocales(lang ?? "en");
  } catch {
    return "en";
  }
}
