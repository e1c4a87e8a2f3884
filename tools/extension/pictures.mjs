#!/usr/bin/env node
// Takes the picture of the reader in `docs/`: four themes, on a wide and a narrow screen, of our own example page.
// `npm run screenshot:extension`.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { start } from "../../tests/extension/driver.mjs";
import { root } from "../command.mjs";
import { serve } from "../serve.mjs";
import { ensureBrowsers, ensureDependencies, ensureExtension, ensureToolchains } from "../setup.mjs";

const THEMES = ["light", "sepia", "dark", "black"];
const SCREENS = { wide: { width: 1120, height: 840 }, narrow: { width: 390, height: 840 } };

ensureToolchains();
await ensureDependencies();
await ensureExtension();
await ensureBrowsers();
const closing = new AbortController();
const address = await serve(join(root, "www/site/public/examples"), { port: 0, signal: closing.signal });
const folder = mkdtempSync(join(tmpdir(), "bodycopy-pictures-"));
const driver = await start();
const page = await driver.open(`${address}related-tail.vi.html`);
await driver.read(page);
for (const [name, screen] of Object.entries(SCREENS)) {
  await page.setViewport({ ...screen, deviceScaleFactor: 1 });
  for (const theme of THEMES) {
    await page.evaluate((theme) => {
      document.documentElement.dataset.theme = theme;
    }, theme);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
  }
}
const images = (/** @type {string} */ name) => THEMES.map((theme) => `<img src="${name}-${theme}.png">`).join("");
writeFileSync(
  join(folder, "sheet.html"),
  `<!doctype html><style>body{margin:0;padding:16px;background:#d8d4cc;width:1600px}div{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;margin-bottom:16px}
  img{display:block;border-radius:8px}.wide img{width:100%}.narrow img{width:62%;margin:auto}</style>
  <div class="wide">${images("wide")}</div><div class="narrow">${images("narrow")}</div>`,
);
const sheet = await driver.browser.newPage();
await sheet.setViewport({ width: 1632, height: 900 });
await sheet.goto(pathToFileURL(join(folder, "sheet.html")).href);
const path = /** @type {`${string}.jpeg`} */ (process.argv[2] ?? join(root, "docs/extension.jpeg"));
await sheet.screenshot({ path, type: "jpeg", quality: 72, fullPage: true });
await driver.close();
closing.abort();
rmSync(folder, { recursive: true, force: true });
