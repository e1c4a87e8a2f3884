// What a browser downloads of the package, and of the rivals: files in, sizes raw, by gzip and by brotli out.
//
// JavaScript is bundled and minified as an app's bundler does it, for itself; the wasm is counted apart. Brotli at its highest quality,
// as static files are served.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";

/** @typedef {{ raw: number, gzip: number, brotli: number }} Size in kB */

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What each entry of the package is to a bundler: a module that takes from it what its users take. */
export const entries = {
  bodycopy: 'export * from "/www/package/browser.js"',
  "bodycopy, all but toDOM":
    'export { ArticleStream, articleEvents, assess, BodycopyError, isProbablyReaderable, extract, extractStream, init, initSync, render, restrict } from "/www/package/browser.js"',
  "bodycopy, only init and extract": 'export { init, extract } from "/www/package/browser.js"',
  "bodycopy/readability": 'export * from "/www/package/readability/browser.js"',
  "bodycopy/worker": 'export * from "/www/package/worker/browser.js"',
  "bodycopy/element": 'export * from "/www/package/element/index.js"',
};

/** What one loads instead. Readability's page has to be cleaned by somebody; browsers bring their own DOM. */
export const rivals = {
  "Readability + DOMPurify": 'export * from "@mozilla/readability"; export { default } from "dompurify"',
  Defuddle: 'export { default } from "defuddle"',
  "Readability on linkedom": 'export * from "@mozilla/readability"; export * from "linkedom"',
};

/** @param {string | Uint8Array} content @returns {Size} */
export function sizeOf(content) {
  return {
    raw: Buffer.byteLength(content) / 1000,
    gzip: gzipSync(content, { level: 9 }).length / 1000,
    brotli: brotliCompressSync(content).length / 1000,
  };
}

/** @returns {Size} */
export const wasmSize = () => sizeOf(readFileSync(`${root}/dist/bodycopy.wasm`));

/** @param {string} source of a module @returns {Promise<Size>} of it and all that it imports */
export async function bundledSize(source) {
  const name = "measured";
  const result = await build({
    configFile: false,
    root,
    logLevel: "silent",
    plugins: [
      {
        name,
        resolveId: (id) => (id === name ? `\0${name}` : id.startsWith("/www/") ? root + id.slice(1) : undefined),
        load: (id) => (id === `\0${name}` ? source : undefined),
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: name, preserveEntrySignatures: "strict" } },
  });
  const { output } = /** @type {import("vite").Rolldown.RolldownOutput} */ (result);
  return sizeOf(output.map((file) => (file.type === "chunk" ? file.code : "")).join(""));
}

/** In kB of brotli. Whoever passes one raises it in the same change, so that nothing grows unnoticed. @type {Record<string, number>} */
export const budgets = JSON.parse(readFileSync(new URL("./budgets.json", import.meta.url), "utf8"));
