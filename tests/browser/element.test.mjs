// `<body-copy>` as a page and a person meet it: one script tag, no bundler, under a policy that forbids inline styles
// and all parsing of markup.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import axe from "axe-core";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");
const examples = "/www/site/public/examples/";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("../../www/package/element/class.js").BodyCopyElement} BodyCopyElement */

const paragraphs = [
  "The river rose in the night, and by the morning the lower meadow was under water again, as it is every spring.",
  "Two families moved their sheep to the hill before dawn, and a third carried the hay up to the loft of the mill.",
  "The bridge stayed open. A warden in a yellow coat stood at its foot with a lamp and counted those who crossed.",
  "By the evening the water had begun to fall, and the school said that lessons would start an hour later than usual.",
];
const flood = `<html lang="en"><head><title>Flood in the valley</title></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
  <main><h1>Flood in the valley</h1>${paragraphs.map((words) => `<p>${words}</p>`).join("")}</main></body></html>`;

/** An article with a note, a box of two blocks that are unsure, and one that was left out. */
function stored() {
  const paragraph = (/** @type {number} */ id, /** @type {unknown[]} */ ...content) => ({
    id,
    type: "paragraph",
    content,
  });
  const removed = (
    /** @type {number} */ id,
    /** @type {number} */ at,
    /** @type {boolean} */ fold,
    /** @type {string} */ text,
  ) => ({
    kind: fold ? "other" : "advert",
    reason: "too few words",
    score: fold ? 0.45 : 0.02,
    text,
    block: paragraph(id, text),
    at,
    fold,
  });
  return {
    version: 1,
    readable: true,
    confidence: 1,
    title: "Mill",
    lead: null,
    byline: null,
    authors: [],
    source: null,
    siteName: "Valley News",
    section: ["News"],
    tags: [],
    publishedTime: "2026-02-03T06:00:00Z",
    modifiedTime: null,
    url: null,
    canonicalUrl: null,
    nextPage: null,
    lang: "en",
    dir: "ltr",
    image: null,
    favicon: null,
    excerpt: null,
    accessibleForFree: null,
    html: "",
    text: "",
    related: [],
    wordCount: 40,
    readingMinutes: 1,
    removedMore: 0,
    scores: [1, 1, 1],
    blocks: [
      paragraph(
        1,
        "The mill turns again",
        { type: "footnote", ref: "a" },
        " after a hundred years of silence in the valley.",
      ),
      paragraph(2, "Its wheel was carved by four people who had never made one before."),
      { id: 3, type: "footnotes", notes: [{ ref: "a", blocks: [paragraph(4, "Since March.")] }] },
    ],
    removed: [
      removed(10, 1, true, "The keeper says that the water knows the way."),
      removed(11, 1, true, "He has been saying so for forty years."),
      removed(12, 2, false, "Winter sale, everything must go."),
    ],
  };
}

/** What stands in the element. @param {Page} page */
const shown = (page) =>
  page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("body-copy")?.shadowRoot);
    const text = (/** @type {Element | null} */ element) => element?.textContent?.trim() ?? "";
    return {
      title: text(root.querySelector("[part=title]")),
      blocks: [...root.querySelectorAll(".block")].map(text),
      folded: [...root.querySelectorAll(".folded")].map(text),
      status: text(root.querySelector("[role=status]")),
      problem: text(root.querySelector(".problem:not([hidden])")),
      removed: text(root.querySelector(".removed:not([hidden]) > summary")),
      lang: root.querySelector("article")?.lang,
      dir: root.querySelector("article")?.dir,
      busy: root.querySelector("article")?.ariaBusy,
      fallback: !root.querySelector(".fallback[hidden]"),
    };
  });

/** Puts an element on the page and resolves with what its next `article` or `error` event says. */
const put = (/** @type {Page} */ page, /** @type {string} */ setUp, /** @type {any} */ value = null) =>
  page.evaluate(
    (setUp, value) =>
      new Promise((resolve) => {
        const element = document.createElement("body-copy");
        element.addEventListener("article", (event) => resolve({ title: event.article.title }));
        element.addEventListener("error", (event) => resolve({ error: String(event.error) }));
        const main = /** @type {HTMLElement} */ (document.querySelector("main"));
        main.replaceChildren();
        if (setUp === "src") element.src = value;
        else if (setUp === "template") {
          const template = document.createElement("template");
          for (const words of value) {
            const paragraph = document.createElement("p");
            paragraph.textContent = words;
            template.content.append(paragraph);
          }
          element.append(template);
        } else if (setUp === "response")
          element.source = new Response(value, { headers: { "content-type": "text/html" } });
        else Reflect.set(element, setUp, value);
        main.append(element);
      }),
    setUp,
    value,
  );

describe(`<body-copy> in ${browserName}`, () => {
  /** @type {Page} */
  let page;
  /** @type {string[]} */
  let errors;
  before(async () => {
    ({ page, errors } = await repository.open("tests/browser/element.html"));
    await page.evaluate(() => customElements.whenDefined("body-copy").then(() => undefined));
  });
  after(() => page.close());
  beforeEach(() => {
    errors.length = 0;
  });

  test("shows the article of an address, in its own language, and tells when it is complete", async () => {
    const title = "Xã Vàm Xanh trồng đai rừng bần giữ đất bãi bồi ven sông";
    assert.deepEqual(await put(page, "src", `${examples}related-tail.vi.html`), { title });
    const seen = await shown(page);
    assert.equal(seen.title, title);
    assert.equal(seen.lang, "vi");
    assert.ok(seen.blocks.some((text) => text.includes("Ông Lê Văn Tư")));
    assert.ok(!seen.blocks.some((text) => text.includes("Chợ nổi Vàm Xanh họp thêm")));
    assert.match(seen.removed, /^Left out \(\d+\)$/);
    assert.deepEqual([seen.status, seen.problem, seen.busy, seen.fallback], ["", "", "false", false]);
    assert.deepEqual(errors, []);
  });

  for (const [way, value] of /** @type {[string, unknown][]} */ ([
    ["source", flood],
    ["response", flood],
    ["template", paragraphs],
  ])) {
    test(`shows the article of a page that comes as ${way}`, async () => {
      await put(page, way, value);
      const { blocks } = await shown(page);
      assert.deepEqual(
        blocks.filter((text) => paragraphs.includes(text)),
        paragraphs,
      );
    });
  }

  test("reads from right to left what is written so", async () => {
    await put(page, "src", `${examples}right-to-left.ar.html`);
    const { lang, dir } = await shown(page);
    assert.deepEqual([lang, dir], ["ar", "rtl"]);
  });

  test("blocks stand on the screen while the page is still arriving, and none that stays is made anew", async () => {
    const result = await page.evaluate(
      async ([start, ...rest]) => {
        const element = document.createElement("body-copy");
        document.querySelector("main")?.replaceChildren(element);
        /** @type {ReadableStreamDefaultController<string>} */
        let out;
        const stream = new ReadableStream({
          start(controller) {
            out = controller;
          },
        });
        /** @type {string[]} */
        const told = [];
        element.addEventListener("block", (event) => told.push(event.block.type));
        const done = element.show(stream);
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        const count = () => root.querySelectorAll(".block").length;
        // @ts-expect-error: it has been called
        out.enqueue(start);
        for (const piece of rest) {
          await new Promise((resolve) => setTimeout(resolve, 30));
          // @ts-expect-error: it has been called
          out.enqueue(piece);
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
        const early = {
          blocks: [...root.querySelectorAll(".block")],
          busy: element.busy,
          title: root.querySelector("h1")?.textContent,
        };
        // @ts-expect-error: it has been called
        out.enqueue("</main></body></html>");
        // @ts-expect-error: it has been called
        out.close();
        const article = await done;
        const kept = early.blocks.filter((block) => block.isConnected).length;
        return {
          early: early.blocks.length,
          kept,
          busy: [early.busy, element.busy],
          title: early.title,
          last: count(),
          blocks: article.blocks.length,
          told: told.length,
        };
      },
      [
        "<title>Flood in the valley</title><main><h1>Flood in the valley</h1>",
        ...Array.from({ length: 40 }, (_, index) => `<p>Day ${index}. ${paragraphs[index % 4]}</p>`),
      ],
    );
    assert.ok(result.early > 10, `${result.early} blocks before the end`);
    assert.deepEqual(result.kept, result.early);
    assert.deepEqual(result.busy, [true, false]);
    assert.equal(result.title, "Flood in the valley");
    assert.equal(result.last, result.blocks);
    assert.ok(result.told >= result.blocks);
  });

  test("while it streams nothing moves but what stands below an inserted block", async () => {
    const moved = await page.evaluate(
      async (lines) => {
        const element = document.createElement("body-copy");
        document.querySelector("main")?.replaceChildren(element);
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        /** @type {Map<Element, number>} */
        let tops = new Map();
        /** @type {unknown[]} */
        const moved = [];
        const look = () => {
          const places = [...root.querySelectorAll(".title, .block")];
          const now = new Map(places.map((place) => [place, place.getBoundingClientRect().top + scrollY]));
          // What stood there, up to the first block that is new or gone, must stand where it stood.
          for (const place of places) {
            const before = tops.get(place);
            if (before === undefined) break;
            if (Math.abs(before - (now.get(place) ?? 0)) > 1) moved.push(place.textContent);
          }
          tops = now;
        };
        async function* pieces() {
          for (const line of lines) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            look();
            yield line;
          }
        }
        await element.show(pieces());
        await new Promise((resolve) => setTimeout(resolve, 300));
        look();
        return moved;
      },
      [
        "<title>Flood</title><main><h1>Flood</h1>",
        ...Array.from({ length: 30 }, (_, i) => `<p>Day ${i}. ${paragraphs[i % 4]}</p>`),
      ],
    );
    assert.deepEqual(moved, []);
  });

  test("what is inside the element is shown until there is an article", async () => {
    const before = await page.evaluate(() => {
      const element = document.createElement("body-copy");
      element.append("Read it at the source");
      document.querySelector("main")?.replaceChildren(element);
      return element.shadowRoot?.querySelector(".fallback")?.checkVisibility();
    });
    assert.equal(before, true);
    await page.evaluate((html) => document.querySelector("body-copy")?.show(html), flood);
    assert.equal((await shown(page)).fallback, false);
  });

  test("an address that fails is said, told as error, and can be tried again by keyboard", async () => {
    const { error } = /** @type {{ error: string }} */ (await put(page, "src", "/nothing.html"));
    assert.match(error, /404/);
    assert.match((await shown(page)).problem, /could not be shown.*404.*Try again.*Open the page itself/s);
    await page.evaluate((examples) => {
      const element = document.querySelector("body-copy");
      history.replaceState(null, "", location.href);
      const button = element?.shadowRoot?.querySelector(".problem button");
      // The page is there now.
      const { fetch } = window;
      window.fetch = (address, options) =>
        fetch(String(address).replace("/nothing.html", `${examples}right-to-left.ar.html`), options);
      if (button instanceof HTMLElement) button.focus();
    }, examples);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("body-copy")?.article?.lang === "ar");
    assert.equal((await shown(page)).problem, "");
    await page.reload();
    await page.evaluate(() => customElements.whenDefined("body-copy").then(() => undefined));
  });

  test("a new address wins over the one under way, and leaving the page gives up reading", async () => {
    const result = await page.evaluate(async (flood) => {
      const element = document.createElement("body-copy");
      document.querySelector("main")?.replaceChildren(element);
      let isClosed = false;
      const silent = new ReadableStream(
        {
          pull: () => new Promise(() => {}),
          cancel() {
            isClosed = true;
          },
        },
        { highWaterMark: 0 },
      );
      const first = element.show(silent).catch((error) => error.name);
      while (!silent.locked) await new Promise((resolve) => setTimeout(resolve, 10));
      await element.show(flood);
      const other = element
        .show(new ReadableStream({ pull: () => new Promise(() => {}) }))
        .catch((error) => error.name);
      await new Promise((resolve) => setTimeout(resolve, 50));
      element.remove();
      return [await first, isClosed, await other];
    }, flood);
    assert.deepEqual(result, ["AbortError", true, "AbortError"]);
  });

  test("blocks that are unsure are folded into one box, and one press puts them back and leads there", async () => {
    await put(page, "article", stored());
    const before = await shown(page);
    assert.equal(before.blocks.length, 3);
    assert.equal(before.folded.length, 1);
    assert.match(before.folded[0], /Perhaps part of the article: The keeper says/);
    await page.evaluate(() => {
      const button = document.querySelector("body-copy")?.shadowRoot?.querySelector(".folded button");
      if (button instanceof HTMLElement) button.focus();
    });
    await page.keyboard.press("Enter");
    const after = await shown(page);
    assert.deepEqual(after.folded, []);
    assert.equal(after.blocks[1], "The keeper says that the water knows the way.");
    assert.equal(after.blocks[2], "He has been saying so for forty years.");
    const state = await page.evaluate(() => {
      const element = document.querySelector("body-copy");
      return {
        focused: element?.shadowRoot?.activeElement?.textContent,
        blocks: element?.article?.blocks.map(({ id }) => id),
        scores: element?.article?.scores.length,
      };
    });
    assert.deepEqual(state, { focused: after.blocks[1], blocks: [1, 10, 11, 2, 3], scores: 5 });
  });

  test("what was left out is listed with its reason, and put back and left out again by keyboard", async () => {
    await put(page, "article", stored());
    await page.evaluate(() => {
      const summary = document.querySelector("body-copy")?.shadowRoot?.querySelector(".removed > summary");
      if (summary instanceof HTMLElement) summary.focus();
    });
    await page.keyboard.press("Enter");
    const list = () =>
      page.evaluate(() =>
        [...(document.querySelector("body-copy")?.shadowRoot?.querySelectorAll(".removed li") ?? [])].map(
          (item) => item.textContent,
        ),
      );
    await page.waitForFunction(
      () => document.querySelector("body-copy")?.shadowRoot?.querySelectorAll(".removed li").length === 3,
    );
    assert.match(String((await list())[2]), /advert too few words.*Winter sale, everything must go.*Put back/s);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.ok((await shown(page)).blocks.includes("Winter sale, everything must go."));
    const focused = () =>
      page.evaluate(() => document.querySelector("body-copy")?.shadowRoot?.activeElement?.textContent);
    assert.equal(await focused(), "Leave out");
    await page.keyboard.press("Enter");
    assert.ok(!(await shown(page)).blocks.includes("Winter sale, everything must go."));
  });

  test("a footnote leads to its note and back, though both are in a shadow tree", async () => {
    await put(page, "article", stored());
    await page.evaluate(() => {
      const link = document.querySelector("body-copy")?.shadowRoot?.querySelector("[role=doc-noteref]");
      if (link instanceof HTMLElement) link.focus();
    });
    await page.keyboard.press("Enter");
    assert.match(
      await page.evaluate(() => document.querySelector("body-copy")?.shadowRoot?.activeElement?.textContent ?? ""),
      /Since March/,
    );
  });

  test("strictness acts at once, and never shows more when stricter", async () => {
    await put(page, "src", `${examples}boxes-in-the-body.en.html`);
    const counts = [];
    for (const strictness of ["0", "0.5", "1"]) {
      await page.$eval("body-copy", (element, value) => element.setAttribute("strictness", value), strictness);
      counts.push((await shown(page)).blocks.length);
    }
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
    assert.ok(counts[0] > counts[2], String(counts));
  });

  test("the title takes the level that the page has room for, and headings in the text follow", async () => {
    await put(page, "src", `${examples}right-to-left.ar.html`);
    await page.$eval("body-copy", (element) => element.setAttribute("heading-level", "2"));
    const levels = await page.evaluate(() => {
      const root = document.querySelector("body-copy")?.shadowRoot;
      return [root?.querySelector("[part=title]")?.localName, root?.querySelector(".block h2")?.ariaLevel];
    });
    assert.deepEqual(levels, ["h2", "3"]);
  });

  test("a stored article that is forged does no harm, and what is no article is an error", async () => {
    const forged = {
      blocks: [{ id: 1, type: "paragraph", content: [{ type: "link", url: "javascript:alert(1)", content: ["x"] }] }],
      removed: [],
      scores: [1],
      title: "<b>x</b>",
      section: "News",
      authors: 3,
    };
    await put(page, "article", forged);
    const found = await page.evaluate(
      () => document.querySelector("body-copy")?.shadowRoot?.querySelectorAll("a[href^=javascript], b").length,
    );
    assert.equal(found, 0);
    assert.equal((await shown(page)).title, "<b>x</b>");
    const nothing = /** @type {{ error: string }} */ (await put(page, "source", 12));
    assert.match(nothing.error, /^BodycopyError/);
    assert.deepEqual(errors, []);
  });

  test("its own words follow the language of the page around it", async () => {
    await page.evaluate(() => {
      document.documentElement.lang = "vi";
    });
    await put(page, "article", stored());
    assert.match((await shown(page)).removed, /^Đã lược bỏ \(3\)$/);
    await page.evaluate(() => {
      document.documentElement.lang = "en";
    });
  });

  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing to complain of, ${theme}`, async () => {
      for (const article of [stored(), null]) {
        if (article) await put(page, "article", article);
        else await put(page, "src", `${examples}boxes-in-the-body.en.html`);
        await page.evaluate(async (theme) => {
          const element = document.querySelector("body-copy");
          element?.setAttribute("theme", theme);
          const removed = element?.shadowRoot?.querySelector(".removed");
          if (removed instanceof HTMLDetailsElement) removed.open = true;
          await new Promise((resolve) => setTimeout(resolve, 400));
        }, theme);
        await page.evaluate(axe.source);
        const violations = await page.evaluate(async () => {
          const { violations } = await Reflect.get(window, "axe").run();
          return violations.map((/** @type {import("axe-core").Result} */ { id, help, nodes }) => ({
            id,
            help,
            nodes: nodes.map((node) => `${node.html.slice(0, 200)} ${node.failureSummary}`),
          }));
        });
        assert.deepEqual(violations, []);
      }
    });
  }
});
