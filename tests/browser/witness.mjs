// A server that is also the browser's proxy: whatever a page asks any address for comes by here and is remembered.
//
// Interception by the debugging protocol would do the same in Chromium alone. What a page tries and a policy would forbid
// (an inline script, a handler, a frame) is reported here too: pages are served with a policy that only reports.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileFor, typeOf } from "../../tools/serve.mjs";
import { launch } from "./browser.mjs";

/** The site that the tests' own pages are of; no name server knows it. */
const site = "http://bodycopy.test";

/**
 * Pictures from anywhere and the tests' own scripts may load; what else is tried is reported, not stopped. Sound and
 * video are named because browsers report them although nothing of them is asked for before they are played.
 */
const policy =
  "default-src 'none'; img-src * data:; media-src * data:; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; " +
  "report-uri /reports";

/** For pages whose pictures are held back; it reports nothing. */
const noPictures = "img-src data:; media-src data:";

/** What browsers ask their makers for. */
const browsersOwn = /(?:^|\.)(?:google|googleapis|gvt1|gstatic|mozilla|firefox)\.(?:com|net|org)(?::\d+)?$/;

/** The query of pages whose pictures are held back. */
const withoutPictures = "?without-pictures";

/** A picture of one pixel. */
const pixel = Buffer.from("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=", "base64");

/**
 * A browser all of whose requests are seen.
 *
 * @param {string} folder served as the tests' own site
 */
export async function openWitnessed(folder) {
  /** @type {{ address: string, accept: string }[]} */
  const requests = [];
  /** @type {string[]} */
  const reports = [];
  const server = createServer(async (request, response) => {
    const address = request.url ?? "";
    if (!address.startsWith(`${site}/`)) {
      if (!browsersOwn.test(request.headers.host ?? "")) {
        requests.push({ address, accept: request.headers.accept ?? "" });
      }
      response.writeHead(200, { "content-type": "image/gif" }).end(pixel);
      return;
    }
    const { pathname, search } = new URL(address);
    if (pathname === "/reports") {
      let report = "";
      for await (const part of request) report += part;
      reports.push(report);
      response.writeHead(204).end();
      return;
    }
    const file = fileFor(folder, {}, pathname);
    const body = await readFile(file ?? "").catch(() => null);
    if (body === null || !/^\/(?:dist|tests|www)\//.test(pathname)) {
      requests.push({ address, accept: request.headers.accept ?? "" });
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": typeOf(String(file)),
      "content-security-policy-report-only": policy,
      ...(search === withoutPictures ? { "content-security-policy": noPictures } : {}),
    });
    response.end(body);
  });
  // A tunnel to a host over TLS: which host is all that can be known.
  server.on("connect", (request, socket) => {
    const host = request.url ?? "";
    if (!browsersOwn.test(host)) requests.push({ address: `https://${host}/`, accept: "" });
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  server.on("clientError", (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await launch({ proxyPort: port });
  return {
    requests,
    reports,
    /** @param {string} path of a file of the folder @param {{ withPictures: boolean }} options */
    async open(path, { withPictures }) {
      const page = await browser.newPage();
      /** @type {string[]} */
      const errors = [];
      page.on("pageerror", (error) => {
        // Firefox says here, too, what it reports or holds back by a policy.
        if (!String(error).startsWith("Error: Content-Security-Policy: ")) errors.push(String(error));
      });
      page.on("dialog", async (dialog) => {
        errors.push(`dialog: ${dialog.message()}`);
        // The page may be gone by then, and its dialog with it.
        await dialog.dismiss().catch(() => {});
      });
      await page.goto(`${site}/${path}${withPictures ? "" : withoutPictures}`);
      return { page, errors };
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
