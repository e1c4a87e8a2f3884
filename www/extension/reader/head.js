// What stands above the text: section, headline, who wrote it and when, how long it takes, and where it is from.

import { element, listed } from "../shared/dom.js";
import { date, minutes } from "../shared/i18n.js";

/** @param {import("bodycopy").Article} article @param {string} url @returns {HTMLElement} */
export function headOf(article, url) {
  const { section = [], title, source, publishedTime, readingMinutes } = article;
  const head = element("header", {});
  if (section.length > 0) head.append(element("p", { className: "kicker" }, section.join(" › ")));
  head.append(element("h1", {}, title || hostOf(url)));
  const facts = listed(
    whoWrote(article),
    source,
    date(publishedTime ?? null),
    readingMinutes ? minutes(readingMinutes) : "",
  );
  const line = element("p", { className: "facts" }, ...facts);
  if (isWeb(url)) {
    if (line.textContent) line.append(" · ");
    line.append(element("a", { href: url, rel: "noopener noreferrer" }, hostOf(url)));
  }
  head.append(line);
  return head;
}

/** The authors' names; else the byline as the page shows it, which may hold a date as well. @param {import("bodycopy").Article} article */
export const whoWrote = ({ byline, authors = [] }) => authors.map(({ name }) => name).join(", ") || byline;

/** @param {string} url */
export const isWeb = (url) => /^https?:\/\//i.test(url);

/** @param {string} url */
export const hostOf = (url) => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : "");
