// Nothing that a person is reading in `<body-copy>` moves while the page arrives, save what stands behind a block that is put in.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { browserName, useBrowser } from "./browser.mjs";

const repository = useBrowser("");

/** In pieces, so that its blocks come one after the other. */
const pages = {
  "boxes-in-the-body.en.html": "en",
  "related-tail.vi.html": "vi",
  "right-to-left.ar.html": "ar",
  "paper-mill.ja.html": "ja",
};

describe(`<body-copy> while a page arrives in ${browserName}`, () => {
  const cases = Object.entries(pages).flatMap(([name, lang]) => [900, 390].map((width) => ({ name, lang, width })));
  for (const { name, lang, width } of cases) {
    test(`${lang}, ${width} pixels wide: headline and blocks stay where they are`, async () => {
      const { page, errors } = await repository.open("tests/browser/element.html");
      await page.setViewport({ width, height: 2400 });
      const { moved, frames, shifts, blocks } = await page.evaluate(async (address) => {
        const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
        await customElements.whenDefined("body-copy");
        const element = document.createElement("body-copy");
        /** @type {HTMLElement} */ (document.querySelector("main")).append(element);
        const root = /** @type {ShadowRoot} */ (element.shadowRoot);
        // The line that says that more is coming stands behind all blocks, and goes down with each; and a window's scroll
        // bar, which may come once the page is long, is not the element's.
        const apart = new CSSStyleSheet();
        apart.replaceSync("body-copy::part(status) { display: none } html { overflow-y: scroll }");
        document.adoptedStyleSheets.push(apart);
        /** @type {number[]} what the browser itself counts, where it does */
        const shifts = [];
        if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifts.push(Reflect.get(entry, "value"));
          }).observe({ type: "layout-shift" });
        }

        /** Where headline and blocks begin, each with what stands before it. */
        const places = () => {
          const rows = [
            ...root.querySelectorAll("[part=title], [part=facts]"),
            ...root.querySelectorAll(".block, .folded"),
          ];
          let before = "";
          return new Map(
            rows.map((row) => {
              const key = row.getAttribute("data-block") ?? row.className;
              before += ` ${key}`;
              return [before, row.getBoundingClientRect().top];
            }),
          );
        };
        /** @type {string[]} */
        const moved = [];
        let frames = 0;
        let last = new Map();
        const look = () => {
          const now = places();
          for (const [key, top] of now) {
            if (last.has(key) && Math.abs(last.get(key) - top) > 0.5) moved.push(`${key}: ${last.get(key)} to ${top}`);
          }
          last = now;
          frames += 1;
        };
        const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)));
        const pieces = new ReadableStream({
          async start(controller) {
            for (let at = 0; at < bytes.length; at += 700) {
              controller.enqueue(bytes.slice(at, at + 700));
              await frame();
              look();
            }
            controller.close();
          },
        });
        await element.show(pieces, { url: new URL(address, document.baseURI).href });
        for (let n = 0; n < 10; n += 1) {
          await frame();
          look();
        }
        return { moved, frames, shifts, blocks: root.querySelectorAll(".block").length };
      }, `/www/site/public/examples/${name}`);
      assert.ok(frames > 10 && blocks > 3, `${frames} frames, ${blocks} blocks`);
      assert.deepEqual(moved, []);
      assert.deepEqual(shifts, []);
      assert.deepEqual(errors, []);
      await page.close();
    });
  }
});
