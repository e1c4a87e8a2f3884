// What axe finds in each page and theme; the keyboard alone; narrow screens; the other language.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import axe from "axe-core";
import { browserName, start, until, useExtension } from "./driver.mjs";
import { keep, own } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const world = useExtension();

/** @param {Page} page @param {string[]} rules all, where none are named */
async function violations(page, rules = []) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const chosen = rules.length > 0 ? { runOnly: { type: "rule", values: rules } } : {};
    const { violations } = await Reflect.get(window, "axe").run(chosen);
    return violations.map((/** @type {import("axe-core").Result} */ { id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => node.html.slice(0, 200)).slice(0, 4),
    }));
  }, rules);
}

/** Whatever may be wrong in one theme; in the others, what they change. @param {Page} page @param {string} where */
async function inEachTheme(page, where) {
  for (const theme of ["light", "sepia", "dark", "black"]) {
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, theme);
    const rules = theme === "light" ? [] : ["color-contrast", "link-in-text-block"];
    assert.deepEqual(await violations(page, rules), [], `${where}, ${theme}`);
  }
}

describe(`access in ${browserName}`, () => {
  test("axe finds nothing in the reader, whatever the theme, its panels open", async () => {
    const page = await world.driver.open(`${world.address}/pictures`);
    await world.driver.read(page);
    await inEachTheme(page, "the reader");
    for (const panel of ["appearance", "outline", "tidy", "listen", "more"]) {
      await page.evaluate(
        (panel) => /** @type {HTMLElement} */ (document.querySelector(`#panel-${panel}`)).showPopover(),
        panel,
      );
      assert.deepEqual(await violations(page), [], panel);
    }
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.querySelector("#left-out")?.setAttribute("open", ""));
    await page.keyboard.press("/");
    assert.deepEqual(await violations(page), [], "find, and what was left out");
    await page.keyboard.press("Escape");
    await page.focus("img[data-viewable]");
    await page.keyboard.press("Enter");
    assert.deepEqual(await violations(page), [], "a picture alone");
    await page.close();
    for (const path of ["/examples/right-to-left.ar.html", "/form"]) {
      const other = await world.driver.open(world.address + path);
      await world.driver.read(other);
      assert.deepEqual(await violations(other), [], path);
      await other.close();
    }
  });

  test("axe finds nothing in the library and the settings", async () => {
    const page = await world.driver.open(`${world.address}/long`);
    await world.driver.read(page);
    await keep(page);
    await page.close();
    for (const path of ["library.html", "options.html"]) {
      const page = await own(world.driver, path);
      await inEachTheme(page, path);
      // As wide as a screen of 1280 at a zoom of 400 %.
      await page.setViewport({ width: 320, height: 400 });
      await until(page, () => innerWidth === 320, "the screen is as wide as before");
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is too wide`);
      await page.close();
    }
  });

  test("the keyboard reaches every tool, and sees where it is", async () => {
    const page = await world.driver.open(`${world.address}/long`);
    await world.driver.read(page);
    const tools = await page.$$eval("#bar button:not([hidden])", (all) => all.map(({ id }) => id));
    assert.ok(tools.length >= 8, tools.join());
    /** @type {string[]} */
    const reached = [];
    for (let step = 0; step < tools.length + 4; step += 1) {
      await page.keyboard.press("Tab");
      const { id, outline } = await page.evaluate(() => {
        const element = /** @type {Element} */ (document.activeElement);
        return { id: element.id, outline: getComputedStyle(element).outlineStyle };
      });
      if (!tools.includes(id)) continue;
      reached.push(id);
      assert.equal(outline, "solid", id);
    }
    assert.deepEqual(reached, tools);
    await page.focus(`#${tools[0]}`);
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement?.id), tools[1]);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.evaluate(() => document.activeElement?.id), tools.at(-1), "round the end");
    await page.close();
  });

  test("the interface speaks Vietnamese", async () => {
    // Which language that is, is the browser's choice; browsers here have English alone, so the extension does without it.
    const driver = await start({ onlyLanguage: "vi" });
    try {
      const page = await driver.open(`${world.address}/long`);
      await driver.read(page);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "vi");
      const labels = await page.$$eval("#bar button", (all) => all.map((button) => button.getAttribute("aria-label")));
      assert.ok(labels.includes("Lưu vào thư viện") && labels.includes("Giao diện"), labels.join());
      assert.match(await page.$eval("#bar .left", (left) => left.textContent ?? ""), /^còn \d+ phút$/);
    } finally {
      await driver.close();
    }
  });
});
