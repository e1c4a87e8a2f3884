// Copy and save the article as it stands on the screen; a link to the place in the page; print.

import { render } from "bodycopy";
import { element } from "../../shared/dom.js";
import { t } from "../../shared/i18n.js";
import { addTool } from "../bar.js";
import { isWeb, whoWrote } from "../head.js";

/** @typedef {import("../reader.js").Reader} Reader */
/** @typedef {"markdown" | "html" | "text"} Format */

const FORMATS = /** @type {const} */ ({
  markdown: { label: "Markdown", type: "text/markdown", ending: "md" },
  html: { label: "Html", type: "text/html", ending: "html" },
  text: { label: "Text", type: "text/plain", ending: "txt" },
});

/** @param {Reader} reader */
export default function exporting(reader) {
  const menu = element("div", { className: "menu" });
  const panel = element("div", {}, menu);
  const add = (/** @type {string} */ label, /** @type {() => unknown} */ run) =>
    menu.append(
      element("button", { type: "button", id: `do-${label}`, onclick: () => [panel.hidePopover(), run()] }, t(label)),
    );
  const formats = /** @type {Format[]} */ (Object.keys(FORMATS));
  for (const format of formats) add(`copy${FORMATS[format].label}`, () => copy(reader, format));
  for (const format of formats) add(`save${FORMATS[format].label}`, () => save(reader, format));
  if (isWeb(reader.source.url)) {
    add("shareLink", () => put(reader, linkTo(reader), "linkCopied"));
    if ("share" in navigator) {
      add("share", () => navigator.share({ title: document.title, url: linkTo(reader) }).catch(() => {}));
    }
  }
  add("print", () => window.print());
  addTool({ id: "more", label: "more", path: "M12 15V4M8 8l4-4 4 4M5 12v7h14v-7", key: "m", panel });
}

/** @param {Reader} reader @param {Format} format */
function written(reader, format) {
  const { shown } = reader;
  const { title, publishedTime } = shown;
  const facts = [whoWrote(shown), publishedTime, reader.source.url].filter(Boolean);
  const body = render(shown, format);
  if (format === "markdown") return `# ${title}\n\n${facts.join(" · ")}\n\n${body}`;
  if (format === "text") return `${title}\n${facts.join(" · ")}\n\n${body}\n`;
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title>`;
  const top = `<h1>${escaped(title)}</h1><p>${escaped(facts.join(" · "))}</p>`;
  return `<!doctype html><html lang="${escaped(shown.lang ?? "")}" dir="${shown.dir ?? "auto"}"><head>${head}</head><body>${top}${body}</body></html>\n`;
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** @param {Reader} reader @param {Format} format */
const copy = (reader, format) => put(reader, written(reader, format), "copied");

/** @param {Reader} reader @param {string} text @param {string} message */
async function put(reader, text, message) {
  try {
    await navigator.clipboard.writeText(text);
    reader.say(t(message));
  } catch (error) {
    console.warn("bodycopy:", error);
    reader.say(t("notCopied"));
  }
}

/** @param {Reader} reader @param {Format} format */
function save(reader, format) {
  const { type, ending } = FORMATS[format];
  const name =
    reader.shown.title
      .replaceAll(/[\p{C}/\\:*?"<>|]+/gu, " ")
      .trim()
      .slice(0, 80) || "article";
  saveFile(`${name}.${ending}`, new Blob([written(reader, format)], { type: `${type};charset=utf-8` }));
}

/** @param {string} name @param {Blob} blob */
export function saveFile(name, blob) {
  const href = URL.createObjectURL(blob);
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * The page's address with a text fragment: of what is selected, else of what is at the top of the screen.
 * https://wicg.github.io/scroll-to-text-fragment/
 *
 * @param {Reader} reader
 */
function linkTo(reader) {
  const url = new URL(reader.source.url);
  url.hash = "";
  const selected = window.getSelection()?.toString().trim() ?? "";
  const part = window.scrollY > 0 ? reader.firstVisible() : null;
  const text = (selected || part?.textContent || "").replaceAll(/\s+/g, " ").trim();
  if (text === "") return url.href;
  const words = text.split(" ");
  const fragment =
    words.length > 12 ? [words.slice(0, 5), words.slice(-5)].map((end) => coded(end.join(" "))).join(",") : coded(text);
  return `${url.href}#:~:text=${fragment}`;
}

/** A hyphen, comma or ampersand has a meaning of its own in a text fragment. @param {string} text */
const coded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
