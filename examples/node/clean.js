// A file in, its article as Markdown out. In Node, Bun and Deno the package is ready on import.

import { readFile } from "node:fs/promises";
import { extract, render } from "bodycopy";

const [file] = process.argv.slice(2);
const article = extract(await readFile(file), { url: "https://valley.example/news/mill" });

console.log(`# ${article.title}\n`);
console.log(render(article, "markdown"));
console.error(`${article.wordCount} words; left out: ${article.removed.map(({ kind }) => kind).join(", ")}`);
