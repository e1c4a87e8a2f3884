// What the reader can do with an article, each as a person does it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browserName, until, useExtension } from "./driver.mjs";
import { choose, click, own, set, texts } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const world = useExtension();

/** @param {string} path */
async function read(path) {
  const page = await world.driver.open(world.address + path);
  return world.driver.read(page);
}

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
    await until(
      page,
      () => [...document.fonts].some(({ family, status }) => /OpenDyslexic/.test(family) && status === "loaded"),
      "the font did not load",
    );
    const width = () => page.$eval("#article", (article) => article.getBoundingClientRect().width);
    const narrow = await width();
    await set(page, "#set-measure", 40);
    assert.ok((await width()) < narrow * 0.9, "the lines are as long as before");
    await until(
      page,
      async () => {
        const { storage } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
        return (await storage.local.get("settings")).settings?.measure === 40;
      },
      "it was not remembered",
    );
    const other = await read("/notes");
    assert.equal(await other.evaluate(() => document.documentElement.dataset.theme), "black");
    assert.equal(await other.$eval(".part > p", (paragraph) => getComputedStyle(paragraph).fontSize), "24px");
    await other.close();
    await page.bringToFront();
    await click(page, "input[name=theme][value=system]");
    await click(page, "input[name=font][value=serif]");
    await set(page, "#set-size", 19);
    await set(page, "#set-measure", 66);
    await set(page, "#set-lineHeight", 1.6);
    await page.keyboard.press("Escape");
  });

  test("what is chosen at once is all kept, however slow the storage", async () => {
    const scene = await page.evaluateHandle(() => {
      const { storage } = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
      const { local } = storage;
      const { get } = local;
      local.get = async (/** @type {unknown[]} */ ...args) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        return get.apply(local, args);
      };
      const root = document.documentElement;
      /** @type {string[]} */
      const sizes = [];
      new MutationObserver(() => sizes.push(root.style.getPropertyValue("--size"))).observe(root, { attributes: true });
      for (const [name, value] of Object.entries({ size: "24", measure: "50", lineHeight: "2" })) {
        const field = /** @type {HTMLInputElement} */ (document.querySelector(`#set-${name}`));
        field.value = value;
        field.dispatchEvent(new Event("input"));
      }
      const end = () => {
        local.get = get;
        return [...new Set(sizes)];
      };
      return { local, end };
    });
    await until(
      page,
      async ({ local }) => {
        const { size, measure, lineHeight } = (await local.get("settings")).settings;
        return size === 24 && measure === 50 && lineHeight === 2;
      },
      "one choice undid another",
      scene,
    );
    assert.deepEqual(await scene.evaluate(({ end }) => end()), ["1.5rem"], "what was chosen did not stay");
    await set(page, "#set-size", 19);
    await set(page, "#set-measure", 66);
    await set(page, "#set-lineHeight", 1.6);
  });

  test("the theme is the system's until another is chosen", async () => {
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await world.driver.emulate(page, { dark: true });
    const dark = await paper();
    await world.driver.emulate(page, {});
    assert.deepEqual([dark, await paper()], ["rgb(23, 22, 20)", "rgb(251, 250, 247)"]);
  });

  test("a font for easy reading has the letters of the article's language", async () => {
    const page = await read("/examples/related-tail.vi.html");
    for (const font of ["lexend", "opendyslexic"]) {
      await click(page, `input[name=font][value=${font}]`);
      // OpenDyslexic lacks most Vietnamese letters; words of two fonts would be hard to read.
      assert.match(
        await page.$eval(".part > p", (paragraph) => getComputedStyle(paragraph).fontFamily),
        /^"?Lexend/,
        font,
      );
    }
    await until(
      page,
      () =>
        [...document.fonts].some(
          ({ family, status, unicodeRange }) =>
            /Lexend/.test(family) && status === "loaded" && /U\+1EA0/i.test(unicodeRange),
        ),
      "its Vietnamese letters did not load",
    );
    await click(page, "input[name=font][value=serif]");
    await page.close();
  });

  test("nothing moves by itself for those who asked for less motion", async () => {
    const behaviours = () =>
      page.evaluate(() => {
        const found = /** @type {(string | undefined)[]} */ ([]);
        const { scrollIntoView } = Element.prototype;
        Element.prototype.scrollIntoView = (options) => void found.push(Object(options).behavior);
        /** @type {HTMLElement} */ (document.querySelector(".outline li:nth-child(5) a")).click();
        Element.prototype.scrollIntoView = scrollIntoView;
        const moving = [...document.querySelectorAll("*")].filter((element) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
          return transitionDuration !== "0s" || animationName !== "none" || scrollBehavior === "smooth";
        });
        return [...found, moving.length];
      });
    await world.driver.emulate(page, { calm: true });
    assert.deepEqual(await behaviours(), ["instant", 0]);
    await world.driver.emulate(page, {});
    assert.equal((await behaviours())[0], "smooth");
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

  test("there is no outline of an article without headings", async () => {
    const page = await read("/notes");
    assert.equal(await page.$eval("#tool-outline", (tool) => tool.checkVisibility()), false);
    await page.close();
  });

  test("find counts, marks and goes to what is looked for, without regard to capitals", async () => {
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    await page.keyboard.press("/");
    await page.keyboard.type("CHAPTER 6");
    await until(page, () => document.querySelector("#find output")?.textContent === "1 of 1", "the count is wrong");
    await until(page, () => window.scrollY > 1000, "it did not go there");
    assert.equal(await page.evaluate(() => CSS.highlights.get("found-now")?.size), 1);
    await set(page, "#find input", "chapter");
    await page.focus("#find input");
    /** @type {string[]} */
    const counts = [];
    for (const isBack of [false, false, true]) {
      if (isBack) await page.keyboard.down("Shift");
      await page.keyboard.press("Enter");
      if (isBack) await page.keyboard.up("Shift");
      counts.push((await texts(page, "#find output"))[0]);
    }
    assert.deepEqual(counts, ["2 of 8", "3 of 8", "2 of 8"]);
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
    const strict = await count();
    await set(page, "#set-strictness", 0);
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

  test("what it is unsure of is folded, and put back at its place", async () => {
    // From a file, so that no model's verdict on a page moves it.
    const paragraph = (/** @type {number} */ id, /** @type {string} */ words) => ({
      id,
      type: "paragraph",
      content: [words],
    });
    const [first, unsure, last] = ["The eels are back.", "Ann lives by the mill.", "They swim upstream."];
    const article = {
      version: 1,
      readable: true,
      title: "The eels",
      blocks: [paragraph(1, first), paragraph(3, last)],
      scores: [1, 1],
      related: [],
      removed: [
        {
          kind: "other",
          reason: "like a box",
          score: 0.4,
          text: unsure,
          block: paragraph(2, unsure),
          at: 1,
          fold: true,
        },
      ],
    };
    const file = { format: "bodycopy library", version: 1, articles: [{ id: "https://eels.example/", article }] };
    const page = await own(world.driver, "library.html");
    await choose(page, JSON.stringify(file));
    await until(page, () => !!document.querySelector("#articles h2 a"), "it was not imported");
    await click(page, "#articles h2 a");
    await world.driver.shown(page);
    const state = () => page.$$eval(".part", (parts) => parts.map((part) => part.className));
    assert.deepEqual(await state(), ["part kept", "part folded", "part kept"]);
    assert.equal(await page.$eval(".part.folded p", (words) => words.checkVisibility()), false, "it stands open");
    await click(page, ".part.folded summary");
    await click(page, ".part.folded button");
    assert.deepEqual(await state(), ["part kept", "part restored", "part kept"]);
    assert.deepEqual(await texts(page, ".part > p"), [first, unsure, last]);
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
    // No voice is installed where tests run; this one says a sentence when it is told to.
    await page.evaluate(() => {
      const spoken = /** @type {{ text: string, over: () => void }[]} */ ([]);
      class Utterance extends EventTarget {
        lang = "";
        rate = 1;
        voice = null;
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
          const { text, lang, rate, voice } = utterance;
          const marked = [...(CSS.highlights.get("spoken") ?? [])].map((range) => String(range).trim());
          const over = () => utterance.dispatchEvent(new Event("end"));
          spoken.push({ .../** @type {object} */ ({ lang, rate, voice: Object(voice).name, marked }), text, over });
        },
      });
      Object.defineProperty(window, "speechSynthesis", { value: speech });
      Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
      Reflect.set(window, "spoken", spoken);
    });
    /** The last one comes to its end; then how many have been begun. */
    const over = () =>
      page.evaluate(() => {
        const spoken = Reflect.get(window, "spoken");
        spoken.at(-1).over();
        return spoken.length;
      });
    await set(page, "#set-speechRate", 1.5);
    await page.keyboard.press("l");
    await click(page, "#listen-start");
    for (let count = 2; count <= 6; count += 1) assert.equal(await over(), count, "it fell silent");
    await click(page, "#listen-start");
    assert.equal(await over(), 6, "it did not pause");
    await click(page, "#listen-start");
    const spoken = await page.evaluate(() => JSON.parse(JSON.stringify(Reflect.get(window, "spoken"))));
    for (const { text, lang, voice, rate, marked } of spoken) {
      assert.match(lang, /^vi/);
      assert.equal(voice, "Linh");
      assert.equal(rate, 1.5);
      assert.deepEqual(marked, [text]);
    }
    assert.match(spoken[0].text, /^Xã Vàm Xanh trồng đai rừng/);
    assert.equal(spoken[6].text, spoken[5].text, "it did not go on where it had paused");
    assert.deepEqual(await texts(page, "#listen-voice option"), ["The browser’s choice", "Linh (vi-VN)"]);
    await click(page, "#panel-listen .choices button:last-child");
    assert.equal(await page.evaluate(() => CSS.highlights.has("spoken")), false, "a sentence is still marked");
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
    await until(page, () => innerWidth === 320, "the screen is as wide as before");
    const { wide, view } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      view: innerWidth,
    }));
    assert.ok(wide <= view, `${wide} > ${view}`);
    await page.close();
  });
});
