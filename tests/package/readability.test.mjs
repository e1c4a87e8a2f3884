// `bodycopy/readability` is Mozilla's Readability to its callers: names, options, results and errors; and it leaves the
// document alone. tests/mozilla runs Mozilla's own tests and pages against it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { extract } from "bodycopy";
import { isProbablyReaderable, Readability } from "bodycopy/readability";
import { JSDOM } from "jsdom";
import { parseHTML } from "linkedom";
import { clobbered } from "../common/clobbered.mjs";
import { pageWith } from "./pages.mjs";

const url = "https://example.org/news/water.html";
const sentence =
  "The river rose in the night, and by the morning the lower meadow was under water, as it is every spring.";
const article = Array.from({ length: 8 }, (_, at) => `${sentence} It was seen ${at} times, by all who live there.`);

/** @param {string} html */
const documentOf = (html) => new JSDOM(html, { url }).window.document;

/** @param {string} html @param {import("bodycopy/readability").ReadabilityOptions} [options] */
function parsed(html, options) {
  const result = new Readability(documentOf(html), options).parse();
  assert.ok(result);
  return result;
}

const linked = (/** @type {object} */ data) =>
  `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@type": "NewsArticle", ...data })}</script>`;

describe("bodycopy/readability", () => {
  test("gives Readability's fields, no more and no less", () => {
    const head = `${linked({ headline: "Water over the bridge", author: { name: "A. Miller" }, datePublished: "2026-01-02" })}
      <meta name=description content="Of a flood."><meta property="og:site_name" content="The Mill Post">`;
    const { content, textContent, length, ...rest } = parsed(pageWith(article, head));
    assert.deepEqual(rest, {
      title: "Water over the bridge",
      byline: "A. Miller",
      dir: null,
      lang: "en",
      excerpt: "Of a flood.",
      siteName: "The Mill Post",
      publishedTime: "2026-01-02",
    });
    assert.match(content, /^<div id="readability-page-1" class="page"><p>The river rose/);
    assert.equal(length, textContent.length);
    const { body } = new JSDOM(content).window.document;
    assert.equal(body.textContent, textContent);
  });

  test("disableJSONLD leaves JSON-LD unread", () => {
    const html = pageWith(article, linked({ headline: "From data" }));
    assert.equal(parsed(html).title, "From data");
    assert.equal(parsed(html, { disableJSONLD: true }).title, "High water");
  });

  test("leaves out what the page hides, unless little else is shown", () => {
    const [first, second, ...others] = article;
    const hidden = (/** @type {string[]} */ texts) =>
      `<div style="display: none">${texts.map((text) => `<p>${text}</p>`).join("")}</div>`;
    const { content } = parsed(pageWith([`${first}</p>${hidden([second])}<p>${others[0]}`, ...others.slice(1)]));
    assert.ok(
      !content.includes("seen 1 times") && content.includes("seen 0 times") && content.includes("seen 7 times"),
    );
    const later = parsed(pageWith([`${first}</p>${hidden([second, ...others])}<p>It rained on.`]));
    assert.ok(later.content.includes("seen 7 times"));
  });

  test("does not change the document, and may parse it again", () => {
    const document = documentOf(pageWith(article));
    const before = document.documentElement.outerHTML;
    const reader = new Readability(document, { serializer: (element) => element.innerHTML });
    assert.deepEqual(reader.parse(), reader.parse());
    assert.equal(document.documentElement.outerHTML, before);
  });

  test("what is no document, or has too many elements, is refused in Readability's words", () => {
    const words = "First argument to Readability constructor should be a document object.";
    for (const value of [undefined, null, "<p>", {}, 7]) {
      assert.throws(() => new Readability(/** @type {any} */ (value)), { message: words, code: "INVALID_INPUT" });
    }
    const document = documentOf("<html><head></head><body><div>yo</div></body></html>");
    const message = "Aborting parsing document; 4 elements found";
    assert.throws(() => new Readability(document, { maxElemsToParse: 3 }).parse(), { message, code: "TOO_LARGE" });
    assert.ok(new Readability(document, { maxElemsToParse: 4 }).parse());
  });

  test("an address may come first, as of old", () => {
    const reader = new Readability(
      /** @type {any} */ ({ spec: url }),
      /** @type {any} */ (documentOf(pageWith(article))),
    );
    assert.equal(reader.parse()?.title, "High water");
  });

  test("a page without text gives null", () => {
    assert.equal(new Readability(documentOf("<body><script>1</script></body>")).parse(), null);
  });

  test("a serializer gets the element around the article, and what it gives is the content", () => {
    /** @type {Element | undefined} */
    let given;
    const serializer = (/** @type {Element} */ element) => {
      given = element;
      return 7;
    };
    const result = new Readability(documentOf(pageWith(article)), { serializer }).parse();
    assert.equal(result?.content, 7);
    assert.equal(given?.innerHTML, parsed(pageWith(article)).content);
  });

  test("videos come out as links; as frames where the caller allows their address", () => {
    const frames =
      '<iframe src="https://www.youtube.com/embed/abc?x=1&y=2"></iframe><iframe src="https://video.example/1"></iframe>' +
      '<iframe src="https://adverts.example/2"></iframe>';
    const html = pageWith(article).replace("<p>", `<p>${sentence}</p>${frames}<p>`);
    const { content } = parsed(html);
    assert.ok(!content.includes("<iframe"));
    assert.match(content, /<a href="https:\/\/www.youtube.com\/embed\/abc/);
    const allowedVideoRegex = /^https:\/\/(www\.youtube\.com\/embed|video\.example)\//g;
    const allowed = parsed(html, { allowedVideoRegex });
    const found = [...allowed.content.matchAll(/<iframe[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(found, [
      '<iframe src="https://www.youtube.com/embed/abc?x=1&amp;y=2">',
      '<iframe src="https://video.example/1">',
    ]);
    const serializer = (/** @type {Element} */ element) => element.innerHTML;
    assert.equal(parsed(html, { allowedVideoRegex, serializer }).content, allowed.content);
    assert.ok(!allowed.textContent.includes("frame"));
  });

  test("a caller's frame is a frame only where it is one: text that looks like its mark stays text", () => {
    const html = pageWith([
      ...article,
      "\ue000frame0; was what the sign said, and nobody who came by knew what it was for.",
    ]);
    const withFrame = html.replace("<p>", `<p>${sentence}</p><iframe src="https://video.example/1"></iframe><p>`);
    const { content } = parsed(withFrame, { allowedVideoRegex: /^https:\/\/video\.example\// });
    assert.equal(content.match(/<iframe/g)?.length, 1);
    assert.match(content, /\ue000frame0; was what the sign said/);
  });

  test("with a higher charThreshold more is kept of what is unsure", () => {
    const html = pageWith(["A short note that says little about water, and nothing else."]).replace(
      "</main>",
      "</main><div class=related><p>Another story that the page shows beside it, in a box of its own.</p></div>",
    );
    const low = parsed(html, { charThreshold: 20 });
    const high = parsed(html, { charThreshold: 5000 });
    assert.ok(high.length >= low.length, `${high.length} >= ${low.length}`);
    assert.match(low.textContent, /A short note/);
  });

  test("options that mean nothing here do no harm", () => {
    const options = { nbTopCandidates: 42, keepClasses: true, classesToPreserve: ["a"], linkDensityModifier: 0.5 };
    assert.deepEqual(parsed(pageWith(article), options), parsed(pageWith(article)));
  });

  test("reads documents of linkedom as those of jsdom", () => {
    const { document } = parseHTML(pageWith(article));
    assert.equal(new Readability(document).parse()?.content, parsed(pageWith(article)).content);
    assert.equal(isProbablyReaderable(document), true);
  });

  test("a form's controls do not come before its properties", () => {
    const document = documentOf(
      `<title>Water</title><article dir=rtl><h1>Water</h1><form class=byline><input>By Ann Author</form>
      ${article.map((text) => `<p>${text}</p>`).join("")}</article>`,
    );
    const [form, input] = ["form", "input"].map((name) => document.querySelector(name));
    // As browsers do for `<form><input name=parentNode>`; tests/browser asks them, and for documents too.
    for (const name of clobbered.ofForms) Object.defineProperty(form, name, { value: input });
    assert.ok(isProbablyReaderable(document));
    const result = new Readability(document).parse();
    assert.ok(result);
    for (const text of article) assert.ok(result.textContent?.includes(text));
    const { title, byline, dir } = result;
    assert.deepEqual({ title, byline, dir }, { title: "Water", byline: "By Ann Author", dir: "rtl" });
    assert.match(extract(document).text, /seen 7 times/);
  });

  test("links are resolved against the document's address and its <base>", () => {
    const linkTo = (/** @type {string} */ head) =>
      /<a href="([^"]*)"/.exec(
        parsed(pageWith([`${sentence} <a href="a/b">More of it</a>.`, ...article], head)).content,
      )?.[1];
    assert.equal(linkTo(""), "https://example.org/news/a/b");
    assert.equal(linkTo('<base href="/other/">'), "https://example.org/other/a/b");
  });
});
