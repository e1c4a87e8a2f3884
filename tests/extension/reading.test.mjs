// From a page to the reader and back, on every sort of page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, pause, until, useExtension } from "./driver.mjs";

const world = useExtension();

/** What the reader shows. @param {import("puppeteer-core").Page} page */
const screen = (page) =>
  page.evaluate(() => ({
    title: document.querySelector("#article h1")?.textContent ?? "",
    text: document.querySelector("#article")?.textContent ?? "",
    note: /** @type {HTMLElement | null} */ (document.querySelector(".note"))?.dataset.note ?? "",
    lang: document.querySelector("#article")?.getAttribute("lang") ?? "",
    dir: document.querySelector("#article")?.getAttribute("dir") ?? "",
  }));

describe(`reading in ${browserName}`, () => {
  const cases = [
    {
      path: "/examples/related-tail.vi.html",
      title: /Xã Vàm Xanh trồng đai rừng/,
      has: /Ông Lê Văn Tư/,
      hasNot: /Đội bóng chuyền nữ Vàm Xanh vào chung kết.*Trang chủ/s,
      lang: /^vi/,
    },
    {
      path: "/long",
      title: /^The flood of the lower meadow$/,
      has: /Chapter 8/,
      hasNot: /All rights reserved/,
      lang: /^en/,
    },
    { path: "/csp", title: /flood/, has: /In the year/, hasNot: /Imprint/, lang: /^en/ },
    { path: "/shadow", title: /flood/, has: /The words in the inner shadow/, hasNot: /Imprint/, lang: /^en/ },
    { path: "/scripted", title: /flood/, has: /Written by a script/, hasNot: /Loading…/, lang: /^en/ },
    { path: "/pictures", title: /flood/, has: /View 6 of the meadow/, hasNot: /Imprint/, lang: /^en/ },
    { path: "/examples/right-to-left.ar.html", title: /./, has: /./, hasNot: /^$/, lang: /^ar/, dir: "rtl" },
  ];
  for (const { path, title, has, hasNot, lang, dir } of cases) {
    test(`${path} is shown clean`, async () => {
      const page = await world.driver.open(world.address + path);
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      await world.driver.read(page);
      const shown = await screen(page);
      assert.equal(shown.note, "", shown.text);
      assert.match(shown.title, title);
      assert.match(shown.text, has);
      assert.doesNotMatch(shown.text, hasNot);
      assert.match(shown.lang, lang);
      if (dir) assert.equal(shown.dir, dir);
      await page.keyboard.press("Escape");
      await until(page, () => location.protocol === "http:", "Escape did not lead back");
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before, "the page was changed");
      await page.close();
    });
  }

  for (const way of ["Escape", "Back"]) {
    test(`${way} leads back to the place in the page`, async () => {
      const page = await world.driver.open(`${world.address}/long`);
      await page.evaluate(() => window.scrollTo({ top: 2345, behavior: "instant" }));
      await pause(300);
      await world.driver.read(page);
      assert.equal(await page.evaluate(() => Math.round(window.scrollY)), 0);
      if (way === "Escape") await page.keyboard.press("Escape");
      else await page.goBack().catch(() => {});
      await until(
        page,
        () => location.protocol === "http:" && document.readyState === "complete",
        "the page did not come back",
      );
      await until(page, () => Math.abs(window.scrollY - 2345) < 3, "the page is at another place");
      await page.close();
    });
  }

  test("a page without an article says so, and all of its text is there", async () => {
    const page = await world.driver.open(`${world.address}/form`);
    await world.driver.read(page);
    const { note, text } = await screen(page);
    assert.equal(note, "notReadable");
    for (const words of [
      "Sign in to the archive",
      "Forgot your password?",
      "Help with signing in",
      "All rights reserved",
      "Weather",
    ]) {
      assert.ok(text.includes(words), `${words} in: ${text}`);
    }
    await page.close();
  });

  test("a page without any text says that", async () => {
    const page = await world.driver.open(`${world.address}/empty`);
    await world.driver.read(page);
    assert.equal((await screen(page)).note, "nothing");
    await page.close();
  });

  test("a page of the browser's own says that it cannot be read", async () => {
    const page = await world.driver.openAnywhere(browserName === "firefox" ? "about:license" : "chrome://version");
    await world.driver.read(page);
    assert.equal((await screen(page)).note, "closedPage");
    await page.close();
  });

  test("a reader that is loaded again still shows its article", async () => {
    const page = await world.driver.open(`${world.address}/long`);
    await world.driver.read(page);
    await page.evaluate(() => location.reload());
    await pause(500);
    await world.driver.shown(page);
    assert.match((await screen(page)).title, /flood/);
    await page.close();
  });
});
