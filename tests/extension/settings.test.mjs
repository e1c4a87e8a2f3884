// The settings, and the memory for sites: what it learns, shows and forgets.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { browserName, until, useExtension } from "./driver.mjs";
import { click, own, texts, told } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const world = useExtension();

/** What stands in a box of links that is no part of the article, and in a note that is. */
const BOX = /village cooks eel soup/;
const NOTE = /From the weather desk/;

/** One of two pages of a site, each with the box and the note. @param {1 | 2} at @param {RegExp} words that are looked for */
async function read(at, words) {
  const page = await world.driver.open(`${world.address}/boxes/${at}`);
  await world.driver.read(page);
  const parts = await page.$$eval(".part:not(.folded)", (parts) => parts.map((part) => part.textContent).join(" "));
  return { page, isShown: words.test(parts) };
}

/** Presses the button beside a text. @param {Page} page @param {string} selector of such buttons @param {RegExp} words */
const pressBeside = (page, selector, words) =>
  page.$$eval(
    selector,
    (buttons, words) => {
      const fits = (/** @type {Element} */ button) =>
        new RegExp(words).test(button.closest("li, .part")?.textContent ?? "");
      /** @type {HTMLElement} */ (buttons.find(fits)).click();
    },
    words.source,
  );

/** @param {Page} page */
const putBack = (page) => pressBeside(page, "#left-out button, .folded button", BOX);

/** @param {Page} page @param {RegExp} words */
async function hide(page, words) {
  await click(page, "#panel-tidy button");
  await pressBeside(page, ".part .hide", words);
}

/** Waits until the settings tell of the remembered sites. @param {Page} settings @param {RegExp} words */
const remembered = (settings, words) =>
  until(
    settings,
    (words) => new RegExp(words).test(document.querySelector("#sites")?.textContent ?? ""),
    `it does not say ${words}`,
    words.source,
  );

describe(`settings in ${browserName}`, () => {
  /** @type {Page} */
  let settings;
  before(async () => {
    settings = await own(world.driver, "options.html");
  });

  test("what is put back on one page of a site is shown on the next, until it is forgotten", async () => {
    const first = await read(1, BOX);
    assert.equal(first.isShown, false, "the box is shown anyway");
    await putBack(first.page);
    await told(first.page, "Remembered for");
    await first.page.close();
    const second = await read(2, BOX);
    assert.equal(second.isShown, true, "the next page does not show it");
    await second.page.close();
    await remembered(settings, /div\.related-box\.more-news always shown/);
    const [site] = await texts(settings, "#sites > li");
    assert.match(site, /^127\.0\.0\.1:\d+/);
    assert.doesNotMatch(site, /village|soup/, "content was remembered");
    await click(settings, "#sites button");
    await remembered(settings, /No site is remembered/);
    const third = await read(2, BOX);
    assert.equal(third.isShown, false, "it is still remembered");
    await third.page.close();
  });

  test("what is hidden on one page of a site is hidden on the next, until all sites are forgotten", async () => {
    const first = await read(1, NOTE);
    assert.equal(first.isShown, true, "the note is left out anyway");
    await hide(first.page, NOTE);
    await told(first.page, "Remembered for");
    await first.page.close();
    const second = await read(2, NOTE);
    assert.equal(second.isShown, false, "the next page shows it");
    await second.page.close();
    await remembered(settings, /div\.weather-note never shown/);
    await click(settings, "#forget-all");
    await remembered(settings, /No site is remembered/);
    const third = await read(2, NOTE);
    assert.equal(third.isShown, true, "it is still remembered");
    await third.page.close();
  });

  test("what is undone is not remembered", async () => {
    const { page } = await read(1, BOX);
    await putBack(page);
    await remembered(settings, /always shown/);
    await hide(page, BOX);
    await remembered(settings, /No site is remembered/);
    await page.close();
  });

  test("nothing is remembered for those who do not want that", async () => {
    await click(settings, "#siteMemory");
    const { page } = await read(1, BOX);
    await putBack(page);
    await page.close();
    const next = await read(2, BOX);
    assert.equal(next.isShown, false);
    await next.page.close();
    await remembered(settings, /No site is remembered/);
    await click(settings, "#siteMemory");
  });

  test("the badge is off, no site is allowed, and the page says so, until the person wants otherwise", async () => {
    assert.equal(await settings.$eval("#badge", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
    assert.deepEqual(await texts(settings, "#permissions li"), ["None. You are asked when one is needed."]);
  });
});
