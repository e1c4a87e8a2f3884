// How the extension is put together: `npm run extension` makes `dist/extension/chromium` and `dist/extension/firefox`.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "wxt";

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const { version } = JSON.parse(readFileSync(path("../../package.json"), "utf8"));

/** What is made by building and has no place among the sources, as patterns that begin at the repository's root. */
const unversioned = readFileSync(path("../../.gitignore"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => (line.startsWith("/") ? `${line.slice(1)}/**` : `**/${line}`));

/**
 * Nothing but the extension's own scripts runs; nothing but pictures, sound and video loads from elsewhere, and the pages
 * that the person asks to read.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' http: https: data: blob:",
  "media-src http: https:",
  "connect-src 'self' http: https:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export default defineConfig({
  root: path("."),
  publicDir: path("./public"),
  outDir: path("../../dist/extension"),
  outDirTemplate: "{{browser}}",
  imports: false,
  targetBrowsers: ["chromium", "firefox"],
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: "__MSG_name__",
    short_name: "bodycopy",
    version,
    description: "__MSG_description__",
    default_locale: "en",
    minimum_chrome_version: browser === "firefox" ? undefined : "125",
    // What each is for: docs/extension.md.
    permissions: ["activeTab", "contextMenus", "scripting", "storage"],
    optional_host_permissions: ["http://*/*", "https://*/*"],
    action: { default_title: "__MSG_readPage__" },
    commands: {
      _execute_action: { suggested_key: { default: "Alt+R" }, description: "__MSG_readPage__" },
      library: { description: "__MSG_openLibrary__" },
    },
    // A private window has data of its own where the browser can keep them apart.
    incognito: browser === "firefox" ? "spanning" : "split",
    content_security_policy: { extension_pages: policy },
    browser_specific_settings:
      browser === "firefox"
        ? {
            gecko: {
              id: "reader@bodycopy.example",
              strict_min_version: "140.0",
              data_collection_permissions: { required: ["none"] },
            },
          }
        : undefined,
  }),
  hooks: {
    // Its background is one file, which cannot have files beside it in the ordinary way; so the wasm has a name of its own.
    "build:publicAssets": (_, files) => {
      files.push({ absoluteSrc: path("../../dist/bodycopy.wasm"), relativeDest: "bodycopy.wasm" });
    },
  },
  vite: () => ({
    resolve: { alias: { bodycopy: path("../package/slim.js") } },
    build: { target: "es2023", assetsInlineLimit: 0, sourcemap: false },
  }),
  zip: {
    name: "bodycopy",
    artifactTemplate: "{{name}}-{{version}}-{{browser}}.zip",
    sourcesTemplate: "{{name}}-{{version}}-sources.zip",
    sourcesRoot: path("../.."),
    excludeSources: unversioned,
    includeSources: [".gitignore"],
  },
});
