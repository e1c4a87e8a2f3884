// What the tests read on a page of the extension, and what they do there.

import { until } from "./driver.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** @param {Page} page @param {string} selector @returns {Promise<string[]>} */
export const texts = (page, selector) =>
  page.$$eval(selector, (found) => found.map((element) => element.textContent?.trim() ?? ""));

/** A press of a button that may be in a closed panel. @param {Page} page @param {string} selector */
export const click = (page, selector) => page.$eval(selector, (button) => /** @type {HTMLElement} */ (button).click());

/**
 * Gives a slider or another field its value.
 *
 * @param {Page} page @param {string} selector @param {string | number} value @param {"input" | "change"} event
 */
export const set = (page, selector, value, event = "input") =>
  page.$eval(
    selector,
    (field, value, event) => {
      /** @type {HTMLInputElement} */ (field).value = String(value);
      field.dispatchEvent(new Event(event, { bubbles: true }));
    },
    value,
    event,
  );

/** What the reader shows. @param {Page} page */
export const screen = (page) =>
  page.evaluate(() => ({
    title: document.querySelector("#article h1")?.textContent ?? "",
    text: document.querySelector("#article")?.textContent ?? "",
    note: /** @type {HTMLElement | null} */ (document.querySelector(".note"))?.dataset.note ?? "",
    lang: document.querySelector("#article")?.getAttribute("lang") ?? "",
    dir: document.querySelector("#article")?.getAttribute("dir") ?? "",
  }));

/** Waits for a message at the foot of the screen. @param {Page} page @param {string} words */
export const told = (page, words) =>
  until(
    page,
    (words) => document.querySelector("#status")?.textContent?.includes(words),
    `nothing said "${words}"`,
    words,
  );

/** Keeps the article that the reader shows. @param {Page} page */
export async function keep(page) {
  await page.keyboard.press("s");
  await until(page, () => document.querySelector("#tool-keep[aria-pressed=true]") !== null, "it was not kept");
}

/**
 * A page of the extension's own that is done.
 *
 * @param {import("./driver.mjs").Driver} driver @param {string} path
 */
export async function own(driver, path) {
  const page = await driver.openOwn(path);
  await until(page, () => document.documentElement.dataset.state === "ready", `${path} did not open`);
  return page;
}

/**
 * A file that the person chooses.
 *
 * @param {Page} page @param {string} text
 */
export const choose = (page, text) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "library.json", { type: "application/json" }));
    const field = /** @type {HTMLInputElement} */ (document.querySelector("#file"));
    field.files = data.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, text);
