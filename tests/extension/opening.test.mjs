// Every way into the reader and the library, and the way out of a tab of their own.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allowEverywhere, browserName, until, useExtension } from "./driver.mjs";
import { own, texts } from "./screen.mjs";

const world = useExtension({ allowed: true });

const isInFront = () => document.visibilityState === "visible";

describe(`opening in ${browserName}`, () => {
  test("Alt+R reads the page", async () => {
    const page = await world.driver.open(`${world.address}/notes`);
    await world.driver.shortcut("_execute_action", "Alt+R", page);
    await world.driver.shown(page);
    assert.match((await texts(page, "#article h1"))[0], /flood/);
    await page.close();
  });

  test("the library opens by keys that the person gives it", async () => {
    const settings = await own(world.driver, "options.html");
    const keys = browserName === "firefox" ? "Alt+L" : "";
    if (keys) {
      await settings.evaluate(
        (shortcut) => /** @type {any} */ (globalThis).browser.commands.update({ name: "library", shortcut }),
        keys,
      );
    }
    const library = await world.driver.opened(() => world.driver.shortcut("library", keys, settings), "library.html");
    await until(library, () => document.documentElement.dataset.state === "ready", "the library did not open");
    await library.close();
    await settings.close();
  });

  test("the context menu of a page reads it", async () => {
    const page = await world.driver.open(`${world.address}/notes`);
    await world.driver.menu("read-page", { pageUrl: `${world.address}/notes` }, page);
    await world.driver.shown(page);
    assert.match((await texts(page, "#article"))[0], /The mill stood dry/);
    await page.close();
  });

  test("the context menu of the button opens the library", async () => {
    const page = await world.driver.open(`${world.address}/notes`);
    const library = await world.driver.opened(() => world.driver.menu("library", {}, page), "library.html");
    await until(library, () => document.documentElement.dataset.state === "ready", "the library did not open");
    await library.close();
    await page.close();
  });

  test("the context menu of a link opens it in the reader, and leaving closes its tab", async () => {
    await allowEverywhere(world.driver);
    const from = await world.driver.open(`${world.address}/form`);
    const page = await world.driver.opened(
      () => world.driver.menu("read-link", { linkUrl: `${world.address}/notes` }, from),
      "reader.html",
    );
    await world.driver.shown(page);
    assert.match((await texts(page, "#article"))[0], /The mill stood dry/);
    await world.driver.closing(page, () => page.keyboard.press("Escape"));
    await until(from, isInFront, "the page with the link is not in front");
    await from.close();
  });

  test("the reader opens in a tab of its own for those who chose that, and leaving closes it", async () => {
    const settings = await own(world.driver, "options.html");
    await settings.bringToFront();
    await settings.click("#newTab");
    await until(
      settings,
      async () => {
        const { storage } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        return (await storage.local.get("settings")).settings?.newTab === true;
      },
      "it was not remembered",
    );
    const from = await world.driver.open(`${world.address}/long`);
    const page = await world.driver.opened(() => world.driver.press(from), "reader.html");
    await world.driver.shown(page);
    await world.driver.closing(page, () => page.keyboard.press("Escape"));
    await until(from, isInFront, "the page is not in front");
    assert.equal(await from.evaluate(() => location.pathname), "/long");
    await from.close();
    await settings.bringToFront();
    await settings.click("#newTab");
    await settings.close();
  });
});
