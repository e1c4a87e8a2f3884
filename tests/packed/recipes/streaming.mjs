// The programs in docs/streaming.md as they stand there: before a site at the edge, in a service worker, in an extension of
// Firefox, and the one that stops early.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { launchBrowser } from "../../../tools/browsers.mjs";
import { must, repository } from "../install.mjs";
import { workerd } from "./programs.mjs";
import { withProgram, withServer } from "./servers.mjs";
import { bin, lastWords, workspace } from "./workspace.mjs";

const shown = readFileSync(join(repository, "docs/streaming.md"), "utf8");

/** The one program that has these words in it. @param {string} words */
function program(words) {
  const found = [...shown.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code).filter((c) => c.includes(words));
  assert.equal(found.length, 1, words);
  return found[0];
}

/** A site of one page, in an old charset and with a script. @type {import("node:http").RequestListener} */
function site(request, response) {
  if (request.url === "/sw.js" || request.url === "/bodycopy.wasm") {
    const type = request.url === "/sw.js" ? "text/javascript" : "application/wasm";
    response.writeHead(200, { "content-type": type }).end(readFileSync(join(folder(), request.url)));
    return;
  }
  if (request.url === "/data.json") {
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
    return;
  }
  const page = readFileSync(join(workspace.root, "public/page.html"), "latin1")
    .replace('<meta charset="utf-8" />', "<script>document.documentElement.dataset.ran = 'yes'</script>")
    .replace("© Valley News", "caf\xe9");
  response.writeHead(200, { "content-type": "text/html; charset=windows-1252" }).end(Buffer.from(page, "latin1"));
}

const folder = () => join(workspace.root, "streaming");

/** @param {string} html */
function assertClean(html) {
  assert.match(html, new RegExp(lastWords));
  assert.doesNotMatch(html, /Old bridge to close|<script|dataset/);
}

export const streaming = () =>
  describe("what docs/streaming.md shows", { concurrency: false }, () => {
    before(async () => {
      mkdirSync(join(folder(), "extension"), { recursive: true });
      const wasm = join(workspace.root, "node_modules/bodycopy/dist/bodycopy.wasm");
      for (const place of [folder(), join(folder(), "extension")]) cpSync(wasm, join(place, "bodycopy.wasm"));
      const sources = {
        "sw-source.js": program("self.addEventListener"),
        "edge-source.js": program("export default"),
        "background-source.js": program("filterResponseData"),
      };
      for (const [name, code] of Object.entries(sources)) writeFileSync(join(folder(), name), code);
      const esbuild = (/** @type {string[]} */ ...args) =>
        must([bin("esbuild"), "--bundle", ...args], { cwd: folder() });
      await esbuild("sw-source.js", "--format=iife", "--conditions=browser", "--outfile=sw.js");
      await esbuild(
        "background-source.js",
        "--format=iife",
        "--conditions=browser",
        "--outfile=extension/background.js",
      );
      const edge = ["--format=esm", "--conditions=workerd", "--loader:.wasm=copy", "--asset-names=[name]"];
      await esbuild("edge-source.js", ...edge, "--outdir=edge");
    });

    test("at the edge, in workerd", () =>
      withServer(site, async (origin) => {
        const config = `using Workerd = import "/workerd/workerd.capnp";
          const config :Workerd.Config = (
            services = [
              (name = "main", worker = .clean),
              (name = "origin", external = (address = "${new URL(origin).host}", http = ())),
            ],
            sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
          );
          const clean :Workerd.Worker = (
            modules = [
              (name = "index.js", esModule = embed "edge/edge-source.js"),
              (name = "bodycopy.wasm", wasm = embed "edge/bodycopy.wasm"),
            ],
            compatibilityDate = "2026-01-01",
            globalOutbound = "origin",
          );`;
        writeFileSync(join(folder(), "config.capnp"), config);
        const command = (/** @type {number} */ port) =>
          workerd(join(workspace.root, "cloudflare-worker"), port, "config.capnp");
        await withProgram(command, { cwd: folder() }, async (edge) => {
          const page = await fetch(`${edge}/mill`);
          assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
          assertClean(await page.text());
          assert.equal(await (await fetch(`${edge}/data.json`)).text(), "{}");
        });
      }));

    for (const name of /** @type {const} */ (["chromium", "firefox"])) {
      test(`in a service worker of ${name}`, () =>
        withServer(site, async (origin) => {
          const browser = await launchBrowser(name);
          try {
            const page = await browser.newPage();
            const address = origin.replace("127.0.0.1", "localhost").replace(/$/, "/mill");
            await page.goto(address);
            assert.equal(await page.evaluate(() => document.documentElement.dataset.ran), "yes");
            await page.evaluate(async () => {
              await navigator.serviceWorker.register("/sw.js");
              await navigator.serviceWorker.ready;
            });
            await page.goto(address);
            assert.equal(await page.evaluate(() => document.documentElement.dataset.ran), undefined);
            assertClean(await page.content());
          } finally {
            await browser.close();
          }
        }));
    }

    test("in an extension of Firefox", () =>
      withServer(site, async (origin) => {
        const manifest = {
          manifest_version: 2,
          name: "Calm pages",
          version: "1.0",
          permissions: ["webRequest", "webRequestBlocking", "webRequestFilterResponse", "<all_urls>"],
          background: { scripts: ["background.js"] },
          content_security_policy: "script-src 'self' 'wasm-unsafe-eval'",
          browser_specific_settings: { gecko: { id: "calm@valley.example" } },
        };
        writeFileSync(join(folder(), "extension/manifest.json"), JSON.stringify(manifest));
        const browser = await launchBrowser("firefox");
        try {
          await browser.installExtension(join(folder(), "extension"));
          const page = await browser.newPage();
          await page.goto(`${origin}/mill`);
          assertClean(await page.content());
          assert.equal(await page.evaluate(() => document.characterSet), "UTF-8");
        } finally {
          await browser.close();
        }
      }));

    test("a reading that stops early, in Node", async () => {
      const script = `
        import { assess, extractStream } from "bodycopy";
        const url = "https://valley.example/";
        async function* long(page) { yield page; for (let n = 0; n < 100; n += 1) { given += 1; yield new Uint8Array(4096).fill(32); } }
        let given = 0;
        const read = async (html) => {
          const response = { body: long(new TextEncoder().encode(html)) };
          given = 0;
          ${program("readableOnly")}
          return article.title;
        };
        const links = Array.from({ length: 3000 }, (_, at) => '<li><a href="/n/' + at + '">Story number ' + at + " of the valley</a>");
        const list = "<title>News</title><body><ul>" + links.join("") + "</ul></body></html>";
        const words = "The mill at the foot of the valley has turned for the first time in a hundred years, on a wheel. ";
        const story = "<title>Mill</title><article><h1>Mill</h1>" + ("<p>" + words.repeat(3) + "</p>").repeat(40) + "</article>";
        console.log(await read(story), given);
        console.log(await read(list).catch((error) => error.message), given < 100);`;
      const cwd = join(workspace.root, "node");
      const said = await must(["node", "--input-type=module", "-e", script], { cwd });
      assert.equal(said, "Mill 100\nthere is no article on this page true\n");
    });
  });
