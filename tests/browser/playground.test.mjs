// The playground as a person uses it, in a real browser, on the built site.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { serve } from "../../tools/serve.mjs";
import { browserName, goTo, useBrowser } from "./browser.mjs";

const example = fileURLToPath(new URL("../../www/site/public/examples/boxes-in-the-body.en.html", import.meta.url));
const site = useBrowser("dist/site/");

/** @typedef {import("puppeteer-core").Page} Page */

/** What stands on the screen. @param {Page} page */
function screen(page) {
  return page.evaluate(() => {
    const lines = (/** @type {string} */ selector) =>
      [...document.querySelectorAll(selector)].map((item) => item.textContent?.trim() ?? "");
    return {
      status: document.querySelector("#status")?.textContent ?? "",
      title: document.querySelector("#article h1")?.textContent ?? "",
      article: document.querySelector("#article")?.textContent ?? "",
      removed: lines("#removed li"),
      related: lines("#related a"),
      preview: document.querySelector("iframe")?.src ?? "",
    };
  });
}

/** Resolves once the playground shows a page with this name. @param {Page} page @param {string} name */
async function shown(page, name) {
  await page.waitForFunction(
    (name) => document.querySelector("#status")?.textContent?.includes(`${name}: `),
    { timeout: 20_000 },
    name,
  );
  return screen(page);
}

/** Drops a file on the middle of the window, as a person would. @param {Page} page @param {string} path */
async function drop(page, path) {
  if (browserName === "chromium") {
    const session = await page.createCDPSession();
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    // In from the edge of the window, then over the frame that shows the page.
    await session.send("Input.dispatchDragEvent", { type: "dragEnter", x: 5, y: 5, data });
    for (const type of /** @type {const} */ (["dragOver", "drop"])) {
      await session.send("Input.dispatchDragEvent", { type, x: 300, y: 400, data });
    }
    return;
  }
  // WebDriver BiDi has no drag of files; the events are those that the browser would send.
  await page.evaluate(
    (name, html) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([html], name, { type: "text/html" }));
      for (const type of ["dragenter", "dragover", "drop"]) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    path.split("/").at(-1) ?? path,
    readFileSync(path, "utf8"),
  );
}

describe(`the playground in ${browserName}`, () => {
  /** @type {Page} */
  let page;
  /** @type {string[]} */
  let errors;
  before(async () => {
    ({ page, errors } = await site.open("index.html"));
    await shown(page, "related-tail.vi.html");
  });
  after(() => page.close());

  test("opens with the example cleaned, the related items apart and each once", async () => {
    const { title, article, related, removed } = await screen(page);
    assert.equal(title, "Xã Vàm Xanh trồng đai rừng bần giữ đất bãi bồi ven sông");
    assert.match(article, /Ông Lê Văn Tư, người nhận trồng đoạn bờ đầu tiên/);
    assert.doesNotMatch(article, /Chợ nổi Vàm Xanh/);
    assert.deepEqual(related, [
      "Chợ nổi Vàm Xanh họp thêm phiên chiều",
      "Thư viện ghe cập bến lần thứ một trăm",
      "Hội đua ghe ngo dời sang tháng tư vì nước thấp",
      "Cầu Cồn Giữa thông xe trước mùa mưa",
      "Người trồng khóm lập sổ theo dõi độ mặn",
      "Đội bóng chuyền nữ Vàm Xanh vào chung kết",
    ]);
    assert.ok(removed.some((item) => item.startsWith("related")));
  });

  test("an address names the example that it opens with", async () => {
    const { page: other } = await site.open("index.html?page=examples/paper-mill.ja.html");
    const { related } = await shown(other, "paper-mill.ja.html");
    assert.equal(related.length, 3);
    assert.equal(
      await other.$eval("#example", (field) => /** @type {HTMLSelectElement} */ (field).value),
      "examples/paper-mill.ja.html",
    );
    await other.close();
  });

  test("cleans a dropped page", async () => {
    await drop(page, example);
    const { title, article, removed, preview } = await shown(page, "boxes-in-the-body.en.html");
    assert.equal(title, "The town that mends its own clocks");
    assert.match(article, /Every Thursday at seven/);
    assert.match(article, /The youngest, who is nine, keeps the tea\./);
    assert.doesNotMatch(article, /Winter sale|Accept all|Old Bridge to close|Get the Ledger in your inbox/);
    assert.match(preview, /^blob:/);
    assert.ok(removed.length > 3);
  });

  test("cleans a pasted page source, and pasted words", async () => {
    const paste = (/** @type {string} */ text) =>
      page.$eval(
        "#paste",
        (field, text) => {
          /** @type {HTMLTextAreaElement} */ (field).value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
        },
        text,
      );
    const words = "The meadow was under water again in the morning, as it is every spring after the snow has gone.";
    await paste(`<html><title>Flood</title><body><h1>Flood</h1>${`<p>${words}</p>`.repeat(3)}</body></html>`);
    assert.equal((await shown(page, "Pasted page")).title, "Flood");
    const plain = "Two families moved their sheep to the hill before dawn, and a third carried the hay up to the loft.";
    await paste(`A flood in the valley\n\n${words}\n\n${plain}\n`);
    await page.waitForFunction(
      (plain) => document.querySelector("#article")?.textContent?.includes(plain),
      { timeout: 20_000 },
      plain,
    );
  });

  test("a block that was left out can be put back by keyboard, and taken out again", async () => {
    await page.select("#example", "examples/related-tail.vi.html");
    await shown(page, "related-tail.vi.html");
    const count = () => page.$$eval("#article .block", (blocks) => blocks.length);
    const before = await count();
    await page.focus("#removed button");
    await page.keyboard.press("Enter");
    assert.equal(await count(), before + 1);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Leave out");
    await page.keyboard.press("Enter");
    assert.equal(await count(), before);
  });

  test("the formats are those of the library, chosen by keyboard", async () => {
    await page.focus('input[value="arriving"]');
    const seen = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press("ArrowRight");
      const view = await page.$eval("#views input:checked", (input) => /** @type {HTMLInputElement} */ (input).value);
      seen.push([view, await page.$eval("#article pre", (element) => element.textContent ?? "")]);
    }
    const formats = Object.fromEntries(seen);
    assert.deepEqual(Object.keys(formats), ["html", "markdown", "text", "json"]);
    assert.match(formats.html, /<p>/);
    assert.doesNotMatch(formats.markdown, /<p>/);
    assert.match(formats.text, /Ông Lê Văn Tư/);
    assert.equal(JSON.parse(formats.json).version, 1);
    await page.click('label:has(input[value="article"])');
  });

  test("what is saved and copied is what the format shows, under the article's name", async () => {
    await page.evaluate(() => {
      const taken = /** @type {[string, Promise<string>][]} */ ([]);
      Reflect.set(window, "taken", taken);
      // The page's policy lets nobody read what it saves, so the file is kept when it gets its address.
      const files = /** @type {Record<string, Blob>} */ ({});
      const address = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (file) => {
        const url = address(file);
        files[url] = /** @type {Blob} */ (file);
        return url;
      };
      HTMLAnchorElement.prototype.click = function () {
        taken.push([this.download, files[this.href].text()]);
      };
      navigator.clipboard.writeText = async (text) => {
        taken.push(["", Promise.resolve(text)]);
      };
    });
    for (const [format, ending] of Object.entries({ html: "html", markdown: "md", text: "txt", json: "json" })) {
      await page.click(`label:has(input[value="${format}"])`);
      await page.click("#save");
      await page.click("#copy");
      const { shows, taken } = await page.evaluate(async () => ({
        shows: document.querySelector("#article pre")?.textContent,
        taken: await Promise.all(
          Reflect.get(window, "taken")
            .splice(0)
            .map((/** @type {[string, Promise<string>]} */ [name, text]) => text.then((text) => [name, text])),
        ),
      }));
      const name = `Xã-Vàm-Xanh-trồng-đai-rừng-bần-giữ-đất-bãi-bồi-ven-sông.${ending}`;
      assert.deepEqual(taken, [
        [name, shows],
        ["", shows],
      ]);
    }
    await page.click('label:has(input[value="article"])');
  });

  test("what is known of a block is shown where it is pointed at", async () => {
    await page.hover("#article .block:nth-of-type(3)");
    await page.waitForFunction(() => /% sure/.test(document.querySelector("#inspector")?.textContent ?? ""));
    assert.match(
      await page.$eval("#inspector", (line) => line.textContent ?? ""),
      /^(paragraph|figure)\d+ % sure.*kept$/,
    );
  });

  test("the X-ray shows every block where it stood, kept or left out, with kind, score and reason", async () => {
    await page.click('label:has(input[value="xray"])');
    const { kept, out } = await page.evaluate(() => ({
      kept: [...document.querySelectorAll("#article .block:not(.out) .about")].map((line) => line.textContent),
      out: [...document.querySelectorAll("#article .block.out .about")].map((line) => line.textContent),
    }));
    assert.ok(kept.length > 5);
    assert.ok(
      kept.every((line) => /^[a-z]+[01]\.\d\d(kept|put back by you)$/.test(line ?? "")),
      kept.join("\n"),
    );
    assert.ok(
      out.some((line) => line?.startsWith("related0")),
      out.join("\n"),
    );
    await page.click('label:has(input[value="article"])');
  });

  test("a page is seen arriving in slow motion, block by block, and can be halted", async () => {
    await page.click('label:has(input[value="arriving"])');
    const blocks = () => page.$$eval("#article .arriving .block:not(.gone)", (all) => all.length);
    await page.waitForFunction(() => document.querySelectorAll("#article .arriving .block").length > 0, {
      timeout: 20_000,
    });
    await page.click("#article .player button");
    const halted = await page.$eval("#article progress", (bar) => bar.value);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.ok((await page.$eval("#article progress", (bar) => bar.value)) - halted <= halted / 2, "it stands still");
    assert.ok(
      (await page.$eval("#article progress", (bar) => bar.value)) <
        (await page.$eval("#article progress", (bar) => bar.max)),
    );
    await page.select("#article .player select", "30");
    await page.click("#article .player button");
    await page.waitForFunction(() => document.querySelector("#article .player button")?.textContent === "Play again", {
      timeout: 30_000,
    });
    const early = await blocks();
    await page.click('label:has(input[value="article"])');
    assert.equal(early, await page.$$eval("#article .block", (all) => all.length));
  });

  test("stricter never shows more", async () => {
    const blocksAt = (/** @type {string} */ strictness) =>
      page.$eval(
        "#strictness",
        (slider, strictness) => {
          /** @type {HTMLInputElement} */ (slider).value = strictness;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          return document.querySelectorAll("#article .block").length;
        },
        strictness,
      );
    const counts = [await blocksAt("0"), await blocksAt("0.5"), await blocksAt("1")];
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
  });

  for (const scheme of ["light", "dark"]) {
    test(`axe finds nothing to complain of, ${scheme}`, async () => {
      await page.click(`label:has(input[value="${scheme === "light" ? "article" : "xray"}"])`);
      // Every colour follows from `color-scheme`, and not every driver can set the person's preference.
      await page.evaluate((scheme) => {
        document.documentElement.style.colorScheme = scheme;
      }, scheme);
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const { violations } = await Reflect.get(window, "axe").run({ exclude: ["iframe"] });
        return violations.map((/** @type {import("axe-core").Result} */ { id, help, nodes }) => ({
          id,
          help,
          nodes: nodes.map((node) => node.html.slice(0, 200)),
        }));
      });
      assert.deepEqual(violations, []);
    });
  }

  test("the documentation's pages are there, and axe finds nothing to complain of", async () => {
    const menu = await page.$$eval(".masthead nav a", (links) => links.map((link) => link.getAttribute("href") ?? ""));
    assert.ok(menu.length > 5);
    for (const name of menu.filter((name) => name !== "./index.html")) {
      const { page: tab, errors } = await site.open(name.slice(2));
      const { title, text } = await tab.evaluate(() => ({
        title: document.querySelector("h1")?.textContent,
        text: document.body.textContent ?? "",
      }));
      assert.ok(title && text.length > 500, name);
      const broken = await tab.$$eval("main a[href^='#'], .contents a", (links) =>
        links
          .map((link) => link.getAttribute("href") ?? "")
          .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))),
      );
      assert.deepEqual(broken, [], name);
      const gone = await tab.evaluate(async () => {
        const addresses = [...document.querySelectorAll("main a")].map(
          (link) => /** @type {HTMLAnchorElement} */ (link).href,
        );
        const ours = addresses.filter((address) => address.startsWith(location.origin));
        const found = await Promise.all(
          ours.map(async (address) => {
            const response = await fetch(address);
            const { hash } = new URL(address);
            return response.ok && (hash === "" || (await response.text()).includes(`id="${hash.slice(1)}"`));
          }),
        );
        return ours.filter((_, index) => !found[index]);
      });
      assert.deepEqual(gone, [], name);
      await tab.evaluate(axe.source);
      const violations = await tab.evaluate(async () => {
        const { violations } = await Reflect.get(window, "axe").run();
        return violations.map((/** @type {import("axe-core").Result} */ { id, nodes }) => [
          id,
          ...nodes.map((node) => node.html.slice(0, 200)),
        ]);
      });
      assert.deepEqual(violations, [], name);
      assert.deepEqual(errors, [], name);
      await tab.close();
    }
  });

  test("on a telephone nothing is wider than the screen, and every view can be chosen", async () => {
    const { page: tab } = await site.open("index.html");
    await tab.setViewport({ width: 390, height: 844 });
    await shown(tab, "related-tail.vi.html");
    const { width, outside } = await tab.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      outside: [...document.querySelectorAll("#views label, .bar button")]
        .filter((item) => item.getBoundingClientRect().right > innerWidth - 16)
        .map((item) => item.textContent),
    }));
    // Firefox takes the scroll bar off.
    assert.ok(width <= 390, `${width} pixels`);
    assert.deepEqual(outside, []);
    await tab.close();
  });

  test("the benchmarks' page has the figures, and the plot", async () => {
    const { page: tab } = await site.open("benchmarks.html");
    const { rows, plot } = await tab.evaluate(() => ({
      rows: [...document.querySelectorAll("main tbody tr")].map((row) => row.textContent ?? ""),
      plot: /** @type {HTMLImageElement | null} */ (document.querySelector("main img"))?.naturalWidth ?? 0,
    }));
    for (const rival of [/^Readability [\d.]+ on linkedom.*×/, /^dom_smoothie [\d.]+.*×/, /^naeb.*\.\d{3}/]) {
      assert.ok(
        rows.some((row) => rival.test(row)),
        String(rival),
      );
    }
    assert.ok(plot > 0, "the plot is shown");
    await tab.close();
  });

  test("works without a network once it has been opened", async () => {
    const closing = new AbortController();
    const address = await serve(fileURLToPath(new URL("../../dist/site/", import.meta.url)), {
      port: 0,
      signal: closing.signal,
    });
    const browser = page.browser();
    const tab = await browser.newPage();
    try {
      await goTo(tab, `${address}index.html`);
      await tab.evaluate(async () => {
        await navigator.serviceWorker.ready;
        if (!navigator.serviceWorker.controller) {
          await new Promise((resolve) =>
            navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
          );
        }
      });
      closing.abort();
      await goTo(tab, `${address}index.html`);
      assert.equal(
        (await shown(tab, "related-tail.vi.html")).title,
        "Xã Vàm Xanh trồng đai rừng bần giữ đất bãi bồi ven sông",
      );
      await goTo(tab, `${address}guide.html`);
      assert.match(await tab.$eval("h1", (heading) => heading.textContent ?? ""), /clean article/);
    } finally {
      closing.abort();
      await tab.close();
    }
  });

  test("no script of a page runs, and nothing on the screen throws", async () => {
    await page.click('label:has(input[value="article"])');
    const html =
      "<h1>Hello</h1><p>Words and more words of an article.<script>top.hacked = 1</script><img src=x onerror='top.hacked = 1'>";
    await page.$eval(
      "#paste",
      (field, html) => {
        /** @type {HTMLTextAreaElement} */ (field).value = html;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      },
      html,
    );
    await shown(page, "Pasted page");
    await page.waitForFunction(() => document.querySelector("#article h1")?.textContent === "Hello");
    assert.equal(await page.evaluate(() => Reflect.get(window, "hacked")), undefined);
    assert.deepEqual(errors, []);
  });
});
