// What leaves the reader: the clipboard, files, a link to the place, paper.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browserName, pause, until, useExtension } from "./driver.mjs";
import { told } from "./screen.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const downloads = mkdtempSync(join(tmpdir(), "bodycopy-downloads-"));
const world = useExtension({ downloads });

describe(`sharing in ${browserName}`, () => {
  /** @type {Page} */
  let page;
  before(async () => {
    page = await world.driver.open(`${world.address}/long`);
    await world.driver.read(page);
  });
  after(() => rmSync(downloads, { recursive: true, force: true }));

  /** As a person does it: browsers give the clipboard to those alone whose button was pressed. @param {string} entry */
  async function chosen(entry) {
    // What was told before does not tell that this is done.
    await page.$eval("#status", (status) => status.replaceChildren());
    await page.keyboard.press("m");
    await until(page, () => !!document.querySelector("#panel-more:popover-open"), "the menu did not open");
    await page.click(`#do-${entry}`);
  }

  /** What the clipboard holds, as text. */
  async function pasted() {
    await page.evaluate(() => {
      const field = document.createElement("textarea");
      field.id = "pasted";
      document.body.append(field);
      field.focus();
    });
    await page.keyboard.down("Control");
    await page.keyboard.press("v", { commands: ["Paste"] });
    await page.keyboard.up("Control");
    const text = await until(
      page,
      () => /** @type {HTMLTextAreaElement} */ (document.querySelector("#pasted")).value,
      "there is nothing in the clipboard",
    );
    await page.evaluate(() => document.querySelector("#pasted")?.remove());
    return String(text);
  }

  /** A file that was saved, when it is whole. @param {string} name */
  async function saved(name) {
    for (let tries = 0; !readdirSync(downloads).includes(name) || unfinished().length > 0; tries += 1) {
      assert.ok(tries < 400, `${name} was not saved, but ${readdirSync(downloads)}`);
      await pause(50);
    }
    return readFileSync(join(downloads, name), "utf8");
  }
  const unfinished = () => readdirSync(downloads).filter((name) => /\.(?:crdownload|part)$/.test(name));

  const formats = [
    { format: "Markdown", ending: "md", has: /^# The flood of the lower meadow\n[\s\S]*\n## Chapter 8/ },
    { format: "Html", ending: "html", has: /^<!doctype html>[\s\S]*<h2[^>]*>Chapter 8/ },
    { format: "Text", ending: "txt", has: /^The flood of the lower meadow\n[^<]*Chapter 8[^<]*$/ },
  ];
  for (const { format, ending, has } of formats) {
    test(`the article is copied and saved as ${format}, the same both ways`, async () => {
      await chosen(`copy${format}`);
      await told(page, "Copied");
      const copied = await pasted();
      assert.match(copied, has);
      await chosen(`save${format}`);
      assert.equal(await saved(`The flood of the lower meadow.${ending}`), copied);
    });
  }

  test("a link to the place leads to it", async () => {
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelectorAll(".part > h2")[2]));
    await chosen("shareLink");
    await told(page, "link to this place");
    const link = await pasted();
    assert.equal(link, `${world.address}/long#:~:text=${encodeURIComponent("Chapter 3: the third day")}`);
    const other = await world.driver.open(link);
    await until(
      other,
      () => {
        const { top } = document.querySelector("#chapter-3")?.getBoundingClientRect() ?? { top: -1 };
        return top > 0 && top < innerHeight;
      },
      "the browser does not find the place",
    );
    await other.close();
  });

  test("prints the article and nothing around it", async () => {
    await page.bringToFront();
    await world.driver.emulate(page, { print: true });
    const shown = await page.evaluate(() =>
      ["#bar", "#after", "#progress", "#article h1", "#article p"].filter((selector) =>
        document.querySelector(selector)?.checkVisibility(),
      ),
    );
    assert.deepEqual(shown, ["#article h1", "#article p"]);
    await world.driver.emulate(page, {});
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 10_000, "the PDF is empty");
  });
});
