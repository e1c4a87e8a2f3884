// From the names that a person gives to the pages that are read, and from a page to its bytes.

import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isWebAddress, UsageError } from "./arguments.js";

/** @typedef {{ kind: "file" | "address" | "stdin", name: string }} Page plain data, so that a worker can be given it */

/** The library's own limit, `maxBytes`. One byte more is read, so that it is the library that refuses the page. */
const maxBytes = 64 * 2 ** 20;

/** A server that says nothing for so long has failed, in milliseconds. */
const patience = 30_000;

/**
 * @param {string[]} names files, folders, addresses, `-`
 * @returns {Promise<Page[]>} folders opened, in a fixed order; what cannot be read fails when its turn comes
 */
export async function listPages(names) {
  /** @type {Page[]} */
  const pages = [];
  for (const name of names) {
    if (name === "-") pages.push({ kind: "stdin", name: "standard input" });
    else if (isWebAddress(name)) pages.push({ kind: "address", name });
    else if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) throw new UsageError(`${name}: only http and https addresses`);
    else if ((await stat(name).catch(() => null))?.isDirectory()) pages.push(...(await pagesUnder(name)));
    else pages.push({ kind: "file", name });
  }
  return pages;
}

/** @param {string} folder @returns {Promise<Page[]>} */
async function pagesUnder(folder) {
  /** @type {string[]} */
  const names = [];
  for (const pending = [folder]; pending.length > 0; ) {
    const parent = /** @type {string} */ (pending.pop());
    for (const entry of await readdir(parent, { withFileTypes: true })) {
      const name = join(parent, entry.name);
      if (!entry.isDirectory()) {
        if (entry.name.toLowerCase().endsWith(".html")) names.push(name);
      } else if (!isOthers(entry.name)) pending.push(name);
    }
  }
  if (names.length === 0) return [{ kind: "file", name: folder }];
  return names.sort().map((name) => ({ kind: "file", name }));
}

/** Folders that hold programs' own files, and no pages that the person would mean. @param {string} name */
const isOthers = (name) => name === "node_modules" || name.startsWith(".");

/**
 * @typedef {object} Source
 * @property {AsyncIterable<Uint8Array>} stream
 * @property {string} [contentType]
 * @property {string} [url] the address after redirections
 */

/** @param {Page} page @returns {Promise<Source>} */
export async function openPage({ kind, name }) {
  if (kind === "stdin") return { stream: process.stdin };
  if (kind === "address") return fetchPage(name);
  return { stream: createReadStream(name), contentType: name.endsWith(".txt") ? "text/plain" : undefined };
}

/** @param {string} address @returns {Promise<Source>} */
async function fetchPage(address) {
  const headers = { accept: "text/html, application/xhtml+xml, text/plain;q=0.5", "user-agent": "bodycopy" };
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim());
  const contentType = response.headers.get("content-type") ?? undefined;
  if (contentType !== undefined && !/^\s*(text\/|application\/(xhtml\+)?xml)/i.test(contentType)) {
    throw new Error(`not a web page but ${contentType}`);
  }
  if (response.body === null) throw new Error("the answer is empty");
  return { stream: response.body, contentType, url: response.url };
}

/** @param {AsyncIterable<Uint8Array>} stream */
export async function allBytes(stream) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) break;
  }
  return new Uint8Array(Buffer.concat(chunks, length));
}

/** Why a page could not be read, in a person's words. @param {unknown} error */
export function reason(error) {
  if (!(error instanceof Error)) return String(error);
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === "ENOENT") return "no such file";
  if (code === "EISDIR") return "a folder without .html files";
  if (code === "EACCES") return "permission denied";
  if (error.name === "TimeoutError") return `no answer within ${patience / 1000} seconds`;
  // fetch hides what went wrong ("getaddrinfo ENOTFOUND …") behind "fetch failed".
  if (error.cause instanceof Error) return error.cause.message || error.message;
  return error.message;
}
