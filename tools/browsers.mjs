// Starts a real browser, with an empty profile, for the tests, the benchmarks and the pictures in `docs/`.

import { findBrowser } from "./setup.mjs";

/** @typedef {"chromium" | "firefox"} BrowserName */

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
 * @param {BrowserName} name
 * @param {{ proxyPort?: number, protocolTimeout?: number }} [options] `proxyPort`: all requests, those to this machine too,
 *   go to a proxy on it; `protocolTimeout`: how long a call may take, in milliseconds, 0 for ever
 */
export async function launchBrowser(name, { proxyPort, protocolTimeout } = {}) {
  // The tools that use this file install it first.
  const { default: puppeteer } = await import("puppeteer-core");
  const executablePath = findBrowser(name);
  if (executablePath === undefined) throw new Error(`${name} is not installed`);
  if (name === "firefox") {
    const extraPrefsFirefox = proxyPort === undefined ? {} : firefoxProxy(proxyPort);
    return puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox, protocolTimeout });
  }
  const proxy =
    proxyPort === undefined ? [] : [`--proxy-server=127.0.0.1:${proxyPort}`, "--proxy-bypass-list=<-loopback>"];
  const args = [...chromiumFlags, ...proxy];
  return puppeteer.launch({ browser: "chrome", executablePath, headless: true, args, protocolTimeout });
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
