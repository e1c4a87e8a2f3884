// What is stored: by an earlier version, under a newer one, and where there is no room.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, until, useExtension } from "./driver.mjs";
import { keep, own, texts, told } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

/** Bytes, of which Firefox is told when it starts, and Chromium before it first asks how many there are. */
const ROOM = 4_096_000;

const world = useExtension({ preferences: { "dom.quotaManager.temporaryStorage.fixedLimit": ROOM / 1024 } });

/** @param {Page} page */
async function limit(page) {
  if (browserName === "firefox") return;
  const session = await page.createCDPSession();
  await session.send("Storage.overrideQuotaForOrigin", { origin: world.driver.origin, quotaSize: ROOM });
}

/** Runs in a page of the extension: takes what room there is, and tells the error that ends it. */
async function fill() {
  const database = await /** @type {Promise<IDBDatabase>} */ (
    new Promise((resolve, reject) => {
      const request = indexedDB.open("filling", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("bytes", { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    })
  );
  const PIECE = 1 << 12;
  let error = "";
  // Ever smaller, so that little is left.
  for (const size of [1 << 20, 1 << 17, PIECE]) {
    for (let isRoom = true; isRoom; ) {
      const parts = Array.from({ length: size / PIECE }, () => crypto.getRandomValues(new Uint8Array(PIECE)));
      const transaction = database.transaction("bytes", "readwrite");
      try {
        await new Promise((resolve, reject) => {
          transaction.objectStore("bytes").put(new Blob(parts));
          transaction.oncomplete = resolve;
          transaction.onabort = () => reject(transaction.error);
        });
      } catch (thrown) {
        error = Object(thrown).name;
        isRoom = false;
      }
    }
  }
  // Closing would give room back, as browsers tidy up then.
  Reflect.set(window, "emptied", () => {
    database.close();
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase("filling");
      request.onsuccess = () => resolve(null);
      request.onerror = () => reject(request.error);
    });
  });
  return error;
}

/** Runs in a page of the extension: the library as version 1 of the database left it. */
function asInVersion1() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("library", 1);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      const articles = request.result.createObjectStore("articles", { keyPath: "id" });
      articles.createIndex("saved", "saved");
      const pictures = request.result.createObjectStore("pictures", { keyPath: ["article", "url"] });
      pictures.createIndex("article", "article");
      const id = "https://courier.example/eels";
      const picture = "https://courier.example/eel.svg";
      articles.put({
        id,
        saved: Date.UTC(2026, 0, 5),
        tags: ["fish"],
        article: {
          version: 1,
          readable: true,
          confidence: 0.9,
          title: "The eels are back",
          lead: null,
          byline: "Ann Miller",
          authors: [{ name: "Ann Miller", url: null }],
          source: null,
          siteName: "The Meadow Courier",
          section: ["Nature"],
          tags: [],
          publishedTime: "2026-01-04T08:00:00+01:00",
          modifiedTime: null,
          url: id,
          canonicalUrl: id,
          nextPage: null,
          lang: "en",
          dir: "ltr",
          image: null,
          favicon: null,
          excerpt: "They swim by the mill again.",
          accessibleForFree: null,
          blocks: [
            { id: 1, type: "paragraph", content: ["They swim by the mill again."] },
            {
              id: 2,
              type: "figure",
              images: [{ url: picture, alt: "An eel", srcset: [], width: 40, height: 20 }],
              caption: ["An eel."],
            },
          ],
          scores: [0.9, 0.9],
          html: "",
          text: "They swim by the mill again.\nAn eel.",
          related: [],
          removed: [],
          removedMore: 0,
          wordCount: 8,
          readingMinutes: 1,
        },
      });
      const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>';
      pictures.put({ article: id, url: picture, blob: new Blob([drawing], { type: "image/svg+xml" }) });
    };
    request.onsuccess = () => {
      request.result.close();
      resolve(null);
    };
  });
}

describe(`what is stored in ${browserName}`, () => {
  test("a library of the first version of its database is read, with its tags and pictures", async () => {
    const settings = await own(world.driver, "options.html");
    await limit(settings);
    await settings.evaluate(asInVersion1);
    const library = await own(world.driver, "library.html");
    assert.deepEqual(await texts(library, "#articles h2"), ["The eels are back"]);
    assert.deepEqual(await texts(library, "#tag option"), ["All tags", "fish"]);
    await library.$eval("#articles h2 a", (link) => /** @type {HTMLElement} */ (link).click());
    await world.driver.shown(library);
    assert.match((await texts(library, "#article"))[0], /They swim by the mill again/);
    await until(
      library,
      () => {
        const image = /** @type {HTMLImageElement | null} */ (document.querySelector("#article img"));
        return image?.src.startsWith("blob:") && image.naturalWidth > 0;
      },
      "the kept picture is not shown",
    );
    await library.close();
  });

  test("where there is no room, the person is told, and nothing that was kept is lost", async () => {
    const page = await world.driver.open(`${world.address}/long`);
    await world.driver.read(page);
    assert.equal(await page.evaluate(fill), "QuotaExceededError");
    await page.keyboard.press("s");
    await told(page, "There is no room");
    assert.equal(await page.$eval("#tool-keep", (button) => button.getAttribute("aria-pressed")), "false");
    const library = await own(world.driver, "library.html");
    assert.deepEqual(await texts(library, "#articles h2"), ["The eels are back"]);
    await library.close();
    await page.bringToFront();
    await page.evaluate(() => Reflect.get(window, "emptied")());
    await keep(page);
    await page.close();
  });

  test("an open library stands in no newer version's way", async () => {
    const library = await own(world.driver, "library.html");
    const settings = await own(world.driver, "options.html");
    const outcome = await settings.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("library", 99);
          request.onblocked = () => resolve("it waits");
          request.onsuccess = () => {
            resolve("opened");
            request.result.close();
          };
        }),
    );
    assert.equal(outcome, "opened");
    await settings.close();
    await library.close();
  });
});
