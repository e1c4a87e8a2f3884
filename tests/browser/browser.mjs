// A real browser for the tests: Chromium or Firefox by the environment variable BROWSER, with an empty profile.

import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "../../tools/serve.mjs";
import { findBrowser } from "../../tools/setup.mjs";

/** @type {"chromium" | "firefox"} */
export const browserName = process.env.BROWSER === "firefox" ? "firefox" : "chromium";

/** Chromium as root needs `--no-sandbox`; the others keep it from talking to servers of its own. */
const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @param {{ proxyPort?: number }} [options] `proxyPort`: all requests, those to this machine too, go to a proxy on it
 */
export function launch({ proxyPort } = {}) {
  const executablePath = findBrowser(browserName);
  if (executablePath === undefined) throw new Error(`${browserName} is not installed`);
  if (browserName === "firefox") {
    const extraPrefsFirefox = proxyPort === undefined ? {} : firefoxProxy(proxyPort);
    return puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox });
  }
  const proxy =
    proxyPort === undefined ? [] : [`--proxy-server=127.0.0.1:${proxyPort}`, "--proxy-bypass-list=<-loopback>"];
  return puppeteer.launch({ browser: "chrome", executablePath, headless: true, args: [...chromiumFlags, ...proxy] });
}

/** @param {number} port */
const firefoxProxy = (port) => ({
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": port,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": port,
  "network.proxy.no_proxies_on": "",
  "network.proxy.allow_hijacking_localhost": true,
});

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
