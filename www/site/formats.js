// The article in the formats that a person takes away.

import { render } from "bodycopy";

/** @typedef {import("bodycopy").Article} Article */

/** @type {Record<string, { type: string, ending: string }>} */
const files = {
  html: { type: "text/html", ending: "html" },
  markdown: { type: "text/markdown", ending: "md" },
  text: { type: "text/plain", ending: "txt" },
  json: { type: "application/json", ending: "json" },
};

/** @param {Article} article @param {string} format @returns {string} */
export function formatted(article, format) {
  if (format === "html" || format === "markdown" || format === "text") return render(article, format);
  // `html` and `text` belong to `blocks`, which may have changed since the article was read.
  return JSON.stringify({ ...article, html: render(article, "html"), text: render(article, "text") }, null, 2);
}

/** @param {Article} article @param {string} format */
export function saveAs(article, format) {
  const { type, ending } = files[format];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([formatted(article, format)], { type: `${type};charset=utf-8` }));
  link.download = `${article.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "article"}.${ending}`;
  link.click();
  // Some browsers begin to read only after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
