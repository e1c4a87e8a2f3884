// The package's files as they ship, loaded by a browser without any bundler.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");
const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** The file that `import "bodycopy"` means to a browser. */
const entry = entryFor(manifest.exports["."], ["browser", "import", "default"]);

/** @param {unknown} exported @param {string[]} conditions @returns {string} */
function entryFor(exported, conditions) {
  if (typeof exported === "string") return exported.replace(/^\.\//, "/");
  for (const [condition, target] of Object.entries(/** @type {object} */ (exported))) {
    if (conditions.includes(condition)) return entryFor(target, conditions);
  }
  throw new Error(`no entry for ${conditions}`);
}

/** A page of the repository that loads no script. */
const blank = "www/site/public/examples/related-tail.vi.html";

describe(`the package in ${browserName}`, () => {
  test("extract before init() says NOT_INITIALIZED and how to cure it; after init() it works", async () => {
    const { page } = await repository.open(blank);
    const result = await page.evaluate(async (entry) => {
      const bodycopy = await import(entry);
      const call = () => bodycopy.extract("<title>Rain</title><h1>Rain</h1><p>It rained all day in the valley.</p>");
      let early = null;
      try {
        call();
      } catch (error) {
        const { code, message } = /** @type {any} */ (error);
        early = { code, message, typed: error instanceof bodycopy.BodycopyError };
      }
      await bodycopy.init();
      return { early, title: call().title };
    }, entry);
    assert.equal(result.early?.code, "NOT_INITIALIZED");
    assert.equal(result.early?.typed, true);
    assert.match(result.early?.message ?? "", /await init\(\)/);
    assert.equal(result.title, "Rain");
    await page.close();
  });

  test("a live Document is never changed, and its shadow roots are read", async () => {
    const { page } = await repository.open("www/site/public/examples/boxes-in-the-body.en.html");
    const result = await page.evaluate(async (entry) => {
      const { default: init, extract } = await import(entry);
      await init();
      const host = document.createElement("div");
      document.querySelectorAll("article p")[2]?.after(host);
      const words =
        "The keeper of the tea says that the stairs have never once been wet on a Thursday, and that nobody knows why.";
      const inside = document.createElement("p");
      inside.textContent = words;
      host.attachShadow({ mode: "open" }).append(inside);
      const template = document.createElement("template");
      template.content.append(document.createElement("hr"));
      document.body.append(template);

      const picture = () =>
        JSON.stringify([document.documentElement.outerHTML, host.shadowRoot?.innerHTML, template.innerHTML]);
      const before = picture();
      const changes = [];
      const observer = new MutationObserver((records) => changes.push(...records));
      const everything = { subtree: true, childList: true, attributes: true, characterData: true };
      observer.observe(document, everything);
      observer.observe(/** @type {ShadowRoot} */ (host.shadowRoot), everything);
      const article = extract(document);
      changes.push(...observer.takeRecords());
      return {
        same: picture() === before,
        changes: changes.length,
        title: article.title,
        hasShadow: article.text.includes(words),
      };
    }, entry);
    assert.deepEqual(result, { same: true, changes: 0, title: "The town that mends its own clocks", hasShadow: true });
    await page.close();
  });
});
