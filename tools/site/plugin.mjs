// While Vite builds the playground, this adds what stands around it: the menu, the pages of the documentation, and the
// list of files that the service worker keeps.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.mjs";
import { documents, escaped, pictures } from "./documents.mjs";

/** In the order of the menu. */
const menu = [
  ["index.html", "Playground"],
  ["guide.html", "Guide"],
  ["element.html", "Element"],
  ["api.html", "API"],
  ["reference.html", "Reference"],
  ["streaming.html", "Streaming"],
  ["migrating.html", "Migrating"],
  ["benchmarks.html", "Benchmarks"],
];

/** @param {string} current */
const navigation = (current) =>
  menu
    .map(([href, name]) => `<a href="./${href}"${href === current ? ' aria-current="page"' : ""}>${name}</a>`)
    .join("\n");

/** Its entry points are `main`, `docs` and `service-worker`. @returns {import("vite").Plugin} */
export function site() {
  return {
    name: "bodycopy-site",
    apply: "build",
    enforce: "post",
    transformIndexHtml: { order: "pre", handler: (html) => html.replace("<!-- menu -->", navigation("index.html")) },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [file] : []));
      const docs = chunks.find((chunk) => chunk.name === "docs");
      const worker = chunks.find((chunk) => chunk.name === "service-worker");
      if (!docs || !worker) throw new Error("the site has no script for its documentation, or no service worker");

      const styles = Object.keys(bundle).filter((name) => /\.css$/.test(name) && !/main-/.test(name));
      const template = readFileSync(join(root, "tools/site/page.html"), "utf8");
      for (const [fileName, make] of Object.entries(documents)) {
        const { title, body, headings } = make();
        const contents = headings.map(
          ({ id, text, level }) => `<li class="level-${level}"><a href="#${id}">${text}</a></li>`,
        );
        const parts = /** @type {Record<string, string>} */ ({
          title: escaped(title),
          menu: navigation(fileName),
          contents: contents.join("\n"),
          body,
          style: styles.map((name) => `<link rel="stylesheet" href="./${name}" />`).join("\n"),
          script: `<script type="module" src="./${docs.fileName}"></script>`,
        });
        const source = template.replace(/<!-- (\w+) -->/g, (_, name) => parts[name]);
        this.emitFile({ type: "asset", fileName, source });
      }

      for (const fileName of pictures) {
        this.emitFile({ type: "asset", fileName, source: readFileSync(join(root, "docs", fileName)) });
      }

      const kept = [...Object.keys(bundle), ...Object.keys(documents), ...pictures, ...publicFiles()];
      const files = [...new Set(kept)].filter((name) => name !== worker.fileName && !name.endsWith(".map")).sort();
      // The names of scripts and styles hold a digest of what is in them; of the pages this is one.
      const pages = Object.values(bundle).map((file) => (file.type === "asset" ? file.source : file.code));
      const version = createHash("sha256").update(files.join()).update(pages.join()).digest("hex").slice(0, 12);
      worker.code = worker.code
        .replace(/(["'`])__FILES__\1/, JSON.stringify(files.map((name) => `./${name}`)))
        .replace("__VERSION__", version);
    },
  };
}

/** What Vite copies as it is. */
function publicFiles() {
  const folder = join(root, "www/site/public");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
}
