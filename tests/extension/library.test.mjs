// The library, the settings and the memory for sites, over restarts and upgrades, and where there is no room.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { root } from "../../tools/command.mjs";
import { browserName, pause, start, until } from "./driver.mjs";
import { openSite } from "./pages.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./driver.mjs").Driver} Driver */

const profile = mkdtempSync(join(tmpdir(), "bodycopy-profile-"));
const folder = join(mkdtempSync(join(tmpdir(), "bodycopy-extension-")), "extension");
cpSync(join(root, "dist/extension", browserName), folder, { recursive: true });

/** @param {Page} page @param {string} selector */
const texts = (page, selector) =>
  page.$$eval(selector, (found) => found.map((element) => element.textContent?.trim() ?? ""));

/** @param {Page} page @param {string} selector */
const click = (page, selector) => page.$eval(selector, (button) => /** @type {HTMLElement} */ (button).click());

/** @param {Driver} driver @param {string} path */
async function own(driver, path) {
  const page = await driver.openOwn(path);
  await until(page, () => document.documentElement.dataset.state === "ready", `${path} did not open`);
  return page;
}

/** @param {Page} page @param {string} words */
const searched = async (page, words) => {
  await page.$eval(
    "#search",
    (field, words) => {
      /** @type {HTMLInputElement} */ (field).value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    words,
  );
  return texts(page, "#articles h2");
};

describe(`the library in ${browserName}`, () => {
  const closing = new AbortController();
  let address = "";
  /** @type {Driver} */
  let driver;
  before(async () => {
    ({ address } = await openSite({ signal: closing.signal }));
    driver = await start({ profile, folder });
  });
  after(async () => {
    await driver?.close();
    closing.abort();
    rmSync(profile, { recursive: true, force: true });
    rmSync(join(folder, ".."), { recursive: true, force: true });
  });

  /** @param {string} path */
  async function keep(path) {
    const page = await driver.open(address + path);
    await driver.read(page);
    await page.keyboard.press("s");
    await until(page, () => document.querySelector("#tool-keep[aria-pressed=true]") !== null, `${path} was not kept`);
    await page.close();
  }

  test("articles are kept, found by any word with and without accents, and by tag", async () => {
    await keep("/examples/related-tail.vi.html");
    await keep("/long");
    const page = await own(driver, "library.html");
    assert.deepEqual(await texts(page, "#articles h2"), [
      "The flood of the lower meadow",
      "Xã Vàm Xanh trồng đai rừng bần giữ đất bãi bồi ven sông",
    ]);
    assert.equal((await searched(page, "Lê Văn Tư"))[0]?.slice(0, 11), "Xã Vàm Xanh");
    assert.equal((await searched(page, "le van tu"))[0]?.slice(0, 11), "Xã Vàm Xanh");
    assert.deepEqual(await searched(page, "geese flying"), ["The flood of the lower meadow"]);
    assert.deepEqual(await searched(page, "zebra"), []);
    await searched(page, "");
    await page.$eval("#articles li:first-child input", (field) => {
      /** @type {HTMLInputElement} */ (field).value = "water, village , water";
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await until(page, () => document.querySelectorAll("#tag option").length === 3, "the tags are not there");
    assert.deepEqual(await texts(page, "#tag option"), ["All tags", "village", "water"]);
    await page.select("#tag", "water");
    assert.deepEqual(await texts(page, "#articles h2"), ["The flood of the lower meadow"]);
    await page.close();
  });

  test("what is kept outlives a restart and an upgrade", async () => {
    await driver.close();
    const path = join(folder, "manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...manifest, version: "9.9.9" }));
    driver = await start({ profile, folder });
    const page = await own(driver, "library.html");
    assert.equal((await texts(page, "#articles h2")).length, 2);
    assert.deepEqual(await texts(page, "#tag option"), ["All tags", "village", "water"]);
    await Promise.all([page.waitForNavigation().catch(() => {}), click(page, "#articles h2 a")]);
    await driver.shown(page);
    assert.match((await texts(page, "#article"))[0], /Chapter 8: the last day/);
    await page.close();
  });

  test("an article is read without its server, with its pictures", async () => {
    const gone = new AbortController();
    const site = await openSite({ signal: gone.signal });
    const first = await driver.open(`${site.address}/pictures`);
    await driver.read(first);
    // A page that stands open may be read; its pictures are another matter (see the guide), so these are put in by hand.
    await first.keyboard.press("s");
    await until(first, () => document.querySelector("#tool-keep[aria-pressed=true]") !== null, "it was not kept");
    await first.evaluate(async () => {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open("library");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const image = /** @type {HTMLImageElement} */ (document.querySelector("#article img"));
      const article = new URL(new URLSearchParams(location.search).get("url") ?? "").href;
      const blob = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>'], {
        type: "image/svg+xml",
      });
      const transaction = database.transaction("pictures", "readwrite");
      transaction.objectStore("pictures").put({ article, url: image.src, blob });
      await new Promise((resolve) => {
        transaction.oncomplete = () => resolve(null);
      });
      database.close();
    });
    await first.close();
    gone.abort();
    const library = await own(driver, "library.html");
    await Promise.all([library.waitForNavigation().catch(() => {}), click(library, "#articles h2 a")]);
    await driver.shown(library);
    await until(
      library,
      () => {
        const image = /** @type {HTMLImageElement | null} */ (document.querySelector("#article img"));
        return image?.src.startsWith("blob:") && image.complete && image.naturalWidth > 0;
      },
      "the kept picture is not shown",
    );
    assert.match((await texts(library, "#article"))[0], /View 6 of the meadow/);
    await library.close();
  });

  test("a file takes the library elsewhere: exported, removed, undone, removed, imported", async () => {
    const page = await own(driver, "library.html");
    const count = (await texts(page, "#articles h2")).length;
    await page.evaluate(() => {
      const made = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        Reflect.set(window, "exported", blob);
        return made.call(URL, blob);
      };
      HTMLAnchorElement.prototype.click = () => {};
    });
    await click(page, "#export");
    await until(page, () => Reflect.has(window, "exported"), "nothing was exported");
    await click(page, "#articles li:last-child .row button");
    await until(
      page,
      (count) => document.querySelectorAll("#articles li").length === count - 1,
      "it was not removed",
      count,
    );
    await click(page, "#status button");
    await until(
      page,
      (count) => document.querySelectorAll("#articles li").length === count,
      "it did not come back",
      count,
    );
    for (let left = count - 1; left >= 0; left -= 1) {
      await click(page, "#articles li .row button");
      await until(
        page,
        (left) => document.querySelectorAll("#articles li").length === left,
        "it was not removed",
        left,
      );
    }
    const brought = async (/** @type {string | null} */ text) =>
      page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(
          new File([text ?? Reflect.get(window, "exported")], "library.json", { type: "application/json" }),
        );
        const field = /** @type {HTMLInputElement} */ (document.querySelector("#file"));
        field.files = data.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, text);
    await brought("{}");
    await until(
      page,
      () => /no library/.test(document.querySelector("#status")?.textContent ?? ""),
      "a bad file was taken",
    );
    await brought(null);
    await until(
      page,
      (count) => document.querySelectorAll("#articles li").length === count,
      "it was not imported",
      count,
    );
    assert.match((await texts(page, "#status"))[0], new RegExp(`Imported: ${count}\\. Already here: 0\\.`));
    await brought(null);
    await until(
      page,
      (count) => (document.querySelector("#status")?.textContent ?? "").includes(`here: ${count}`),
      "it came twice",
      count,
    );
    assert.deepEqual(await texts(page, "#tag option"), ["All tags", "village", "water"]);
    await page.close();
  });

  test("where there is no room, nothing that was kept is lost, and the person is told", async () => {
    const page = await driver.open(`${address}/notes`);
    await driver.read(page);
    if (browserName === "chromium") {
      const session = await page.createCDPSession();
      await session.send("Storage.overrideQuotaForOrigin", { origin: driver.origin, quotaSize: 1 });
    } else {
      // Firefox's quota is fixed when it starts; the store says what it says when there is no room.
      await page.evaluate(() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...args) {
          const request = put.apply(this, /** @type {any} */ (args));
          this.transaction.abort();
          Object.defineProperty(this.transaction, "error", {
            value: new DOMException("no room", "QuotaExceededError"),
          });
          return request;
        };
      });
    }
    await page.keyboard.press("s");
    await until(
      page,
      () => /There is no room/.test(document.querySelector("#status")?.textContent ?? ""),
      "nothing was said",
    );
    assert.equal(await page.$eval("#tool-keep", (button) => button.getAttribute("aria-pressed")), "false");
    await page.close();
    const library = await own(driver, "library.html");
    assert.equal((await texts(library, "#articles h2")).length, 3);
    await library.close();
  });

  test("what is put back on one page of a site is shown on the next, until it is forgotten", async () => {
    const has = async (/** @type {number} */ at) => {
      const page = await driver.open(`${address}/boxes/${at}`);
      await driver.read(page);
      const shown = await page.$$eval(".part:not(.folded)", (parts) => parts.map((part) => part.textContent).join(" "));
      return { page, shown: /village cooks eel soup/.test(shown) };
    };
    const first = await has(1);
    assert.equal(first.shown, false, "the box is shown anyway");
    await first.page.evaluate(() => {
      const buttons = [...document.querySelectorAll("#left-out button, .folded button")];
      const fits = (/** @type {Element} */ button) =>
        /village cooks eel soup/.test(button.closest("li, .part")?.textContent ?? "");
      /** @type {HTMLElement | undefined} */ (buttons.find(fits))?.click();
    });
    await until(
      first.page,
      () => /Remembered for/.test(document.querySelector("#status")?.textContent ?? ""),
      "it was not remembered",
    );
    await first.page.close();
    const second = await has(2);
    assert.equal(second.shown, true, "the next page does not show it");
    await second.page.close();
    const settings = await own(driver, "options.html");
    const [site] = await texts(settings, "#sites > li");
    assert.match(site, /^127\.0\.0\.1:\d+/);
    assert.match(site, /div\.related-box\.more-news always shown/);
    assert.doesNotMatch(site, /village|soup/, "content was remembered");
    await click(settings, "#sites button");
    await until(
      settings,
      () => /No site is remembered/.test(document.querySelector("#sites")?.textContent ?? ""),
      "it was not forgotten",
    );
    await settings.close();
    const third = await has(2);
    assert.equal(third.shown, false, "it is still remembered");
    await third.page.close();
  });

  test("settings are kept, and what they say holds", async () => {
    const settings = await own(driver, "options.html");
    assert.equal(await settings.$eval("#badge", (box) => /** @type {HTMLInputElement} */ (box).checked), false);
    assert.deepEqual(await texts(settings, "#permissions li"), ["None. You are asked when one is needed."]);
    await settings.click("#newTab");
    await pause(300);
    const from = await driver.open(`${address}/long`);
    const page = await driver.opened(() => driver.press(from), "reader.html");
    await driver.shown(page);
    await page.keyboard.press("Escape").catch(() => {});
    for (let tries = 0; (await driver.browser.pages()).includes(page); tries += 1) {
      assert.ok(tries < 200, "the tab is still there");
      await pause(100);
    }
    assert.equal(await from.evaluate(() => location.pathname), "/long");
    await settings.bringToFront();
    await settings.click("#newTab");
    await settings.close();
    await from.close();
  });
});
