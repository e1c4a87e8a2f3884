#!/usr/bin/env node
// Takes the picture of the playground in `docs/`: `npm run screenshot`.

import { join } from "node:path";
import { launchBrowser } from "./browsers.mjs";
import { root } from "./command.mjs";
import { serve } from "./serve.mjs";
import { ensureBrowsers, ensureDependencies, ensurePackage, ensureSite, ensureToolchains } from "./setup.mjs";

ensureToolchains();
await ensureDependencies();
await ensurePackage();
await ensureSite();
await ensureBrowsers();
const closing = new AbortController();
const address = await serve(join(root, "dist/site"), { port: 0, signal: closing.signal });
const browser = await launchBrowser("chromium");
const page = await browser.newPage();
await page.setViewport({ width: 1360, height: 1240, deviceScaleFactor: 1 });
const [path = join(root, "docs/playground.webp"), query = "", scheme = "light"] = process.argv.slice(2);
await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
await page.goto(`${address}${query}`);
await page.waitForFunction(() => document.querySelectorAll("#article .block, #article pre").length > 0);
await new Promise((resolve) => setTimeout(resolve, 500));
await page.screenshot({ path: /** @type {`${string}.webp`} */ (path), type: "webp", quality: 80 });
await browser.close();
closing.abort();
