// Hostile pages and hostile articles, shown in a real browser in every way that the documentation names: nothing runs,
// nothing loads but pictures, nothing but allowed elements and attributes stands there.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { articleOf, Generator } from "../common/articles.mjs";
import { browserName } from "./browser.mjs";
import { openWitnessed } from "./witness.mjs";

const blank = "tests/browser/blank.html";
const collections = new URL("../../../shared/security/", import.meta.url);
const names = [
  "dompurify-expect",
  "ammonia-tests",
  "h5sc-items",
  "h5sc-vectors",
  "owasp-filter-evasion",
  "payloadbox",
  "mxss",
];

/** @returns {string[] | null} */
function readPayloads() {
  if (!existsSync(collections)) return null;
  return names.flatMap((name) =>
    JSON.parse(readFileSync(new URL(`${name}.json`, collections), "utf8")).map(
      (/** @type {{ payload: string }} */ record) => record.payload,
    ),
  );
}

/** Pages and articles shown at a time. */
const batch = 50;
/** The drop-in is given parsed pages, whose own styles and handlers are reported, too. */
const ofParsedPage = /"source-file":"[^"]*\/parsed-page\.mjs"|"effective-directive":"style-src/;
/** The drop-in writes as `extract` does: it is given one payload in this many; all of them with `ALL_PAYLOADS=1`. */
const step = process.env.ALL_PAYLOADS ? 1 : 4;
/** Of the collections one payload in this many is tried, each by the same place in every run; all with `ALL_PAYLOADS=1`. */
const sample = process.env.ALL_PAYLOADS ? 1 : 10;
/** Faults of a kind that a failure prints. */
const few = 5;

/**
 * Shows what the payloads give and tells what is wrong with what stands in the page; and the hosts of its pictures.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {{ articles?: object[], pages?: string[] }} given ready articles, or pages to extract them from
 * @returns {Promise<{ faults: string[], pictureHosts: string[] }>}
 */
const shown = (page, given) =>
  page.evaluate(
    async ({ articles = [], pages = [], step }) => {
      const [entry, dropin] = ["/www/package/browser.js", "/www/package/readability/browser.js"];
      const parser = "/tests/browser/parsed-page.mjs";
      const { parsedPage } = await import(parser);
      const { default: init, extract, render, restrict, toDOM } = await import(entry);
      const { Readability } = await import(dropin);
      await init();
      const inline = document.createElement("div");
      const nodes = document.createElement("div");
      const all = [
        // What is forged is also moved to another strictness, which must not let more through.
        ...articles.flatMap((article) => [article, moved(article)]),
        ...pages.map((html) => extract(html, { url: "http://news.example/story", strictness: 0 })),
      ];
      const contents = pages.map((html, at) => {
        if (at % step > 0) return "";
        const given = parsedPage(html);
        // Half of them as the nodes that a serializer gets; what is written goes the way of the HTML.
        const serializer = (/** @type {Element} */ element) => {
          nodes.append(element);
          return "";
        };
        const options = (at / step + html.length) % 2 === 0 ? { serializer } : {};
        return new Readability(given, options).parse()?.content ?? "";
      });
      const frame = document.createElement("iframe");
      const html = [...all.map((article) => article.html || render(article, "html")), ...contents]
        .map((html) => `<article>${html}</article>`)
        .join("\n");
      const isLoaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
      frame.srcdoc = `<!doctype html><title>Articles</title>${html}`;
      document.body.replaceChildren(inline, nodes, frame);
      inline.innerHTML = html;
      for (const article of all) nodes.append(toDOM(article, document));
      await isLoaded;

      const links = new Set(["http:", "https:", "mailto:", "tel:"]);
      const pictureSchemes = new Set(["http:", "https:", "data:"]);
      /** @type {Record<string, Set<string>>} */
      const addresses = { href: links, cite: links, src: pictureSchemes, poster: pictureSchemes };
      const plain =
        /^(?:title|rel|id|role|class|dir|lang|start|colspan|rowspan|datetime|type|alt|width|height|srcset|loading|referrerpolicy|controls|preload|data-callout)$/;
      const forbidden =
        "script, style, iframe, object, embed, form, input, button, base, link, meta, template, svg, math";
      const faults = [];
      const pictureHosts = new Set();
      for (const root of [inline, nodes, /** @type {Document} */ (frame.contentDocument).body]) {
        for (const element of root.querySelectorAll("*")) {
          const isKnown = element.namespaceURI === "http://www.w3.org/1999/xhtml" && !/Unknown/.test(String(element));
          if (!isKnown || element.matches(forbidden)) faults.push(element.outerHTML.slice(0, 300));
          for (const { name, value } of element.attributes) {
            const schemes = addresses[name];
            if (schemes === undefined ? !plain.test(name) : !schemes.has(schemeOf(value))) {
              faults.push(`${element.localName} ${name}=${value}`);
            }
          }
          if (element.matches("img, video")) {
            const candidates = (element.getAttribute("srcset") ?? "").split(/,?\s+/);
            candidates.push(element.getAttribute("src") ?? "", element.getAttribute("poster") ?? "");
            for (const candidate of candidates) pictureHosts.add(hostOf(candidate));
          }
        }
      }
      if (frame.contentWindow?.location.href !== "about:srcdoc") faults.push("the frame was led away");
      // What starts only after the page was built has its time.
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { faults: faults.slice(0, 5), pictureHosts: [...pictureHosts] };

      /** @param {any} article as it would be read from a file @returns {any} */
      function moved(article) {
        try {
          return restrict({ ...article, scores: [], removed: [] }, 0);
        } catch {
          return article;
        }
      }

      /** @param {string} address */
      function schemeOf(address) {
        try {
          return new URL(address, document.baseURI).protocol;
        } catch {
          // The browser will not follow it either.
          return "https:";
        }
      }

      /** @param {string} address */
      function hostOf(address) {
        return URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).host : "";
      }
    },
    { step, ...given },
  );

/** Enough of an article that what stands between its paragraphs is kept. */
const prose = (/** @type {number} */ at) =>
  `<p>The ${at} bridge over the river was opened on a cold morning, and people from both banks came to walk across it,
  slowly, because the wind was strong. The mayor said that the work had taken four years, and that nobody was hurt.</p>`;

const escaped = (/** @type {string} */ text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/**
 * The ways in which a payload gets into a page that is otherwise an article.
 *
 * @type {Record<string, (payload: string) => string>}
 */
const places = {
  "as markup between paragraphs": (payload) =>
    `<title>Bridge</title><article><h1>Bridge</h1>${prose(1)}${prose(2)}${payload}${prose(3)}<p>Words ${payload} words, and then
    some more words of the same paragraph, so that it is a long one.</p>${prose(4)}</article>`,
  "as text of the title, the headline, a caption, code and JSON-LD": (payload) =>
    `<title>${escaped(payload)}</title><meta name="description" content="${escaped(payload)}">
    <script type="application/ld+json">${JSON.stringify({
      "@type": "NewsArticle",
      headline: payload,
      author: { name: payload, url: payload },
      image: payload,
      articleSection: payload,
    }).replaceAll("<", "\\u003c")}</script>
    <article><h1>${escaped(payload)}</h1>${prose(1)}<figure><img src="http://a.example/1.jpg" alt="${escaped(payload)}">
    <figcaption>${escaped(payload)}</figcaption></figure>${prose(2)}<pre><code class="language-${escaped(payload)}">${escaped(payload)}
    </code></pre>${prose(3)}<p>${escaped(payload)} is what a visitor had written on the wall beside the old bridge, in
    white.</p>${prose(4)}</article>`,
  "as an address or another attribute": (payload) => {
    const value = escaped(payload);
    return `<title>Bridge</title><base href="${value}"><article><h1>Bridge</h1>${prose(1)}
      <p>Read <a href="${value}" title="${value}" id="${value}" name="${value}" style="${value}">the whole report</a> about the
      bridge, <abbr title="${value}">as</abbr> it was told <time datetime="${value}">then</time> by those who were there.</p>
      <p><img src="${value}" srcset="${value} 2x, http://a.example/2.jpg 3x" alt="A bridge" width="800" height="600"></p>${prose(2)}
      <p><img data-src="${value}" data-srcset="${value} 800w" src="data:image/gif;base64,AA==" width="800" height="600"></p>
      <blockquote cite="${value}">${prose(3)}</blockquote><video poster="${value}" src="${value}" controls></video>
      <iframe src="${value}" width="600" height="400"></iframe><iframe srcdoc="${value}" width="600" height="400"></iframe>
      <ol start="${value}"><li dir="${value}">${prose(4)}</ol></article>`;
  },
  "in quotes that it may end": (payload) =>
    `<title>${payload}</title><meta property="og:title" content="${payload}"><article><h1>Bridge</h1>${prose(1)}
    <p><a href="http://a.example/${payload}" title='${payload}'>A link</a> to the report on the bridge, which was written by the
    people who had built it.</p>${prose(2)}<img src="${payload}" alt='${payload}'>${prose(3)}${prose(4)}</article>`,
};

describe(`attacks in ${browserName}`, () => {
  const payloads = readPayloads();
  const skip = payloads === null ? "the collections of payloads are not there" : false;
  /** @type {Awaited<ReturnType<typeof openWitnessed>>} */
  let witness;
  before(async () => {
    witness = await openWitnessed(fileURLToPath(new URL("../../", import.meta.url)));
  });
  after(() => witness?.close());

  /** @param {(payload: string, at: number) => { articles?: object[], pages?: string[] }} place */
  async function attack(place) {
    const { page, errors } = await witness.open(blank);
    const known = payloads ?? [];
    assert.ok(known.length > 7000, `${known.length} payloads`);
    const hostile = known.filter((_, at) => at % sample === 0);
    for (let start = 0; start < hostile.length; start += batch) {
      const seen = { requests: witness.requests.length, reports: witness.reports.length };
      const given = hostile.slice(start, start + batch).map((payload, at) => place(payload, start + at));
      const { faults, pictureHosts } = await shown(page, {
        articles: given.flatMap((one) => one.articles ?? []),
        pages: given.flatMap((one) => one.pages ?? []),
      });
      // Of a request over TLS no more than the host is seen.
      const asked = witness.requests.slice(seen.requests).filter(({ address, accept }) => {
        const host = new URL(address).host.replace(/:443$/, "");
        return !pictureHosts.includes(host) || !(accept.startsWith("image/") || address.startsWith("https:"));
      });
      const where = `payloads from ${start}`;
      assert.deepEqual(faults, [], where);
      assert.deepEqual(asked.slice(0, few), [], where);
      const reports = witness.reports.slice(seen.reports).filter((report) => !ofParsedPage.test(report));
      assert.deepEqual(reports.slice(0, few), [], where);
      assert.deepEqual(errors, [], where);
    }
    await page.close();
  }

  test("the witness sees a handler, a frame and a request that our output would never hold", async () => {
    const { page, errors } = await witness.open(blank);
    const isReported = async () => {
      for (let tries = 0; tries < 100 && witness.reports.length < 2; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    await page.evaluate(() => {
      document.body.innerHTML =
        '<img src="http://evil.example/x.png" onload="alert(1)" onerror="alert(1)"><iframe src="http://evil.example/frame"></iframe>';
    });
    await isReported();
    const { faults } = await shown(page, { articles: [{ ...articleOf([]), html: '<b onclick="alert(1)">x</b>' }] });
    assert.match(witness.reports.join("\n"), /script-src/);
    assert.match(witness.reports.join("\n"), /frame-src/);
    assert.ok(witness.requests.some(({ address }) => address === "http://evil.example/frame"));
    assert.ok(errors.some((error) => error.startsWith("dialog")) || witness.reports.length >= 2);
    assert.ok(faults.length > 0);
    await page.close();
  });

  test("no payload in a hostile article runs, loads or stands in the page", { skip }, () =>
    attack((payload, at) => ({ articles: [articleOf(new Generator(at, [payload]).blocks(1))] })),
  );

  for (const [name, page] of Object.entries(places)) {
    test(`no payload ${name} runs, loads or stands in the page`, { skip }, () =>
      attack((payload) => ({ pages: [page(payload)] })),
    );
  }
});
