// The recipes that are pages, in Chromium and in Firefox.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../../../tools/browsers.mjs";
import { serve } from "../../../tools/serve.mjs";
import { must } from "../install.mjs";
import { bin, junk, lastWords, recipe, title, workspace } from "./workspace.mjs";

const viteRecipes = ["vite", "element-react", "element-vue", "element-svelte"];

export const browsers = () =>
  describe("recipes in browsers", { concurrency: false }, () => {
    before(async () => {
      for (const name of viteRecipes) {
        await must([bin("vite"), "build", "--logLevel", "warn"], { cwd: recipe(name) });
      }
      await must([bin("webpack")], { cwd: recipe("webpack") });
      await must(["node", "build.js"], { cwd: recipe("esbuild") });
      await must(["node", "build.js"], { cwd: recipe("service-worker") });
    });

    for (const name of /** @type {const} */ (["chromium", "firefox"])) {
      describe(name, () => {
        /** @type {import("puppeteer-core").Browser} */
        let browser;
        before(async () => {
          browser = await launchBrowser(name);
        });
        after(() => browser?.close());

        /**
         * Opens a page, waits for what it is to show, and looks for errors.
         *
         * @param {string} path @param {string} folder that is served @param {string} condition to wait for
         * @param {(page: import("puppeteer-core").Page) => Promise<void>} [look]
         */
        async function shows(path, folder, condition, look) {
          const page = await browser.newPage();
          /** @type {string[]} */
          const errors = [];
          page.on("pageerror", (error) => errors.push(String(error)));
          const finished = new AbortController();
          const extra = { "/page.html": join(workspace.root, "public/page.html") };
          const origin = await serve(folder, { port: 0, extra, signal: finished.signal });
          const reached = (/** @type {string} */ expression) =>
            page
              .waitForFunction(expression, { timeout: 15_000 })
              .catch((error) => assert.fail(`${error.message}: ${expression}\n${errors.join("\n")}`));
          try {
            await page.goto(origin + path);
            await reached(condition);
            await look?.(page);
            assert.deepEqual(errors, []);
          } finally {
            await page.close();
            finished.abort();
          }
        }

        /** What a page shows that puts the article into its `main`. @param {string} path @param {string} folder @param {string} [then] */
        const showsInMain = (path, folder, then = "true") =>
          shows(
            path,
            folder,
            `document.querySelector("main")?.textContent.includes(${JSON.stringify(lastWords)}) && (${then})`,
            async (page) => {
              const text = await page.$eval("main", (main) => main.textContent ?? "");
              assert.match(text, new RegExp(title));
              assert.doesNotMatch(text, junk);
            },
          );

        const worker = `document.documentElement.dataset.worker === ${JSON.stringify(title)}`;
        test("script-tag", () => {
          recipe("script-tag");
          const element = `document.querySelector("body-copy").article?.title === ${JSON.stringify(title)}`;
          return showsInMain("script-tag/index.html", workspace.root, element);
        });
        test("web-worker", () => {
          recipe("web-worker");
          return showsInMain("web-worker/index.html", workspace.root);
        });
        test("vite", () => showsInMain("index.html", join(workspace.root, "vite/dist"), worker));
        test("webpack", () => showsInMain("index.html", join(workspace.root, "webpack"), worker));
        test("esbuild", () => showsInMain("index.html", join(workspace.root, "esbuild"), worker));
        test("service-worker", () => showsInMain("index.html", join(workspace.root, "service-worker/dist")));

        for (const framework of ["element-react", "element-vue", "element-svelte"]) {
          test(`${framework}: a property goes in, an event comes out`, () =>
            shows(
              "index.html",
              join(workspace.root, framework, "dist"),
              `/^\\d+ words$/.test(document.querySelector("main output")?.textContent)`,
              async (page) => {
                const shown = await page.$eval("body-copy", (element) => ({
                  text: element.shadowRoot?.querySelector("[part=body]")?.textContent ?? "",
                  words: `${/** @type {any} */ (element).article.wordCount} words`,
                  said: document.querySelector("main output")?.textContent,
                }));
                assert.match(shown.text, new RegExp(lastWords));
                assert.equal(shown.said, shown.words);
                await page.focus("main input");
                await page.keyboard.press("End");
                await page.waitForFunction('document.querySelector("body-copy").strictness === 1');
              },
            ));
        }
      });
    }
  });
