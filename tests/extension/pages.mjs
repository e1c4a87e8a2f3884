// The pages that the extension is tried on, written for it, and a site that serves them.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { root } from "../../tools/command.mjs";
import { typeOf } from "../../tools/serve.mjs";

const WORDS =
  `The river rose in the night and by morning the lower meadow was a lake with gates standing in it. Nobody in the
village was surprised because the old people had said since the first frost that the geese were flying low. A boat was
brought from the mill and the children were taken to school in it two by two with their bags on their knees. When the water
went down again it left a line of straw on every wall and a smell of iron that stayed until the hay was cut in June.`.split(
    /\s+/,
  );

/** Sentences that differ, so that nothing counts as said twice. @param {number} at */
export function prose(at) {
  const sentences = [];
  for (let one = 0; one < 4; one += 1) {
    const start = (at * 7 + one * 13) % (WORDS.length - 24);
    const words = WORDS.slice(start, start + 14 + ((at + one) % 8)).join(" ");
    sentences.push(`In the year ${1700 + ((at * 4 + one) % 300)}, ${words.replaceAll(".", "").toLowerCase()}.`);
  }
  return sentences.join(" ");
}

const around = (/** @type {string} */ body, head = "") => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>The flood of the lower meadow</title>${head}</head><body>
<header class="masthead"><nav><ul>${["Home", "Village", "Weather", "Letters", "Archive"].map((name) => `<li><a href="/${name.toLowerCase()}">${name}</a></li>`).join("")}</ul></nav></header>
${body}
<footer><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul><p>© The Meadow Courier. All rights reserved.</p></footer>
</body></html>`;

const paragraphs = (/** @type {number} */ from, /** @type {number} */ count) =>
  Array.from({ length: count }, (_, at) => `<p>${prose(from + at)}</p>`).join("\n");

const chapters = Array.from(
  { length: 8 },
  (_, at) =>
    `<h2 id="chapter-${at + 1}">Chapter ${at + 1}: the ${["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last"][at]} day</h2>${paragraphs(at * 10, 6)}`,
).join("\n");

const article = (/** @type {string} */ inside) =>
  around(`<main><article class="story"><h1>The flood of the lower meadow</h1><p class="byline">By <a rel="author" href="/ann">Ann Miller</a></p>
<time datetime="2026-03-04T08:00:00+01:00">4 March 2026</time>${inside}</article></main>`);

/** A wide picture, as an address that needs no server. @param {number} at */
const picture = (at) => `/picture-${at}.svg`;

/** @type {Record<string, { html: string, headers?: Record<string, string> }>} */
export const PAGES = {
  "/long": { html: article(chapters) },
  "/csp": {
    html: article(paragraphs(3, 9)),
    headers: {
      "content-security-policy":
        "default-src 'none'; sandbox allow-same-origin; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  },
  "/shadow": {
    html: around(`<main><h1>The flood of the lower meadow</h1><story-body></story-body></main><script>
      const host = document.querySelector("story-body");
      const root = host.attachShadow({ mode: "open" });
      root.innerHTML = ${JSON.stringify(`<style>p { color: green }</style><div><p>${prose(41)}</p><p>${prose(42)}</p><inner-part></inner-part></div>`)};
      root.querySelector("inner-part").attachShadow({ mode: "open" }).innerHTML = ${JSON.stringify(`<p>${prose(43)}</p><p>The words in the inner shadow. ${prose(44)}</p>`)};
    </script>`),
  },
  "/scripted": {
    html: `<!doctype html><html lang="en"><title>Loading</title><div id="app">Loading…</div><script>
      document.title = "The flood of the lower meadow";
      document.getElementById("app").innerHTML = ${JSON.stringify(`<article><h1>The flood of the lower meadow</h1>${paragraphs(50, 8)}<p>Written by a script. ${prose(60)}</p></article>`)};
    </script></html>`,
  },
  "/pictures": {
    html: article(
      Array.from(
        { length: 6 },
        (_, at) =>
          `<p>${prose(at + 70)}</p><figure><img src="${picture(at)}" alt="The meadow, view ${at + 1}" width="1200" height="800"><figcaption>View ${at + 1} of the meadow from the mill.</figcaption></figure>`,
      ).join("\n") + paragraphs(80, 3),
    ),
  },
  "/notes": {
    html: article(`<p>${prose(90)} The mill stood dry<sup id="fnref1"><a href="#fn1">1</a></sup>, as it had before<sup id="fnref2"><a href="#fn2">2</a></sup>.</p>
      ${paragraphs(91, 6)}<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>The mill stands on a mound of stones. <a href="#fnref1">↩</a></p></li>
      <li id="fn2"><p>In the flood of 1784. <a href="#fnref2">↩</a></p></li></ol></section>`),
  },
  "/form": {
    html: around(`<main><h1>Sign in to the archive</h1><form><label>Name <input name="name"></label><label>Password <input type="password"></label>
      <button>Sign in</button></form><p>Forgot your password? Ask at the desk.</p><ul><li><a href="/join">Join</a></li><li><a href="/help">Help with signing in</a></li></ul></main>`),
  },
  "/heavy": {
    html: around(
      `<main><article><h1>The flood of the lower meadow</h1>${paragraphs(3, 9)}<img src="/picture-1.svg" width="800" height="500"><iframe src="/f1"></iframe>
      <iframe data-src="/f2"></iframe></article></main><script src="/s3.js"></script><script async src="/s4.js"></script>`,
      `<script src="/s1.js"></script><script>let inline</script><script src="/s2.js"></script><link rel="stylesheet" href="/a.css">
      <link href="/b.css" rel=stylesheet><link rel="icon" href="data:,">`,
    ),
  },
  "/boxes/1": { html: "" },
  "/boxes/2": { html: "" },
  "/empty": { html: "<!doctype html><title>Nothing</title>" },
  "/fast-and-slow": { html: article(chapters) },
  "/huge": { html: article(paragraphs(0, 3000)) },
};

/** Two pages of one site with the same box of links, which does not belong to the article, and a note that does. @param {number} at */
const boxes = (at) => {
  const links = ["carp", "eel", "pike"].map(
    (fish) => `<li><a href="/r/${fish}-${at}">How the village cooks ${fish} soup, part ${at}</a></li>`,
  );
  const box = `<div class="related-box more-news"><h3>Read more</h3><ul>${links.join("")}</ul></div>`;
  const note = `<div class="weather-note"><p>From the weather desk, part ${at}. ${prose(115 + at * 20)}</p></div>`;
  return article(`${paragraphs(100 + at * 20, 5)}${note}${box}${paragraphs(110 + at * 20, 5)}`);
};
PAGES["/boxes/1"].html = boxes(1);
PAGES["/boxes/2"].html = boxes(2);

/** Files of the playground that are pages too: Vietnamese, right to left, with boxes in the body. */
const EXAMPLES = join(root, "www/site/public/examples");

/** The site. @param {{ signal: AbortSignal }} options @returns {Promise<{ address: string, asked: string[] }>} */
export async function openSite({ signal }) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    asked.push(pathname);
    const page = PAGES[pathname];
    if (pathname.startsWith("/picture-")) {
      response.writeHead(200, { "content-type": "image/svg+xml" });
      response.end(
        `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"><rect width="1200" height="800" fill="#7c9a6d"/><circle cx="900" cy="200" r="90" fill="#f2d16b"/></svg>`,
      );
    } else if (pathname === "/picture.pdf") {
      response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF-1.4");
    } else if (pathname === "/fast-and-slow" && page) {
      await inPieces(response, page.html);
    } else if (page) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
    } else {
      const body = await readFile(join(EXAMPLES, pathname.replace(/^\/examples\//, ""))).catch(() => null);
      if (body === null) response.writeHead(404, { "content-type": "text/html" }).end("<h1>Not here</h1>");
      else response.writeHead(200, { "content-type": typeOf(pathname) }).end(body);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  signal.addEventListener("abort", () => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}`, asked };
}

/** Most of the page, then a pause, then the rest. @param {import("node:http").ServerResponse} response @param {string} html */
async function inPieces(response, html) {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
  const cut = Math.floor(html.length * 0.8);
  response.write(html.slice(0, cut));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  response.end(html.slice(cut));
}
