// The badge: off until it is allowed, then a quiet mark where a page is readable; taken back, it is off again.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, pause, until, useExtension } from "./driver.mjs";

const world = useExtension({ allowed: true });

describe(`the badge in ${browserName}`, () => {
  test("marks readable pages alone, once the person switched it on, and no page after that", async () => {
    const settings = await world.driver.openOwn("options.html");
    await until(settings, () => document.documentElement.dataset.state === "ready", "the settings did not open");
    /** What the toolbar shows for the page in front of all others at an address. @param {string} path */
    const badge = (path) =>
      settings.evaluate(async (url) => {
        const { tabs, action } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        const [tab] = (await tabs.query({})).filter((/** @type {any} */ tab) => tab.url === url);
        return tab ? action.getBadgeText({ tabId: tab.id }) : "no tab";
      }, world.address + path);
    const isMarked = async (/** @type {string} */ path) => {
      for (let tries = 0; tries < 100; tries += 1) {
        if ((await badge(path)) === "•") return true;
        await pause(100);
      }
      return false;
    };

    assert.equal(await settings.$eval("#badge", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
    const before = await world.driver.open(`${world.address}/long`);
    await pause(1500);
    await before.close();

    await settings.bringToFront();
    await settings.click("#badge");
    await until(
      settings,
      () => /** @type {HTMLInputElement} */ (document.querySelector("#badge")).checked,
      "it is not on",
    );
    const article = await world.driver.open(`${world.address}/long`);
    assert.ok(await isMarked("/long"), "an article is not marked");
    const form = await world.driver.open(`${world.address}/form`);
    await pause(1500);
    assert.equal(await badge("/form"), "", "a form is marked");
    const text = await form.evaluate(() => document.documentElement.outerHTML);
    assert.doesNotMatch(text, /bodycopy|extension/, "the page was changed");
    await article.close();

    await settings.bringToFront();
    await settings.click("#badge");
    await until(
      settings,
      () => !(/** @type {HTMLInputElement} */ (document.querySelector("#badge")).checked),
      "it is not off",
    );
    await world.driver.open(`${world.address}/pictures`);
    await pause(1500);
    assert.equal(await badge("/pictures"), "", "it is still at work");
  });
});
