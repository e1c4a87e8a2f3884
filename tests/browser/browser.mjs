// A real browser for the tests: Chromium or Firefox by the environment variable BROWSER, with an empty profile.

import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../../tools/browsers.mjs";
import { serve } from "../../tools/serve.mjs";

/** @type {"chromium" | "firefox"} */
export const browserName = process.env.BROWSER === "firefox" ? "firefox" : "chromium";

/** @param {Parameters<typeof launchBrowser>[1]} [options] */
export const launch = (options) => launchBrowser(browserName, options);

/**
 * Serves a folder and opens a browser for the tests of a file, and closes both after them.
 *
 * @param {string} folder from the root of the repository, with a slash at the end
 */
export function useBrowser(folder) {
  const closing = new AbortController();
  /** @type {import("puppeteer-core").Browser} */
  let browser;
  let address = "";
  before(async () => {
    address = await serve(fileURLToPath(new URL(`../../${folder}`, import.meta.url)), {
      port: 0,
      signal: closing.signal,
    });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    closing.abort();
  });
  return {
    /**
     * A new page at an address of the folder. What the page's scripts throw fails the test that looks at `errors`.
     *
     * @param {string} path
     */
    async open(path) {
      const page = await browser.newPage();
      /** @type {string[]} */
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      await page.goto(address + path);
      return { page, errors };
    },
  };
}

/**
 * Goes to an address that a service worker answers. Firefox's protocol now and then takes the answer for that to another
 * navigation ("Address rejected"), and does not the next time.
 *
 * @param {import("puppeteer-core").Page} page @param {string} address
 */
export async function goTo(page, address) {
  try {
    await page.goto(address);
  } catch (error) {
    if (!String(error).includes("Address rejected")) throw error;
    await page.goto(address);
  }
}
