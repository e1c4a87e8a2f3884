// A sanitiser that others wrote finds nothing to take out of our HTML, in a real browser.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { extract } from "../../www/package/node.js";
import { articleOf, awkward, Generator } from "../common/articles.mjs";
import { corpusPages, hasCorpora } from "../common/corpus.mjs";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");

/** DOMPurify trims what it takes for white space off values, and takes every value for an address. */
const strings = awkward.filter(
  (text) => text.trim() === text && !/[\u200b\ufeff]|^(?!https?:|mailto:)[^/]*:/.test(text),
);
const suite = new URL("../../../shared/peer-suites/readability/test-pages/", import.meta.url);

/**
 * The first HTML that DOMPurify changes, beside what it makes of it. What is safe in HTML and only
 * unsafe where it is read as XML (`</script>` in a value) is none of our business.
 *
 * @param {import("puppeteer-core").Page} page
 * @param {{ articles?: object[], pages?: string[], written?: string[] }} given articles, pages, or our HTML itself
 */
const changed = (page, given) =>
  page.evaluate(async ({ articles = [], pages = [], written = [] }) => {
    const [entry, purifier] = ["/www/package/browser.js", "/node_modules/dompurify/dist/purify.es.mjs"];
    const { default: init, extract, render } = await import(entry);
    const { default: DOMPurify } = await import(purifier);
    await init();
    const htmls = [
      ...written,
      ...articles.map((article) => render(article, "html")),
      ...pages.map((html) => extract(html, { url: "https://news.example/story" }).html),
    ];
    for (const html of htmls) {
      const parsed = document.createElement("template");
      parsed.innerHTML = html;
      // DOMPurify knows inlined pictures in `src` alone.
      for (const image of parsed.content.querySelectorAll('[srcset^="data:"]')) image.removeAttribute("srcset");
      for (const video of parsed.content.querySelectorAll('[poster^="data:"]')) video.removeAttribute("poster");
      const purified = document.createElement("template");
      purified.innerHTML = DOMPurify.sanitize(html, { ADD_ATTR: ["referrerpolicy"], SAFE_FOR_XML: false });
      if (!parsed.content.isEqualNode(purified.content)) {
        const all = [parsed, purified].map(({ content }) => [...content.querySelectorAll("*")]);
        const [ours, theirs] = all.map((list) => list.map((element) => element.cloneNode(false)));
        const at = ours.findIndex((element, at) => !element.isEqualNode(theirs[at]));
        return [all[0][at], all[1][at]].map((element) => element?.outerHTML.slice(0, 400)).join("\n--- purified\n");
      }
    }
    return null;
  }, given);

describe(`DOMPurify in ${browserName}`, () => {
  test("leaves generated articles as they are", async () => {
    const { page } = await repository.open("tests/browser/blank.html");
    for (let seed = 0; seed < 600; seed += 200) {
      const articles = Array.from({ length: 200 }, (_, at) => articleOf(new Generator(seed + at, strings).blocks(3)));
      assert.equal(await changed(page, { articles }), null);
    }
    await page.close();
  });

  const skip = existsSync(suite) ? false : "Mozilla's suite is not there";
  test("leaves the articles of real pages as they are", { skip }, async () => {
    const { page } = await repository.open("tests/browser/blank.html");
    for (const name of readdirSync(suite).sort()) {
      const html = readFileSync(new URL(`${name}/source.html`, suite), "utf8");
      assert.equal(await changed(page, { pages: [html] }), null, name);
    }
    await page.close();
  });

  const without = hasCorpora ? false : "the corpora are not there";
  test("leaves the articles of the corpora as they are (ALL_PAGES=1: of every page)", { skip: without }, async () => {
    const { page } = await repository.open("tests/browser/blank.html");
    let count = 0;
    for (const { id, html } of corpusPages()) {
      const written = extract(html, { url: "https://news.example/story" }).html;
      assert.equal(await changed(page, { written: [written] }), null, id);
      count += 1;
    }
    assert.ok(count > 0);
    await page.close();
  });
});
