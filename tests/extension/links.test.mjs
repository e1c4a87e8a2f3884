// A link opened in the reader: the permission, the stream, what was saved.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { allowEverywhere, browserName, until, useExtension } from "./driver.mjs";

// Here Firefox asks as it does; elsewhere it agrees by a preference. Chromium's question cannot be reached.
const strict = useExtension({ preferences: { "extensions.webextOptionalPermissionPrompts": true } });
const world = useExtension({ allowed: true });

/** @param {string} path */
const linked = (path, { address } = world) => `reader.html?${new URLSearchParams({ link: "1", url: address + path })}`;

/** @param {import("puppeteer-core").Page} page */
const note = (page) =>
  page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector(".note"))?.dataset.note ?? "");

describe(`links in ${browserName}`, () => {
  test("the reader asks before it fetches from a site for the first time, and nothing is fetched before", async () => {
    const page = await strict.driver.openOwn(linked("/long", strict));
    await until(
      page,
      () => /** @type {HTMLElement | null} */ (document.querySelector(".note"))?.dataset.note === "askSite",
      "it did not ask",
    );
    assert.ok(!strict.asked.includes("/long"));
    const buttons = await page.$$eval(".note button", (found) => found.map((button) => button.textContent));
    assert.deepEqual(buttons, [`Allow ${new URL(strict.address).host}`, "Allow all sites"]);
    if (browserName === "firefox") {
      await page.click(".note button");
      await strict.driver.answer(false);
      await until(
        page,
        () => /** @type {HTMLElement | null} */ (document.querySelector(".note"))?.dataset.note === "denied",
        "the refusal was not heard",
      );
      assert.ok(!strict.asked.includes("/long"), "it was fetched all the same");
      await page.click(".note button");
      await strict.driver.answer(true);
      await strict.driver.shown(page);
      assert.match(await page.$eval("#article h1", (title) => title.textContent ?? ""), /flood/);
    }
    await page.close();
  });

  test("the article is shown while its page still arrives, and none of its scripts, styles or frames are asked for", async () => {
    await allowEverywhere(world.driver);
    world.asked.length = 0;
    const page = await world.driver.openOwn(linked("/fast-and-slow"));
    await until(page, () => document.querySelectorAll(".part").length > 5, "nothing was shown");
    const early = await page.evaluate(() => ({
      whole: !!document.querySelector("#article[data-state]"),
      parts: document.querySelectorAll(".part").length,
      title: document.querySelector("#article h1")?.textContent,
    }));
    assert.equal(early.whole, false, "it was shown only at the end");
    assert.equal(early.title, "The flood of the lower meadow");
    await world.driver.shown(page);
    const last = await page.$$eval(".part", (parts) => parts.at(-1)?.textContent ?? "");
    assert.match(last, /In the year/);
    assert.ok((await page.$$(".part")).length > early.parts);
    assert.deepEqual(world.asked, ["/fast-and-slow"]);
    await page.close();
  });

  test("it says what was saved: requests, bytes, time", async () => {
    const page = await world.driver.openOwn(linked("/heavy"));
    await world.driver.shown(page);
    const words = await page.$eval("#cost p", (line) => line.textContent ?? "");
    assert.match(words, /1 request, [\d.]+ kB, in [\d.]+ (?:ms|sec)/);
    assert.match(words, /at least 9 other files \(scripts: 4, styles: 2, pictures: 1, frames: 2\)/);
    assert.match(words, /about [\d.]+ kB and [\d.]+ (?:ms|sec)/);
    await page.close();
  });

  test("a page that is read where it stands tells what it had cost", async () => {
    const page = await world.driver.open(`${world.address}/pictures`);
    await world.driver.read(page);
    assert.match(
      await page.$eval("#cost p", (line) => line.textContent ?? ""),
      /^The page itself took \d+ requests, [\d.]+ kB/,
    );
    await page.close();
  });

  const faults = [
    { path: "/nowhere", expected: "status" },
    { path: "/picture.pdf", expected: "noPage" },
    { path: "/form", expected: "notReadable" },
  ];
  for (const { path, expected } of faults) {
    test(`${path} is answered with a clear message: ${expected}`, async () => {
      const page = await world.driver.openOwn(linked(path));
      await world.driver.shown(page);
      assert.equal(await note(page), expected);
      assert.equal(
        await page.$eval(".note a", (link) => /** @type {HTMLAnchorElement} */ (link).href),
        world.address + path,
      );
      await page.close();
    });
  }

  test("a server that is not there, and an address that is none, are answered so too", async () => {
    for (const [url, expected] of [
      ["http://127.0.0.1:9/", "unreachable"],
      ["javascript:alert(1)", "closedPage"],
      ["file:///etc/passwd", "closedPage"],
    ]) {
      const page = await world.driver.openOwn(`reader.html?${new URLSearchParams({ link: "1", url })}`);
      await world.driver.shown(page);
      assert.equal(await note(page), expected, url);
      await page.close();
    }
  });
});
