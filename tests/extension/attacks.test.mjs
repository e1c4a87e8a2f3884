// Hostile pages through the whole extension: nothing runs in its origin, nothing is loaded but pictures and media, and what
// stands in the reader is what the allow-list has. The payloads are those of `../shared/security`; a few of our own stand
// in where that folder is missing, and are read as links too.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { browserName, start, until } from "./driver.mjs";
import { prose } from "./pages.mjs";

const collections = new URL("../../../shared/security/", import.meta.url);
const names = [
  "dompurify-expect",
  "ammonia-tests",
  "h5sc-items",
  "h5sc-vectors",
  "owasp-filter-evasion",
  "payloadbox",
  "mxss",
];

const own = [
  "<script>alert(1)</script>",
  '<img src="x" onerror="alert(1)">',
  '"><svg onload=alert(1)>',
  '<a href="javascript:alert(1)">a link</a>',
  '<a href="java&#10;script:alert(1)">a link</a>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<template shadowrootmode="open"><script>alert(1)</script><p>In the shadow</p></template>',
  '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)"><base href="javascript:/">',
  '<form action="javascript:alert(1)"><input type="submit" autofocus onfocus="alert(1)"></form>',
  '<link rel="stylesheet" href="http://evil.example/x.css"><style>@import "http://evil.example/y.css"</style>',
  '<video><source onerror="alert(1)" src="x"></video><details open ontoggle="alert(1)"><summary>s</summary></details>',
];

/** How many of the collections' payloads: all of them with BODYCOPY_ATTACKS=all, else a sample that is the same each time. */
const every = process.env.BODYCOPY_ATTACKS === "all" ? 1 : 60;
const collected = existsSync(collections)
  ? names
      .flatMap((name) => JSON.parse(readFileSync(new URL(`${name}.json`, collections), "utf8")))
      .map(({ payload }) => /** @type {string} */ (payload))
      .filter((_, at) => at % every === 0)
  : [];
const payloads = [...own, ...collected];

const escaped = (/** @type {string} */ text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** A page with some payloads between its paragraphs, as markup, as text and as attributes. @param {string[]} some */
const pageOf = (
  some,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(some[0])}</title><article><h1>The bridge</h1>
<p>${prose(1)}</p>${some
  .map(
    (payload, at) => `<p>${prose(at + 2)}</p><div>${payload}</div><p>${escaped(payload)} ${prose(at + 30)}</p>
  <p><a href="${escaped(payload)}" title="${escaped(payload)}">A link</a> in a paragraph. ${prose(at + 60)}</p>
  <figure><img src="${escaped(payload)}" alt="${escaped(payload)}" width="600" height="400"><figcaption>${escaped(payload)}</figcaption></figure>`,
  )
  .join("\n")}<p>${prose(99)}</p></article></html>`;

/** Payloads on one page: one that breaks the page open hides those behind it. */
const BATCH = 10;

/** Runs in the reader: what is wrong with what stands there. */
function faults() {
  const forbidden =
    "script, style, iframe, object, embed, form, base, link, meta, template, math, input:not([type=radio]):not([type=range]):not([type=search])";
  const plain =
    /^(?:title|rel|id|role|class|dir|lang|start|colspan|rowspan|datetime|type|alt|width|height|srcset|loading|referrerpolicy|controls|preload|tabindex|popover|open|hidden|aria-[a-z]+|data-[a-z]+)$/;
  const links = /^(?:https?|mailto|tel):|^#/i;
  const found = [];
  for (const element of document.querySelectorAll("#article *, #after *")) {
    if (element.closest("button")) continue;
    if (element.matches(forbidden)) found.push(element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes) {
      const isAddress = /^(?:href|src|poster|cite)$/.test(name);
      const isOwn = name === "href" && value.startsWith("reader.html?link=1&url=http");
      const isPicture = /^(?:src|poster)$/.test(name) && /^data:image\//i.test(value);
      if (isAddress ? !links.test(value) && !isOwn && !isPicture : !plain.test(name)) {
        found.push(`${element.localName} ${name}=${value.slice(0, 200)}`);
      }
    }
  }
  if (Reflect.get(window, "__ran")) found.push("a script ran");
  return found.slice(0, 5);
}

describe(`attacks on the extension in ${browserName}`, () => {
  /** @type {import("./driver.mjs").Driver} */
  let driver;
  /** @type {import("node:http").Server} */
  let server;
  let address = "";
  /** @type {string[]} */
  const asked = [];
  /** @type {string[][]} */
  const batches = [];
  for (let at = 0; at < payloads.length; at += BATCH) batches.push(payloads.slice(at, at + BATCH));
  // The last page is opened in a tab as well: without a field that asks for the focus again after each of its own dialogs.
  batches.push(own.filter((payload) => !payload.includes("autofocus")));
  before(async () => {
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      const at = Number(/^\/attack\/(\d+)$/.exec(path)?.[1] ?? Number.NaN);
      if (Number.isNaN(at)) {
        asked.push(`${request.headers["sec-fetch-dest"]} ${path}`);
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pageOf(batches[at]));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
    address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
    driver = await start({ allowed: true });
    const { allowEverywhere } = await import("./driver.mjs");
    await allowEverywhere(driver);
  });
  after(async () => {
    await driver?.close();
    server.close();
    server.closeAllConnections();
  });

  test(`${payloads.length} payloads, read as links`, async () => {
    const page = await driver.openOwn("options.html");
    /** @type {string[]} */
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("dialog", async (dialog) => {
      errors.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss().catch(() => {});
    });
    const frames = new Set(page.frames());
    for (const at of batches.keys()) {
      const url = `${driver.origin}/reader.html?${new URLSearchParams({ link: "1", url: `${address}/attack/${at}` })}`;
      await page.evaluate((url) => {
        sessionStorage.clear();
        location.assign(url);
      }, url);
      await until(
        page,
        (url) => location.href === url && !!document.querySelector("#article[data-state]"),
        "the reader did not show",
        url,
      );
      const where = `payloads from ${at * BATCH}`;
      assert.deepEqual(await page.evaluate(faults), [], where);
      assert.equal(await page.evaluate(() => location.href), url, where);
      assert.ok(
        (await page.evaluate(() => document.querySelectorAll(".part").length)) > 0,
        `${where}: nothing is shown`,
      );
    }
    assert.deepEqual(errors, []);
    assert.ok(
      page.frames().every((frame) => frames.has(frame)),
      "a frame was opened",
    );
    const loaded = asked.filter((line) => !/^(?:image|video|audio|undefined) |favicon/.test(line));
    assert.deepEqual(loaded.slice(0, 5), [], "more than pictures was asked for");
    await page.close();
  });

  test("our own payloads, read in a page that stands open", async () => {
    const page = await driver.open("about:blank");
    const dismiss = (/** @type {import("puppeteer-core").Dialog} */ dialog) => dialog.dismiss().catch(() => {});
    page.on("dialog", dismiss);
    // What the page does in its own tab is its own affair, and may keep it from ever being loaded.
    await page
      .goto(`${address}/attack/${batches.length - 1}`, { waitUntil: "domcontentloaded", timeout: 10_000 })
      .catch(() => {});
    await driver.press(page);
    await until(
      page,
      () => /extension/.test(location.protocol) && !!document.querySelector("#article[data-state]"),
      "the reader did not show",
    );
    page.off("dialog", dismiss);
    /** @type {string[]} */
    const errors = [];
    page.on("dialog", (dialog) => errors.push(dialog.message()));
    assert.deepEqual(await page.evaluate(faults), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

  test("a hostile file for the library is refused, or shown as harmless as a page", async () => {
    const page = await driver.openOwn("library.html");
    await until(page, () => document.documentElement.dataset.state === "ready", "the library did not open");
    const hostile = {
      format: "bodycopy library",
      version: 1,
      articles: [
        {
          id: "javascript:alert(1)",
          saved: "now",
          tags: [{}, "<img src=x onerror=alert(1)>"],
          pictures: [{ url: "x", data: "data:text/html;base64,AA==" }],
          article: {
            version: 1,
            title: "<script>alert(1)</script>",
            url: "javascript:alert(1)",
            section: ["<b>x</b>"],
            removed: [],
            scores: [],
            related: [{ title: "x", url: "javascript:alert(1)" }],
            blocks: [
              {
                id: 1,
                type: "paragraph",
                content: [{ type: "link", url: "javascript:alert(1)", title: null, content: ["press"] }],
              },
              { id: 2, type: "figure", images: [{ url: "javascript:alert(1)", srcset: [], alt: null }], caption: null },
              { id: 3, type: "script", text: "alert(1)" },
            ],
          },
        },
      ],
    };
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "library.json"));
      const field = /** @type {HTMLInputElement} */ (document.querySelector("#file"));
      field.files = data.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }, JSON.stringify(hostile));
    await until(page, () => document.querySelectorAll("#articles li").length === 1, "it was not imported");
    assert.equal(await page.$eval("#articles h2", (title) => title.textContent), "<script>alert(1)</script>");
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#articles h2 a")).click());
    await driver.shown(page);
    assert.deepEqual(await page.evaluate(faults), []);
    assert.equal(await page.$$eval("#article a", (links) => links.length), 0);
    await page.close();
  });
});
