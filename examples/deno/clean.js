// A file in, its article as Markdown out, read while it arrives. Without node_modules: import … from "npm:bodycopy".

import { extractStream, render } from "bodycopy";

const file = await Deno.open(Deno.args[0]);
const article = await extractStream(file.readable, { url: "https://valley.example/news/mill" });

console.log(`# ${article.title}\n`);
console.log(render(article, "markdown"));
