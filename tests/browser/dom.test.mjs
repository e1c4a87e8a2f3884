// What `render` and `toDOM` make of awkward articles, in a real browser: the same tree, by allowed means.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { articleOf, awkward, Generator } from "../common/articles.mjs";
import { clobbered } from "../common/clobbered.mjs";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");
const blank = "tests/browser/blank.html";
const entry = "/www/package/browser.js";

/** @param {import("puppeteer-core").Page} page @param {any[]} articles */
const compared = (page, articles) =>
  page.evaluate(
    async (entry, articles) => {
      const { default: init, render, toDOM } = await import(entry);
      await init();
      for (const article of articles) {
        const parsed = document.createElement("template");
        parsed.innerHTML = render(article, "html");
        const built = document.createElement("template");
        built.content.append(toDOM(article, document));
        if (!parsed.content.isEqualNode(built.content)) {
          return `${JSON.stringify(article)}\n--- parsed\n${parsed.innerHTML}\n--- built\n${built.innerHTML}`;
        }
      }
      return null;
    },
    entry,
    articles,
  );

describe(`articles in ${browserName}`, () => {
  test("toDOM makes the tree that the browser makes of the HTML", async () => {
    const { page } = await repository.open(blank);
    for (let seed = 0; seed < 1000; seed += 200) {
      const articles = Array.from({ length: 200 }, (_, at) => articleOf(new Generator(seed + at, awkward).blocks(3)));
      assert.equal(await compared(page, articles), null);
    }
    await page.close();
  });

  test("a page's own names do not come before the properties of its forms and of its document", async () => {
    const { page } = await repository.open(blank);
    const result = await page.evaluate(
      async (entry, dropin, { ofForms, ofDocuments }) => {
        const { default: init, extract, toDOM } = await import(entry);
        const { isProbablyReaderable, Readability } = await import(dropin);
        await init();
        const sentence =
          "The river rose in the night, and by the morning the lower meadow was under water, as in spring.";
        const html = `<title>Water</title><article dir=rtl><h1>Water</h1><form class=byline>
          ${ofForms.map((name) => `<input name=${name}>`).join("")}By Ann Author</form>
          ${Array.from({ length: 8 }, (_, at) => `<p>${sentence} It was seen ${at} times by all of us.</p>`).join("")}
          </article>${ofDocuments.map((name) => `<form name=${name}></form>`).join("")}`;
        const frame = document.createElement("iframe");
        frame.srcdoc = html;
        const isLoaded = new Promise((resolve) => frame.addEventListener("load", resolve));
        document.body.append(frame);
        await isLoaded;
        const given = /** @type {Document} */ (frame.contentDocument);
        const { title, byline, dir, textContent } = new Readability(given).parse();
        return {
          isClobbered: /** @type {any} */ (given.createElement).localName === "form",
          isReaderable: isProbablyReaderable(given),
          stated: { title, byline, dir },
          texts: [textContent, extract(given).text, toDOM(extract(given), given).textContent].map(
            (text) => text.match(/seen \d times/g)?.length,
          ),
        };
      },
      entry,
      "/www/package/readability/browser.js",
      clobbered,
    );
    assert.deepEqual(result, {
      isClobbered: true,
      isReaderable: true,
      stated: { title: "Water", byline: "By Ann Author", dir: "rtl" },
      texts: [8, 8, 8],
    });
    await page.close();
  });

  test("toDOM works where no markup may be parsed", async () => {
    const { page } = await repository.open(blank);
    const result = await page.evaluate(
      async (entry, article) => {
        const policy = document.createElement("meta");
        policy.httpEquiv = "Content-Security-Policy";
        policy.content = "require-trusted-types-for 'script'; trusted-types 'none'";
        document.head.append(policy);
        const { toDOM } = await import(entry);
        let isEnforced = false;
        try {
          document.createElement("div").innerHTML = "<p>";
        } catch {
          isEnforced = true;
        }
        document.body.append(toDOM(article, document));
        return {
          isEnforced,
          isSupported: "trustedTypes" in window,
          elements: document.body.querySelectorAll("*").length,
        };
      },
      entry,
      articleOf(new Generator(11, awkward).blocks(3)),
    );
    assert.equal(result.isEnforced, result.isSupported);
    assert.ok(result.elements > 5, `${result.elements} elements`);
    await page.close();
  });
});
