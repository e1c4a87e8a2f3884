// The library: articles kept, found, tagged, read without their server, over restarts and upgrades, and taken elsewhere.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { root } from "../../tools/command.mjs";
import { allowEverywhere, browserName, changedCopy, pause, start, until } from "./driver.mjs";
import { openSite } from "./pages.mjs";
import { choose, click, keep, own, set, texts, told } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("./driver.mjs").Driver} Driver */

const profile = mkdtempSync(join(tmpdir(), "bodycopy-profile-"));
const downloads = mkdtempSync(join(tmpdir(), "bodycopy-downloads-"));
// One folder through all restarts: Chromium tells extensions apart by theirs.
const folder = changedCopy(join(root, "dist/extension", browserName), { allowed: true });

/** @param {Page} page @param {string} words */
const searched = async (page, words) => {
  await set(page, "#search", words);
  return texts(page, "#articles h2");
};

/** How many pictures the library holds of the articles of a page. @param {Page} page of the extension @param {string} path */
const pictureCount = (page, path = "/pictures") =>
  page.evaluate(async (path) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("library");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const request = database.transaction("pictures").objectStore("pictures").getAllKeys();
    const keys = /** @type {[string, string][]} */ (
      await new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
      })
    );
    database.close();
    return keys.filter(([article]) => new URL(article).pathname === path).length;
  }, path);

describe(`the library in ${browserName}`, () => {
  const closing = new AbortController();
  let address = "";
  /** @type {Driver} */
  let driver;
  before(async () => {
    ({ address } = await openSite({ signal: closing.signal }));
    driver = await start({ profile, folder, downloads });
    await allowEverywhere(driver);
  });
  after(async () => {
    await driver?.close();
    closing.abort();
    for (const folder of [profile, downloads]) rmSync(folder, { recursive: true, force: true });
  });

  /** @param {string} url */
  async function kept(url) {
    const page = await driver.open(url);
    await driver.read(page);
    await keep(page);
    await page.close();
  }

  test("articles are kept, found by any word with and without accents, and by tag", async () => {
    await kept(`${address}/examples/related-tail.vi.html`);
    await kept(`${address}/long`);
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
    await set(page, "#articles li:first-child input", "water, village , water", "change");
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
    driver = await start({ profile, folder, downloads });
    const page = await own(driver, "library.html");
    assert.equal((await texts(page, "#articles h2")).length, 2);
    assert.deepEqual(await texts(page, "#tag option"), ["All tags", "village", "water"]);
    await click(page, "#articles h2 a");
    await driver.shown(page);
    assert.match((await texts(page, "#article"))[0], /Chapter 8: the last day/);
    await page.close();
  });

  test("an article is read without its server, with its pictures", async () => {
    const gone = new AbortController();
    const site = await openSite({ signal: gone.signal });
    await allowEverywhere(driver);
    await kept(`${site.address}/pictures`);
    gone.abort();
    const library = await own(driver, "library.html");
    assert.equal(await pictureCount(library), 6);
    await click(library, "#articles h2 a");
    await driver.shown(library);
    await until(
      library,
      () => {
        const images = /** @type {HTMLImageElement[]} */ ([...document.querySelectorAll("#article img")]);
        const isShown = (/** @type {HTMLImageElement} */ image) =>
          image.src.startsWith("blob:") && image.naturalWidth > 0;
        for (const image of images) image.loading = "eager";
        return images.length === 6 && images.every(isShown);
      },
      "the kept pictures are not shown",
    );
    assert.match((await texts(library, "#article"))[0], /View 6 of the meadow/);
    await library.close();
  });

  test("pictures are not kept by those who do not want that", async () => {
    const settings = await own(driver, "options.html");
    await click(settings, "#keepPictures");
    const page = await driver.open(`${address}/pictures?without`);
    await driver.read(page);
    await keep(page);
    assert.equal(await pictureCount(page), 6, "those of the other article alone");
    await page.close();
    await settings.bringToFront();
    await click(settings, "#keepPictures");
    await settings.close();
  });

  /** The file that was exported, when it is whole. */
  async function saved() {
    for (let tries = 0; tries < 400; tries += 1) {
      const names = readdirSync(downloads);
      if (names.length === 1 && /^bodycopy-library-[\d-]+\.json$/.test(names[0])) {
        const text = readFileSync(join(downloads, names[0]), "utf8");
        if (text.endsWith("]}\n")) return text;
      }
      await pause(50);
    }
    throw new Error(`nothing was exported, but ${readdirSync(downloads)}`);
  }

  test("a file takes the library elsewhere: exported, removed, undone, removed, imported", async () => {
    const page = await own(driver, "library.html");
    const count = (await texts(page, "#articles h2")).length;
    await page.bringToFront();
    await page.click("#export");
    const exported = await saved();
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
    await choose(page, "{}");
    await told(page, "no library");
    await choose(page, exported);
    await until(
      page,
      (count) => document.querySelectorAll("#articles li").length === count,
      "it was not imported",
      count,
    );
    assert.match((await texts(page, "#status"))[0], new RegExp(`Imported: ${count}\\. Already here: 0\\.`));
    await choose(page, exported);
    await told(page, `here: ${count}`);
    assert.equal(await pictureCount(page), 6);
    assert.deepEqual(await texts(page, "#tag option"), ["All tags", "village", "water"]);
    await page.close();
  });
});
