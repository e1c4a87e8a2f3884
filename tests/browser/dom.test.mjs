// What `render` and `toDOM` make of hostile articles, in a real browser: the same tree, nothing that runs, nothing that
// loads but pictures.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { articleOf, awkward, Generator } from "../common/articles.mjs";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");
const blank = "tests/browser/blank.html";
const entry = "/www/package/browser.js";
const attacks = new URL("../../../shared/security/", import.meta.url);

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

/**
 * Shows articles in all ways that the documentation names, and tells what is wrong with what stands in the page.
 *
 * @param {import("puppeteer-core").Page} page @param {any[]} articles
 */
const shown = (page, articles) =>
  page.evaluate(
    async (entry, articles) => {
      const { default: init, render, toDOM } = await import(entry);
      await init();
      const links = new Set(["http:", "https:", "mailto:", "tel:"]);
      const pictures = new Set(["http:", "https:", "data:"]);
      /** @type {Record<string, Set<string>>} */
      const addresses = { href: links, cite: links, src: pictures, poster: pictures };
      const plain =
        /^(?:title|rel|id|role|class|start|colspan|rowspan|datetime|type|alt|width|height|srcset|loading|referrerpolicy|controls|preload|data-callout)$/;
      const faults = [];
      for (const article of articles) {
        const html = document.createElement("div");
        const nodes = document.createElement("div");
        document.body.replaceChildren(html, nodes);
        html.innerHTML = render(article, "html");
        nodes.append(toDOM(article, document));
        for (const element of document.body.querySelectorAll("*")) {
          if (!(element instanceof HTMLElement) || element instanceof HTMLUnknownElement)
            faults.push(element.outerHTML);
          if (
            element.matches("script, style, iframe, object, embed, form, input, button, base, link, meta, template")
          ) {
            faults.push(element.outerHTML);
          }
          for (const { name, value } of element.attributes) {
            const schemes = addresses[name];
            if (schemes === undefined ? !plain.test(name) : !schemes.has(schemeOf(value))) {
              faults.push(`${element.localName} ${name}=${value}`);
            }
          }
        }
      }
      return faults.slice(0, 5);

      /** @param {string} address */
      function schemeOf(address) {
        try {
          return new URL(address, document.baseURI).protocol;
        } catch {
          // The browser will not follow it either.
          return "https:";
        }
      }
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

  test("no payload of the known collections runs, loads or stands in the page", async (t) => {
    if (!existsSync(attacks)) return t.skip("the collections of payloads are not there");
    if (browserName === "firefox") return t.skip("Firefox answers this many intercepted requests too slowly");
    const names = [
      "dompurify-expect",
      "ammonia-tests",
      "h5sc-items",
      "h5sc-vectors",
      "owasp-filter-evasion",
      "payloadbox",
      "mxss",
    ];
    /** @type {string[]} */
    const payloads = names.flatMap((name) =>
      JSON.parse(readFileSync(new URL(`${name}.json`, attacks), "utf8")).map(
        (/** @type {any} */ record) => record.payload,
      ),
    );
    assert.ok(payloads.length > 7000);
    const { page, errors } = await repository.open(blank);
    /** @type {string[]} */
    const events = [];
    page.on("dialog", async (dialog) => {
      events.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on("framenavigated", (frame) => events.push(`navigated: ${frame.url()}`));
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      const isOurs = /^\/(?:www|dist)\//.test(new URL(request.url()).pathname) && request.resourceType() !== "image";
      if (isOurs) return request.continue();
      if (request.resourceType() !== "image") events.push(`${request.resourceType()}: ${request.url()}`);
      return request.abort();
    });
    for (let start = 0; start < payloads.length; start += 250) {
      const articles = payloads
        .slice(start, start + 250)
        .map((payload, at) => articleOf(new Generator(start + at, [payload]).blocks(1)));
      assert.deepEqual(await shown(page, articles), [], `payloads from ${start}`);
    }
    assert.deepEqual(events, []);
    assert.deepEqual(errors, []);
    await page.close();
  });
});
