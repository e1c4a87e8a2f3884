// A small static file server on localhost, for the playground and for the browser tests.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

/** @type {Record<string, string>} */
const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder on the first free port from the one wished for.
 *
 * @param {string} folder
 * @param {{ port?: number, extra?: Record<string, string>, signal?: AbortSignal }} [options] `extra` maps paths to files
 *   elsewhere; `signal` closes the server; port 0 takes any
 * @returns {Promise<string>} its address, with a slash at the end
 */
export async function serve(folder, { port = 4173, extra = {}, signal } = {}) {
  const server = createServer(async (request, response) => {
    const file = fileFor(folder, extra, new URL(request.url ?? "/", "http://localhost").pathname);
    try {
      const body = await readFile(file ?? "");
      response.writeHead(200, { "content-type": typeOf(String(file)) });
      response.end(body);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("Not found\n");
    }
  });
  signal?.addEventListener("abort", () => {
    server.close();
    server.closeAllConnections();
  });
  for (let candidate = port; ; candidate += 1) {
    try {
      await listen(server, candidate);
      break;
    } catch (error) {
      const taken = /** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE";
      if (!taken || candidate > port + 20) throw error;
    }
  }
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return `http://localhost:${address.port}/`;
}

/** @param {string} file */
export const typeOf = (file) => types[extname(file)] ?? "application/octet-stream";

/** @param {string} folder @param {Record<string, string>} extra @param {string} pathname */
export function fileFor(folder, extra, pathname) {
  if (pathname in extra) return extra[pathname];
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  // `normalize` resolves `..` against the leading slash, so that no path leads out of the folder.
  const inside = normalize(path).split(sep).filter(Boolean);
  return join(folder, ...inside, path.endsWith("/") ? "index.html" : "");
}

/** @param {import("node:http").Server} server @param {number} port @returns {Promise<void>} */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "localhost", () => {
      server.off("error", reject);
      resolve();
    });
  });
}
