// The built extension in a real browser, Chromium or Firefox by the environment variable BROWSER, driven by what a person has:
// the toolbar button, the keyboard, the pages.
//
// Chromium's protocol has a command that presses the button. Firefox's has none; there the browser's own window is asked
// to (`--remote-allow-system-access`), as Firefox's own tests do.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { root } from "../../tools/command.mjs";
import { findBrowser } from "../../tools/setup.mjs";
import { openSite } from "./pages.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Browser} Browser */

/** @type {"chromium" | "firefox"} */
export const browserName = process.env.BROWSER === "firefox" ? "firefox" : "chromium";
const isFirefox = browserName === "firefox";

const GECKO_ID = "reader@bodycopy.example";
const GECKO_UUID = "7b0d1c7e-5d0c-4f0e-9a53-0c0ffee0b0d1";

/**
 * @param {{ profile?: string, folder?: string, downloads?: string, allowed?: boolean, onlyLanguage?: string,
 *   preferences?: Record<string, unknown>, args?: string[] }} [options] `downloads`: the folder that files are saved in;
 *   `preferences`: Firefox's
 */
export async function start({
  profile,
  folder,
  downloads,
  allowed = false,
  onlyLanguage,
  preferences = {},
  args = [],
} = {}) {
  // The benchmark that uses this file installs it first.
  const { default: puppeteer } = await import("puppeteer-core");
  const executablePath = findBrowser(browserName);
  const built = folder ?? join(root, "dist/extension", browserName);
  const path = onlyLanguage || (allowed && !isFirefox) ? changedCopy(built, { allowed, onlyLanguage }) : built;
  const common = { executablePath, headless: true, userDataDir: profile };
  const browser = isFirefox
    ? await puppeteer.launch({
        ...common,
        browser: "firefox",
        args: ["--remote-allow-system-access", ...args],
        extraPrefsFirefox: {
          "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
          "extensions.webextensions.keepStorageOnUninstall": true,
          "extensions.webextensions.keepUuidOnUninstall": true,
          // The prompts for permissions stand in the browser's own window; here they are agreed to.
          "extensions.webextOptionalPermissionPrompts": false,
          ...(downloads && { "browser.download.folderList": 2, "browser.download.dir": downloads }),
          ...preferences,
        },
      })
    : await puppeteer.launch({
        ...common,
        browser: "chrome",
        pipe: true,
        enableExtensions: true,
        downloadBehavior: downloads === undefined ? undefined : { policy: "allow", downloadPath: downloads },
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          ...args,
        ],
      });
  const id = await browser.installExtension(path);
  const origin = isFirefox ? `moz-extension://${GECKO_UUID}` : `chrome-extension://${id}`;
  const driver = new Driver(browser, id, origin);
  try {
    await driver.listening();
  } catch (error) {
    // A browser that nobody closes would keep the tests from ending.
    await driver.close();
    throw error;
  }
  return driver;
}

export class Driver {
  /** @param {Browser} browser @param {string} id @param {string} origin */
  constructor(browser, id, origin) {
    this.browser = browser;
    this.id = id;
    this.origin = origin;
  }

  /** The background has run for the first time: before that, a click on the button is lost, as nobody listens to it yet. */
  async listening() {
    const isListening = async () => {
      if (isFirefox) {
        const state = `return WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)}).extension.backgroundState`;
        return (await this.inFirefox(state)) === "running";
      }
      const worker = await this.#worker();
      // A worker that has just started has nothing of the extension yet.
      return worker.evaluate(() => /** @type {any} */ (globalThis).chrome?.action?.onClicked.hasListeners());
    };
    for (let tries = 0; !(await isListening()); tries += 1) {
      if (tries > 400) throw new Error("the background does not start");
      await pause(50);
    }
  }

  /** A page of the web, in a tab that is in front. @param {string} url */
  async open(url) {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 1100, height: 800 });
    await page.goto(url);
    await page.bringToFront();
    return page;
  }

  /** Presses the toolbar button, a page being in front. @param {Page} page */
  async press(page) {
    await page.bringToFront();
    if (!isFirefox) {
      const extension = (await this.browser.extensions()).get(this.id);
      if (!extension) throw new Error("the extension is not there");
      await extension.triggerAction(page);
      return;
    }
    await this.inFirefox(`
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
      ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
    `);
  }

  /** Presses the button, and waits until the reader shows what it has. @param {Page} page */
  async read(page) {
    await this.press(page);
    return this.shown(page);
  }

  /** Waits for the reader. @param {Page} page */
  async shown(page) {
    await until(page, () => !!document.querySelector("#article[data-state]"), "the reader did not show");
    return page;
  }

  /** A page of the extension itself. @param {string} path */
  openOwn(path) {
    return this.openAnywhere(`${this.origin}/${path}`);
  }

  /** A page that is not of the web. Firefox's protocol leads to none of them, its window does. @param {string} url */
  async openAnywhere(url) {
    if (!isFirefox) {
      const page = await this.browser.newPage();
      await page.setViewport({ width: 1100, height: 800 });
      await page.goto(url);
      return page;
    }
    const open = async () => {
      const before = new Set(await this.browser.pages());
      await this.inFirefox(`
        window.gBrowser.selectedTab = window.gBrowser.addTab(${JSON.stringify(url)}, {
          triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
        });
      `);
      return this.#newPage(before, url, PATIENCE / 3);
    };
    // The protocol now and then never hears of the script of a page that has just changed its process.
    return open().catch(open);
  }

  /** The tab that opens while something is done. @param {() => Promise<unknown>} work @param {string} path */
  async opened(work, path) {
    const url = `${this.origin}/${path}`;
    const open = async () => {
      const before = new Set(await this.browser.pages());
      await work();
      return this.#newPage(before, url, isFirefox ? PATIENCE / 3 : PATIENCE);
    };
    if (!isFirefox) return open();
    return open().catch(async (error) => {
      // As above. But the window has to have the tab: one that does not open is no fault of the protocol.
      const closed = await this.inFirefox(`
        const tabs = window.gBrowser.tabs.filter((tab) => tab.linkedBrowser.currentURI.spec.startsWith(${JSON.stringify(url)}));
        tabs.forEach((tab) => window.gBrowser.removeTab(tab));
        return tabs.length;
      `);
      if (closed === 0) throw error;
      return open();
    });
  }

  /** @param {Set<Page>} before @param {string} start of its address @param {number} [patience] in milliseconds */
  async #newPage(before, start, patience = PATIENCE) {
    for (const isOver = timer(patience); !isOver(); ) {
      for (const page of await this.browser.pages()) {
        if (before.has(page)) continue;
        const url = await within(
          page.evaluate(() => location.href),
          1000,
        ).catch(() => "");
        if (!url.startsWith(start)) continue;
        await page.setViewport({ width: 1100, height: 800 });
        return page;
      }
      await pause(50);
    }
    throw new Error(`no tab opened at ${start}`);
  }

  /**
   * A click on an entry of the context menu. Neither protocol opens native menus, so the extension is told as the browser
   * would tell it.
   *
   * @param {string} menuItemId @param {object} info @param {Page} page
   */
  async menu(menuItemId, info, page) {
    await page.bringToFront();
    if (isFirefox) {
      await this.inFirefox(`
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
        const tab = window.gBrowser.selectedTab;
        extension.tabManager.addActiveTabPermission(tab);
        extension.emit("webext-menu-menuitem-click", {
          ...${JSON.stringify({ ...info, menuItemId, editable: false, modifiers: [], button: 0 })},
        }, tab);
      `);
      return;
    }
    const worker = await this.#worker();
    await worker.evaluate(
      async (menuItemId, info) => {
        const { chrome } = /** @type {any} */ (globalThis);
        const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
        chrome.contextMenus.onClicked.dispatch({ menuItemId, editable: false, pageUrl: tab?.url, ...info }, tab);
      },
      menuItemId,
      info,
    );
  }

  /**
   * A command's keyboard shortcut. Firefox's window is given the keys; Chromium's protocol gives them to pages alone, so
   * there the browser is asked for the keys that it assigned, and the command is given as it would be.
   *
   * @param {string} command @param {string} keys that it must have, such as `Alt+R` @param {Page} page
   */
  async shortcut(command, keys, page) {
    await page.bringToFront();
    if (isFirefox) {
      const [modifier, letter] = keys.split("+");
      await this.inFirefox(`
        const processor = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
        processor.beginInputTransactionForTests(window);
        const keys = [
          { key: "${modifier}", code: "${modifier}Left", keyCode: 18 },
          { key: "${letter.toLowerCase()}", code: "Key${letter}", keyCode: ${letter.charCodeAt(0)} },
        ].map((key) => new window.KeyboardEvent("", key));
        for (const key of keys) processor.keydown(key);
        for (const key of keys.toReversed()) processor.keyup(key);
      `);
      return;
    }
    const worker = await this.#worker();
    const assigned = await worker.evaluate(async (command) => {
      const commands = await /** @type {any} */ (globalThis).chrome.commands.getAll();
      return commands.find((/** @type {any} */ { name }) => name === command)?.shortcut;
    }, command);
    if (assigned !== keys) throw new Error(`${command} has the keys "${assigned}", not "${keys}"`);
    if (command === "_execute_action") await this.press(page);
    else {
      await worker.evaluate(
        (command) => /** @type {any} */ (globalThis).chrome.commands.onCommand.dispatch(command),
        command,
      );
    }
  }

  /**
   * Does what closes a tab, and waits until it is gone. Firefox's protocol does not tell when a page of an extension is, so
   * its window is asked.
   *
   * @param {Page} page @param {() => Promise<unknown>} work
   */
  async closing(page, work) {
    const url = await page.evaluate(() => location.href);
    // The tab may be gone before the protocol has answered.
    await work().catch(() => {});
    const isThere = async () =>
      isFirefox
        ? this.inFirefox(
            `return [...window.gBrowser.tabs].some((tab) => tab.linkedBrowser.currentURI.spec === ${JSON.stringify(url)})`,
          )
        : (await this.browser.pages()).includes(page);
    for (let tries = 0; await isThere(); tries += 1) {
      if (tries > 400) throw new Error(`the tab is still there: ${url}`);
      await pause(50);
    }
  }

  /**
   * Answers Firefox's question for a permission, where `extensions.webextOptionalPermissionPrompts` has it asked.
   *
   * @param {boolean} isAllowed
   */
  async answer(isAllowed) {
    const button = isAllowed ? "button" : "secondaryButton";
    const press = `
      const question = window.PopupNotifications.panel.firstChild;
      // A button that has just come up is not taken yet, lest somebody press it by mistake.
      if (window.PopupNotifications.panel.state !== "open" || question?.${button}.disabled) return false;
      question.${button}.click();
      await new Promise((resolve) => window.setTimeout(resolve));
      return window.PopupNotifications.panel.firstChild !== question;
    `;
    for (let tries = 0; !(await this.inFirefox(press)); tries += 1) {
      if (tries > 200) throw new Error("Firefox does not ask");
      await pause(50);
    }
  }

  /**
   * What the person told the system or the browser: less motion, dark pages, or print instead of a screen.
   *
   * @param {Page} page that is in front @param {{ calm?: boolean, dark?: boolean, print?: boolean }} wish
   */
  async emulate(page, { calm = false, dark = false, print = false }) {
    if (isFirefox) {
      await this.inFirefox(`
        Services.prefs.setIntPref("ui.prefersReducedMotion", ${Number(calm)});
        const { browsingContext } = window.gBrowser.selectedBrowser;
        browsingContext.mediumOverride = ${print ? '"print"' : '""'};
        browsingContext.prefersColorSchemeOverride = ${dark ? '"dark"' : '"light"'};
      `);
    } else {
      const session = await this.#sessionOf(page);
      await session.send("Emulation.setEmulatedMedia", {
        media: print ? "print" : "",
        features: [
          { name: "prefers-reduced-motion", value: calm ? "reduce" : "no-preference" },
          { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
        ],
      });
    }
    await until(
      page,
      (wanted) =>
        ["(prefers-reduced-motion: reduce)", "(prefers-color-scheme: dark)", "print"].every(
          (query, at) => matchMedia(query).matches === wanted[at],
        ),
      "the page does not hear of the wish",
      [calm, dark, print],
    );
  }

  /** It holds for as long as the session lasts. @param {Page} page */
  async #sessionOf(page) {
    const session = this.#sessions.get(page) ?? (await page.createCDPSession());
    this.#sessions.set(page, session);
    return session;
  }

  /** @type {WeakMap<Page, import("puppeteer-core").CDPSession>} */
  #sessions = new WeakMap();

  async #worker() {
    const target = await this.browser.waitForTarget(
      (target) => target.type() === "service_worker" && target.url().startsWith(this.origin),
    );
    const worker = await target.worker();
    if (!worker) throw new Error("the background is not there");
    return worker;
  }

  /** Runs in Firefox's own window. @param {string} body of an async function @returns {Promise<any>} */
  async inFirefox(body) {
    const { connection } = /** @type {any} */ (this.browser);
    const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
    const { context } = tree.result.contexts[0];
    const { result } = await connection.send("script.evaluate", {
      expression: `(async () => {
        const window = Services.wm.getMostRecentWindow("navigator:browser");
        return JSON.stringify((await (async () => { ${body} })()) ?? null);
      })()`,
      target: { context },
      awaitPromise: true,
    });
    if (result.type !== "success") throw new Error(JSON.stringify(result.exceptionDetails));
    return JSON.parse(result.result.value);
  }

  /** Also when the browser no longer hears. */
  async close() {
    await within(this.browser.close(), PATIENCE).catch(() => this.browser.process()?.kill("SIGKILL"));
  }
}

/**
 * Allows the extension to read all sites, as if the person had agreed when asked. Firefox agrees by a preference; Chromium's
 * prompt cannot be reached, so there the tests that need it start with a copy of the extension (`allowed`).
 *
 * @param {Driver} driver
 */
export async function allowEverywhere(driver) {
  if (!isFirefox) return;
  await driver.inFirefox(`
    const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
    const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)});
    await ExtensionPermissions.add(${JSON.stringify(GECKO_ID)}, { permissions: [], origins: ["http://*/*", "https://*/*"] }, extension);
  `);
}

/**
 * A copy of the built extension whose optional permissions for sites are given, or that has one language alone.
 *
 * @param {string} folder @param {{ allowed?: boolean, onlyLanguage?: string }} changes @returns {string}
 */
export function changedCopy(folder, { allowed = false, onlyLanguage }) {
  const copy = mkdtempSync(join(tmpdir(), "bodycopy-"));
  cpSync(folder, copy, { recursive: true });
  const path = join(copy, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  if (allowed) {
    manifest.host_permissions = manifest.optional_host_permissions;
    delete manifest.optional_host_permissions;
  }
  if (onlyLanguage) {
    manifest.default_locale = onlyLanguage;
    for (const name of readdirSync(join(copy, "_locales"))) {
      if (name !== onlyLanguage) rmSync(join(copy, "_locales", name), { recursive: true });
    }
  }
  writeFileSync(path, JSON.stringify(manifest));
  process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

export const pause = (/** @type {number} */ milliseconds) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How long anything that a test waits for may take, in milliseconds. */
const PATIENCE = 30_000;

/** @param {number} milliseconds @returns {() => boolean} whether they are over */
function timer(milliseconds) {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

/**
 * A call of the protocol that need not be waited for longer: a page with a dialog of its own answers none.
 *
 * @template T @param {Promise<T>} call @param {number} milliseconds @returns {Promise<T>}
 */
function within(call, milliseconds) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer for ${milliseconds} ms`)), milliseconds);
    call.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

/**
 * Waits until something holds in a page, which may move to another address meanwhile.
 *
 * @param {Page} page @param {(...args: any[]) => unknown} holds @param {string} complaint @param {unknown[]} args
 */
export async function until(page, holds, complaint, ...args) {
  /** @type {unknown} */
  let last;
  for (const isOver = timer(PATIENCE); !isOver(); ) {
    try {
      last = await within(page.evaluate(holds, ...args), PATIENCE);
      if (last) return last;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`${complaint} (${String(last)})`);
}

/** The browser and the site for the tests of one file. @param {Parameters<typeof start>[0]} [options] */
export function useExtension(options) {
  const closing = new AbortController();
  /** @type {{ driver: Driver, address: string, asked: string[] }} */
  const world = { driver: /** @type {any} */ (null), address: "", asked: [] };
  before(async () => {
    Object.assign(world, await openSite({ signal: closing.signal }));
    world.driver = await start(options);
  });
  after(async () => {
    await world.driver?.close();
    closing.abort();
  });
  return world;
}
