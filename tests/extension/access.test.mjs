// What axe finds in each page and theme; the keyboard alone; less motion; the other language.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import axe from "axe-core";
import { browserName, start, until, useExtension } from "./driver.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const world = useExtension();

/** @param {Page} page */
async function violations(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, "axe").run();
    return violations.map((/** @type {import("axe-core").Result} */ { id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map((node) => node.html.slice(0, 200)).slice(0, 4),
    }));
  });
}

/** @param {Page} page @param {string} theme */
const dress = (page, theme) =>
  page.evaluate((theme) => {
    document.documentElement.dataset.theme = theme;
  }, theme);

describe(`access in ${browserName}`, () => {
  test("axe finds nothing in the reader, whatever the theme, its panels open", async () => {
    const page = await world.driver.open(`${world.address}/pictures`);
    await world.driver.read(page);
    for (const theme of ["light", "sepia", "dark", "black"]) {
      await dress(page, theme);
      assert.deepEqual(await violations(page), [], theme);
    }
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
    await page.close();
    const arabic = await world.driver.open(`${world.address}/examples/right-to-left.ar.html`);
    await world.driver.read(arabic);
    assert.deepEqual(await violations(arabic), [], "right to left");
    await arabic.close();
  });

  test("axe finds nothing in the library and the settings", async () => {
    const page = await world.driver.open(`${world.address}/long`);
    await world.driver.read(page);
    await page.keyboard.press("s");
    await until(page, () => document.querySelector("#tool-keep[aria-pressed=true]") !== null, "it was not kept");
    await page.close();
    for (const path of ["library.html", "options.html"]) {
      const own = await world.driver.openOwn(path);
      await until(own, () => document.documentElement.dataset.state === "ready", `${path} did not open`);
      for (const theme of ["light", "sepia", "dark", "black"]) {
        await dress(own, theme);
        assert.deepEqual(await violations(own), [], `${path}, ${theme}`);
      }
      await own.close();
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
