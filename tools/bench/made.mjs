// Pages made for the benchmarks: an article of any size that is like a news page, and pages made to be slow.

const words =
  "the river rose again in the night and people of both banks carried sand to the old dam while rain kept falling on " +
  "fields roads and roofs so that nobody could say when water would go back where it had come from";
const list = words.split(" ");

/** @param {number} seed @param {number} count */
function sentence(seed, count) {
  const chosen = Array.from({ length: count }, (_, at) => list[(seed * 7 + at * (1 + (seed % 5))) % list.length]);
  return `${chosen[0][0].toUpperCase()}${chosen.join(" ").slice(1)}.`;
}

/** A page of about so many bytes: a menu, an article with a picture now and then, cards of other articles. @param {number} bytes */
export function articlePage(bytes) {
  const menu = Array.from({ length: 20 }, (_, at) => `<li class="menu-item"><a href="/s/${at}">Section ${at}</a></li>`);
  const parts = [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The river rose again</title></head><body>`,
    `<header><nav><ul>${menu.join("")}</ul></nav></header><main><article><h1>The river rose again</h1>`,
  ];
  let size = parts.join("").length;
  for (let at = 1; size < bytes * 0.9; at += 1) {
    const text = [0, 1, 2, 3].map((n) => sentence(at * 4 + n, 14 + ((at + n) % 9))).join(" ");
    const picture =
      at % 12 === 0
        ? `<figure><img src="/i/${at}.jpg" alt=""><figcaption>The dam, day ${at}</figcaption></figure>`
        : "";
    const part = `<p class="text" data-at="${at}">${text.replace(" and ", ' <a href="/t/and">and</a> ')}</p>\n${picture}`;
    parts.push(part);
    size += part.length;
  }
  parts.push(`</article></main><aside class="related">`);
  for (let at = 0; size < bytes - 200; at += 1) {
    const part = `<div class="card"><a href="/n/${at}"><img src="/i/n${at}.jpg" alt=""></a><h3><a href="/n/${at}">${sentence(at, 8)}</a></h3></div>\n`;
    parts.push(part);
    size += part.length;
  }
  parts.push(`</aside></body></html>`);
  return parts.join("");
}

const around = (/** @type {string} */ inside) => articlePage(20_000).replace("</article>", () => `${inside}</article>`);

/** @type {Record<string, () => string>} */
export const hostilePages = {
  "200 000 nested elements": () => around("<div>".repeat(200_000)),
  "nested formatting, unclosed": () => around("<p><b><i><font>x".repeat(50_000)),
  "one text of 4 MB": () => around(`<p>${"word ".repeat(800_000)}`),
  "one word of 4 MB": () => around(`<p>${"x".repeat(4_000_000)}`),
  "1 000 000 attributes": () =>
    around(`<p ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}=1`).join(" ")}>x</p>`),
  "1 000 000 tiny blocks": () => around("<p>x".repeat(1_000_000)),
  "300 000 links": () => around('<a href="/x?y#z">x</a> '.repeat(300_000)),
  "unclosed tags": () => around("<ul><li><table><tr><td><a href=x>".repeat(60_000)),
  "a storm of entities": () => around(`<p>${"&amp;&notin;&#x41;&ampx;".repeat(150_000)}`),
  "unknown entities": () => around(`<p>${"&abcdefghijklmnop;&&&".repeat(150_000)}`),
  "300 000 class names": () => around(`<p class="${"related share ".repeat(300_000)}">x</p>`),
  "100 000 pictures": () => around('<img src="/a.jpg" srcset="/b.jpg 2x, /c.jpg 3x">'.repeat(100_000)),
  "nested tables": () => around("<table><tr><td>x".repeat(60_000)),
  "the same paragraph": () => around(`<p>${words}, ${words}.</p>`.repeat(15_000)),
  "repeated cards": () =>
    around(
      '<div class="card"><a href="/n/1"><img src="/i.jpg"></a><h3><a href="/n/1">The dam</a></h3></div>'.repeat(30_000),
    ),
  "a comment that does not end": () => around(`<!-- ${"- ".repeat(2_000_000)}`),
  "JSON-LD of 4 MB": () =>
    `<script type="application/ld+json">${'{"@graph":[{"a":'.repeat(250_000)}</script>${around("")}`,
};
