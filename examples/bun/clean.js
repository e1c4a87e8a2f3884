// A file in, its article as Markdown out, read while it arrives.

import { extractStream, render } from "bodycopy";

const article = await extractStream(Bun.file(Bun.argv[2]).stream(), { url: "https://valley.example/news/mill" });

console.log(`# ${article.title}\n`);
console.log(render(article, "markdown"));
