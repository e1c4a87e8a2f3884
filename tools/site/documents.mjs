// The pages of the documentation: Markdown of `docs/` and the types of the package in, parts of HTML out.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Marked } from "marked";
import { root } from "../command.mjs";
import { reference } from "./reference.mjs";

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {string} body HTML
 * @property {{ id: string, text: string, level: number }[]} headings
 */

/** Where a file of `docs/` is on the site. */
const places = /** @type {Record<string, string>} */ ({
  "api.md": "api.html",
  "element.md": "element.html",
  "streaming.md": "streaming.html",
  "assess.md": "assess.html",
  "migrating.md": "migrating.html",
  "benchmarks.md": "benchmarks.html",
  "guide.md": "guide.html",
  "speed.md": "benchmarks.html#speed",
  "quality.md": "benchmarks.html#text-and-metadata",
});

const read = (/** @type {string} */ path) => readFileSync(join(root, path), "utf8");

/** Every page by its name on the site. @returns {Record<string, () => Page>} */
export const documents = {
  "guide.html": () => page(read("docs/guide.md")),
  "api.html": () => page(`${read("docs/api.md")}\n`),
  "reference.html": () => page(reference()),
  "element.html": () => page(read("docs/element.md")),
  "streaming.html": () => page(read("docs/streaming.md")),
  "assess.html": () => page(read("docs/assess.md")),
  "migrating.html": () => page(read("docs/migrating.md")),
  "benchmarks.html": () => page([read("docs/benchmarks.md"), demoted(read("docs/speed.md")), textFigures()].join("\n")),
};

/** Pictures that the pages show, from `docs/`. */
export const pictures = ["speed.svg"];

/** @param {string} markdown a page that becomes a part of another */
const demoted = (markdown) => markdown.replace(/^#/gm, "##");

/** What `npm run quality` measured, as it stands in docs/quality.md. */
function textFigures() {
  const figures = /^## Figures\n(.*?)(?=^## )/ms.exec(read("docs/quality.md"))?.[1];
  if (figures === undefined) throw new Error("docs/quality.md has no figures");
  return `## Text and metadata\n${figures}`;
}

/** @param {string} markdown @returns {Page} */
function page(markdown) {
  /** @type {Page["headings"]} */
  const headings = [];
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        const text = html.replace(/<[^>]+>/g, "");
        const id = slug(text);
        if (depth > 1 && depth < 4) headings.push({ id, text, level: depth });
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const [path, fragment] = href.split("#");
        const there = path === "" ? "" : (places[path] ?? path);
        const isHere = /^(https?:|[\w-]+\.html($|#)|$)/.test(there) || pictures.includes(there);
        const html = this.parser.parseInline(tokens);
        // What leads to files of the repository has no place on the site.
        return isHere ? `<a href="${there}${fragment ? `#${fragment}` : ""}">${html}</a>` : html;
      },
      table(token) {
        const cells = (/** @type {any[]} */ row, /** @type {string} */ name) =>
          row
            // A column that needs no name has none.
            .map((cell) => ({ html: this.parser.parseInline(cell.tokens), tag: cell.text === "" ? "td" : name }))
            .map(({ html, tag }) => `<${tag}>${html}</${tag}>`)
            .join("");
        const rows = token.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("");
        return `<div class="wide" tabindex="0" role="group"><table><thead><tr>${cells(token.header, "th")}</tr></thead><tbody>${rows}</tbody></table></div>`;
      },
      code({ text, lang }) {
        return `<pre tabindex="0"><code class="language-${lang ?? "text"}">${escaped(text)}</code></pre>`;
      },
    },
  });
  const body = /** @type {string} */ (marked.parse(markdown));
  return { title: /^# (.+)$/m.exec(markdown)?.[1].replace(/[`<>]/g, "") ?? "bodycopy", body, headings };
}

/** As GitHub makes them, so that links in the Markdown work in both places. @param {string} text */
const slug = (text) =>
  text
    .replace(/&#?\w+;/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .trim()
    .replace(/ /g, "-");

/** @param {string} text */
export const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
