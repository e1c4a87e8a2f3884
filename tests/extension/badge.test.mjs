// The badge: off until it is allowed, then a quiet mark where a page is readable; taken back, it is off again.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { browserName, until, useExtension } from "./driver.mjs";
import { own } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const world = useExtension({ allowed: true });

describe(`the badge in ${browserName}`, () => {
  /** @type {Page} */
  let settings;
  before(async () => {
    settings = await own(world.driver, "options.html");
    // The samples of pages go to all pages of the extension.
    await settings.evaluate(() => {
      const { runtime } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
      const samples = /** @type {object[]} */ ([]);
      Reflect.set(window, "samples", samples);
      runtime.onMessage.addListener((/** @type {any} */ message) => {
        if (message.type === "sample") samples.push(message);
      });
    });
  });

  /** What the background has of a page, and shows for it. @param {string} path */
  const badge = (path) =>
    settings.evaluate(async (url) => {
      const { tabs, action } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
      const [tab] = (await tabs.query({})).filter((/** @type {any} */ tab) => tab.url === url);
      const sample = Reflect.get(window, "samples").findLast((/** @type {any} */ { url: of }) => of === url);
      return {
        isMarked: tab !== undefined && (await action.getBadgeText({ tabId: tab.id })) !== "",
        sampled: sample?.html.length ?? 0,
      };
    }, world.address + path);

  /** A page of the web that has been idle for a while. @param {string} path */
  async function visited(path) {
    const page = await world.driver.open(world.address + path);
    for (let times = 0; times < 10; times += 1) {
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    }
    return page;
  }

  /** @param {string} path */
  async function marked(path) {
    await until(
      settings,
      async (url) => {
        const { tabs, action } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        const [tab] = (await tabs.query({})).filter((/** @type {any} */ tab) => tab.url === url);
        return tab && (await action.getBadgeText({ tabId: tab.id })) === "•";
      },
      `${path} is not marked`,
      world.address + path,
    );
  }

  /** @param {boolean} wanted */
  async function switched(wanted) {
    await settings.bringToFront();
    await settings.click("#badge");
    await until(
      settings,
      async (wanted) => {
        const { scripting } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        return (await scripting.getRegisteredContentScripts()).length === Number(wanted);
      },
      `it is not ${wanted ? "on" : "off"}`,
      wanted,
    );
  }

  test("no page is looked at before the person switches it on", async () => {
    assert.equal(await settings.$eval("#badge", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
    const page = await visited("/long");
    assert.deepEqual(await badge("/long"), { isMarked: false, sampled: 0 });
    await page.close();
  });

  test("marks readable pages and no others, and changes nothing in them", async () => {
    await switched(true);
    const form = await world.driver.open(`${world.address}/form`);
    await form.evaluate(() => {
      Reflect.set(window, "changes", 0);
      new MutationObserver((all) => Reflect.set(window, "changes", all.length)).observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
      });
    });
    const article = await world.driver.open(`${world.address}/long`);
    await marked("/long");
    await form.bringToFront();
    await until(
      settings,
      (url) => Reflect.get(window, "samples").some((/** @type {any} */ { url: of }) => of === url),
      "the form is not looked at",
      `${world.address}/form`,
    );
    // The background takes them one after the other: when a later one is marked, the form has been judged.
    const last = await world.driver.open(`${world.address}/pictures`);
    await marked("/pictures");
    assert.equal((await badge("/form")).isMarked, false, "a form is marked");
    assert.equal(await form.evaluate(() => Reflect.get(window, "changes")), 0, "the page was changed");
    for (const page of [form, article, last]) await page.close();
  });

  test("takes no more than a sample of a large page", async () => {
    const page = await world.driver.open(`${world.address}/huge`);
    await marked("/huge");
    const { sampled } = await badge("/huge");
    const whole = await page.evaluate(() => document.documentElement.outerHTML.length);
    assert.ok(whole > 1_000_000 && sampled > 0 && sampled < 210_000, `${sampled} of ${whole}`);
    await page.close();
  });

  test("no page is looked at once it is off again", async () => {
    await switched(false);
    const page = await visited("/notes");
    assert.deepEqual(await badge("/notes"), { isMarked: false, sampled: 0 });
    await page.close();
  });
});
