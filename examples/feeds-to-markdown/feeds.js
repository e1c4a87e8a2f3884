// Feeds in, a Markdown file for each article out: node feeds.js FOLDER FEED…
// What is there already is not fetched again, so it can be run every hour.

import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { extractStream, render } from "bodycopy";
import { XMLParser } from "fast-xml-parser";

const [folder, ...feeds] = process.argv.slice(2);
if (feeds.length === 0) {
  console.error("Usage: node feeds.js FOLDER FEED…");
  process.exit(2);
}
await mkdir(folder, { recursive: true });
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ["item", "entry", "link"].includes(name) });

for (const feed of feeds) {
  for (const address of await addresses(feed)) {
    try {
      await save(address);
    } catch (error) {
      // One page that fails does not stop the rest.
      console.error(`${address}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}

/** The pages of an RSS or Atom feed. @param {string} feed */
async function addresses(feed) {
  const response = await fetched(feed);
  const { rss, feed: atom } = parser.parse(await response.text());
  const links = rss
    ? rss.channel.item.map(({ link }) => link[0])
    : atom.entry.map(({ link }) => link.find((one) => (one["@_rel"] ?? "alternate") === "alternate")?.["@_href"]);
  return links.filter(Boolean).map((link) => new URL(link, response.url).href);
}

/** @param {string} address */
async function save(address) {
  const { hostname, pathname } = new URL(address);
  const path = join(folder, `${(hostname + pathname).replace(/[^a-z0-9.]+/gi, "-").replace(/-$/, "")}.md`);
  if (
    await access(path).then(
      () => true,
      () => false,
    )
  )
    return;
  const article = await extractStream(await fetched(address));
  const { title, publishedTime, lang } = article;
  const facts = { title, url: address, date: publishedTime, lang, authors: article.authors.map(({ name }) => name) };
  // JSON is YAML, so nothing in a title can break out of its line.
  const matter = Object.entries(facts).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  await writeFile(path, `---\n${matter.join("\n")}\n---\n\n# ${title}\n\n${render(article, "markdown")}\n`);
  console.log(path);
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}
