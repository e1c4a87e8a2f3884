// What the reader can do with an article, each as a person does it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserName, pause, until, useExtension } from "./driver.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const world = useExtension();

/** @param {string} path */
async function read(path) {
  const page = await world.driver.open(world.address + path);
  return world.driver.read(page);
}

/** @param {Page} page @param {string} selector */
const texts = (page, selector) =>
  page.$$eval(selector, (found) => found.map((element) => element.textContent?.trim() ?? ""));

/** @param {Page} page @param {string} selector @param {string | number} value of a slider or another field */
const set = (page, selector, value) =>
  page.$eval(
    selector,
    (field, value) => {
      const input = /** @type {HTMLInputElement} */ (field);
      input.value = String(value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
    value,
  );

/** A press of a button that may be in a closed panel. @param {Page} page @param {string} selector */
const click = (page, selector) => page.$eval(selector, (button) => /** @type {HTMLElement} */ (button).click());

describe(`the reader in ${browserName}`, () => {
  /** @type {Page} */
  let page;
  before(async () => {
    page = await read("/long");
  });
  after(() => page.close());

  test("theme, font, size, line length and spacing change at once and are remembered", async () => {
    await page.keyboard.press("a");
    await until(page, () => !!document.querySelector("#panel-appearance:popover-open"), "the panel did not open");
    for (const theme of ["light", "sepia", "dark", "black"]) {
      await click(page, `input[name=theme][value=${theme}]`);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
    }
    const colours = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(colours, "rgb(0, 0, 0)");
    await click(page, "input[name=font][value=opendyslexic]");
    await set(page, "#set-size", 24);
    await set(page, "#set-measure", 50);
    await set(page, "#set-lineHeight", 2);
    const style = () =>
      page.$eval(".part > p", (paragraph) => {
        const { fontFamily, fontSize, lineHeight } = getComputedStyle(paragraph);
        return { fontFamily, fontSize, lineHeight };
      });
    const chosen = await style();
    assert.match(chosen.fontFamily, /^"?OpenDyslexic/);
    assert.deepEqual([chosen.fontSize, chosen.lineHeight], ["24px", "48px"]);
    await page.evaluate(() => document.fonts.ready);
    assert.ok(await page.evaluate(() => document.fonts.check("24px OpenDyslexic")), "the font did not load");
    await pause(300);
    const other = await read("/notes");
    assert.equal(await other.evaluate(() => document.documentElement.dataset.theme), "black");
    assert.equal(await other.$eval(".part > p", (paragraph) => getComputedStyle(paragraph).fontSize), "24px");
    await other.close();
    await page.bringToFront();
    await click(page, "input[name=theme][value=system]");
    await click(page, "input[name=font][value=serif]");
    await set(page, "#set-size", 19);
    await set(page, "#set-lineHeight", 1.6);
    await page.keyboard.press("Escape");
  });

  test("the line at the top and the minutes left tell how much is read", async () => {
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    await until(page, () => document.querySelector("#progress")?.getAttribute("aria-valuenow") === "0", "not at 0");
    const [left] = await texts(page, "#bar .left");
    assert.match(left, /\d+ minutes left/);
    await page.evaluate(() =>
      document.querySelector(".part:last-child")?.scrollIntoView({ block: "end", behavior: "instant" }),
    );
    await until(
      page,
      () => Number(document.querySelector("#progress")?.getAttribute("aria-valuenow")) > 97,
      "not at the end",
    );
    assert.notEqual((await texts(page, "#bar .left"))[0], left);
  });

  test("the outline lists the headings and leads to them", async () => {
    const headings = await texts(page, ".outline a");
    assert.equal(headings.length, 8);
    assert.equal(headings[3], "Chapter 4: the fourth day");
    const entries = await page.evaluate(() => history.length);
    await page.keyboard.press("o");
    await until(page, () => !!document.querySelector("#panel-outline:popover-open"), "the outline did not open");
    await click(page, ".outline li:nth-child(4) a");
    await until(
      page,
      () => {
        const heading = [...document.querySelectorAll("h2")].find((h) => h.textContent?.startsWith("Chapter 4"));
        const { top } = heading?.getBoundingClientRect() ?? { top: -1 };
        return top >= 0 && top < 200 && document.activeElement === heading;
      },
      "the heading is not in view",
    );
    assert.equal(await page.evaluate(() => history.length), entries, "Back would not lead to the page");
  });

  test("find counts, marks and goes to what is looked for, without regard to capitals", async () => {
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    await page.keyboard.press("/");
    await page.keyboard.type("CHAPTER 6");
    await until(page, () => document.querySelector("#find output")?.textContent === "1 of 1", "the count is wrong");
    await until(page, () => window.scrollY > 1000, "it did not go there");
    assert.equal(await page.evaluate(() => CSS.highlights.get("found-now")?.size), 1);
    await set(page, "#find input", "no such words");
    assert.deepEqual(await texts(page, "#find output"), ["not found"]);
    await page.keyboard.press("Escape");
    assert.equal(await page.$eval("#find", (box) => /** @type {HTMLElement} */ (box).hidden), true);
    assert.match(await page.evaluate(() => location.protocol), /extension/, "Escape closed more than the box");
  });

  test("keeps less when it is told to, and says what it left out; more puts it back", async () => {
    const page = await read("/examples/boxes-in-the-body.en.html");
    const count = () => page.$$eval(".part:not(.folded)", (parts) => parts.length);
    const usual = await count();
    await set(page, "#set-strictness", 1);
    await pause(100);
    const strict = await count();
    await set(page, "#set-strictness", 0);
    await pause(100);
    const mild = await count();
    await set(page, "#set-strictness", 0.5);
    assert.ok(strict <= usual && usual <= mild && strict < mild, `${strict}, ${usual}, ${mild}`);
    assert.match((await texts(page, "#left-out summary"))[0], /Left out \(\d+\)/);
    const before = await count();
    const [kind] = await texts(page, "#left-out li .label");
    assert.ok(kind !== "" && !kind.includes("_"), kind);
    await click(page, "#left-out li button");
    assert.equal(await count(), before + 1);
    await page.close();
  });

  test("a part can be hidden by hand and put back", async () => {
    const first = await page.$eval(".part", (part) => /** @type {HTMLElement} */ (part).dataset.id);
    await click(page, "#panel-tidy button");
    await click(page, ".part .hide");
    assert.equal(await page.$(`.part[data-id="${first}"]`), null);
    assert.ok((await texts(page, "#left-out .label")).includes("hidden by you"));
    await click(page, '#left-out button[aria-label^="Put back: Chapter 1"]');
    assert.notEqual(await page.$(`.part[data-id="${first}"]`), null);
    await click(page, "#panel-tidy button");
    assert.equal((await page.$$(".part .hide")).length, 0);
  });

  test("copies and saves as Markdown, HTML and text what is on the screen", async () => {
    await page.evaluate(() => {
      const taken = /** @type {string[]} */ ([]);
      Reflect.set(window, "taken", taken);
      navigator.clipboard.writeText = async (text) => void taken.push(text);
      const made = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        /** @type {Blob} */ (blob).text().then((text) => taken.push(text));
        return made.call(URL, blob);
      };
      HTMLAnchorElement.prototype.click = function () {
        taken.push(`file: ${this.download}`);
      };
    });
    const names = ["Markdown", "Html", "Text"];
    for (const name of names) await click(page, `#do-copy${name}`);
    for (const name of names) await click(page, `#do-save${name}`);
    await pause(300);
    const taken = await page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, "taken")));
    const [markdown, html, text] = taken;
    assert.match(markdown, /^# The flood of the lower meadow\n[\s\S]*## Chapter 8/);
    assert.match(html, /^<!doctype html>[\s\S]*<h2[^>]*>Chapter 8/);
    assert.match(text, /^The flood of the lower meadow\n[\s\S]*Chapter 8/);
    assert.doesNotMatch(text, /</);
    assert.deepEqual(
      taken.filter((one) => one.startsWith("file: ")),
      ["md", "html", "txt"].map((ending) => `file: The flood of the lower meadow.${ending}`),
    );
    assert.equal(taken.filter((one) => one === markdown).length, 2, "the file is not what was copied");
    await page.evaluate(() => getSelection()?.removeAllRanges());
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelectorAll(".part > h2")[2]));
    await click(page, "#do-shareLink");
    await pause(100);
    const link = await page.evaluate(() => /** @type {string[]} */ (Reflect.get(window, "taken")).at(-1) ?? "");
    assert.equal(link, `${world.address}/long#:~:text=${encodeURIComponent("Chapter 3: the third day")}`);
  });

  test("prints the article and nothing around it", async () => {
    await page.emulateMediaType("print").catch(() => {});
    if (browserName === "chromium") {
      const shown = await page.evaluate(() =>
        ["#bar", "#after", "#article"].map(
          (selector) => getComputedStyle(/** @type {Element} */ (document.querySelector(selector))).display,
        ),
      );
      assert.deepEqual(shown, ["none", "none", "block"]);
      await page.emulateMediaType();
    }
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 10_000, "the PDF is empty");
  });
});

describe(`more of the reader in ${browserName}`, () => {
  test("pictures open alone, follow each other by the arrow keys, and Escape closes them", async () => {
    const page = await read("/pictures");
    await page.focus("img[data-viewable]");
    await page.keyboard.press("Enter");
    const state = () =>
      page.$eval("dialog.viewer", (dialog) => ({
        open: /** @type {HTMLDialogElement} */ (dialog).open,
        text: dialog.querySelector(".text")?.textContent,
        place: dialog.querySelector("output")?.textContent,
      }));
    assert.deepEqual(await state(), {
      open: true,
      text: "View 1 of the meadow from the mill.",
      place: "Picture 1 of 6",
    });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal((await state()).place, "Picture 3 of 6");
    await page.keyboard.press("Escape");
    assert.equal((await state()).open, false);
    await until(
      page,
      () => document.activeElement?.getAttribute("alt") === "The meadow, view 3",
      "the picture lost the focus",
    );
    await page.close();
  });

  test("a footnote opens beside its mark", async () => {
    const page = await read("/notes");
    await page.click('a[role="doc-noteref"]');
    await until(page, () => !!document.querySelector("#footnote:popover-open"), "the note did not open");
    assert.match((await texts(page, "#footnote"))[0], /^The mill stands on a mound of stones\./);
    await page.keyboard.press("Escape");
    await until(page, () => !document.querySelector("#footnote:popover-open"), "the note did not close");
    assert.match(await page.evaluate(() => location.protocol), /extension/);
    await page.close();
  });

  test("related news stands below the article, once each", async () => {
    const page = await read("/examples/related-tail.vi.html");
    const titles = await texts(page, "#related li p:not(.about):not(.words) a");
    assert.deepEqual(titles, [
      "Chợ nổi Vàm Xanh họp thêm phiên chiều",
      "Thư viện ghe cập bến lần thứ một trăm",
      "Hội đua ghe ngo dời sang tháng tư vì nước thấp",
      "Cầu Cồn Giữa thông xe trước mùa mưa",
      "Người trồng khóm lập sổ theo dõi độ mặn",
      "Đội bóng chuyền nữ Vàm Xanh vào chung kết",
    ]);
    await page.keyboard.press("/");
    await page.keyboard.type("le van tu");
    await until(
      page,
      () => /^1 of \d/.test(document.querySelector("#find output")?.textContent ?? ""),
      "accents were asked for",
    );
    await page.close();
  });

  test("reads aloud sentence by sentence, marks each, in the page's language", async () => {
    const page = await read("/examples/related-tail.vi.html");
    // No voice is installed where tests run; this one says what it is told, quickly.
    await page.evaluate(() => {
      const spoken = /** @type {object[]} */ ([]);
      class Utterance extends EventTarget {
        lang = "";
        rate = 1;
        /** @param {string} text */
        constructor(text) {
          super();
          this.text = text;
        }
      }
      const speech = Object.assign(new EventTarget(), {
        getVoices: () => [
          { name: "Linh", lang: "vi-VN" },
          { name: "Ann", lang: "en-GB" },
        ],
        cancel() {},
        /** @param {Utterance} utterance */
        speak(utterance) {
          utterance.dispatchEvent(new Event("start"));
          const marked = [...(CSS.highlights.get("spoken") ?? [])].map(String);
          spoken.push({
            text: utterance.text,
            lang: utterance.lang,
            rate: utterance.rate,
            voice: Reflect.get(utterance, "voice")?.name,
            marked,
          });
          setTimeout(() => utterance.dispatchEvent(new Event("end")), 20);
        },
      });
      Object.defineProperty(window, "speechSynthesis", { value: speech });
      Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
      Reflect.set(window, "spoken", spoken);
    });
    await set(page, "#set-speechRate", 1.5);
    await page.keyboard.press("l");
    await click(page, "#listen-start");
    await until(page, () => Reflect.get(window, "spoken").length >= 6, "it fell silent");
    await click(page, "#listen-start");
    await pause(100);
    const spoken = await page.evaluate(() => Reflect.get(window, "spoken"));
    for (const { text, lang, voice, rate, marked } of spoken) {
      assert.match(lang, /^vi/);
      assert.equal(voice, "Linh");
      assert.equal(rate, 1.5);
      assert.deepEqual(
        marked.map((/** @type {string} */ words) => words.trim()),
        [text],
      );
    }
    assert.match(spoken[0].text, /^Xã Vàm Xanh trồng đai rừng/);
    await pause(200);
    const paused = await page.evaluate(() => Reflect.get(window, "spoken").length);
    await pause(200);
    assert.equal(await page.evaluate(() => Reflect.get(window, "spoken").length), paused, "it did not pause");
    assert.deepEqual(await texts(page, "#listen-voice option"), ["The browser’s choice", "Linh (vi-VN)"]);
    await page.close();
  });

  test("an article from right to left stands so, and the tools stay", async () => {
    const page = await read("/examples/right-to-left.ar.html");
    const sides = await page.evaluate(() => {
      const paragraph = /** @type {Element} */ (document.querySelector(".part > p"));
      return {
        dir: getComputedStyle(paragraph).direction,
        bar: getComputedStyle(/** @type {Element} */ (document.querySelector("#bar"))).direction,
      };
    });
    assert.deepEqual(sides, { dir: "rtl", bar: "ltr" });
    await page.close();
  });

  test("at a zoom of 400 % nothing has to be scrolled sideways", async () => {
    const page = await read("/long");
    await page.setViewport({ width: 320, height: 400 });
    await pause(200);
    const { wide, view } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      view: innerWidth,
    }));
    assert.ok(wide <= view, `${wide} > ${view}`);
    await page.close();
  });
});
