// From a page to the reader and back, on every sort of page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, until, useExtension } from "./driver.mjs";
import { screen } from "./screen.mjs";

const world = useExtension();

/** Runs in a page: notes when anything in it is changed, shadow roots included. Where no script may run, nothing can be noted. */
function watch() {
  sessionStorage.setItem("changes", "none");
  const observer = new MutationObserver((all) => sessionStorage.setItem("changes", all[0].type));
  const observe = (/** @type {Node} */ root) => {
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const element of /** @type {ParentNode & Node} */ (root).querySelectorAll("*")) {
      if (element.shadowRoot) observe(element.shadowRoot);
    }
  };
  observe(document);
}

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
    {
      path: "/examples/right-to-left.ar.html",
      title: /./,
      has: /سلمى الحارثي/,
      hasNot: /يناير/,
      lang: /^ar/,
      dir: "rtl",
    },
  ];
  for (const { path, title, has, hasNot, lang, dir } of cases) {
    test(`${path} is shown clean`, async () => {
      const page = await world.driver.open(world.address + path);
      await page.evaluate(watch);
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
      assert.equal(await page.evaluate(() => sessionStorage.getItem("changes")), "none", "the page was changed");
      await page.close();
    });
  }

  for (const way of ["Escape", "Back"]) {
    test(`${way} leads back to the place in the page`, async () => {
      const page = await world.driver.open(`${world.address}/long`);
      await page.evaluate(() => window.scrollTo({ top: 2345, behavior: "instant" }));
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
    assert.equal(await page.$(".part.restored, .part.folded"), null, "a part looks as if it did not belong there");
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
    await page.evaluate(() => {
      Reflect.set(window, "isOld", true);
      location.reload();
    });
    await until(
      page,
      () => !Reflect.has(window, "isOld") && !!document.querySelector("#article[data-state]"),
      "it did not load again",
    );
    assert.match((await screen(page)).title, /flood/);
    await page.close();
  });
});
