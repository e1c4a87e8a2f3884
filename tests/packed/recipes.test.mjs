// Every recipe under `examples/`, from the packed tarball: in Node, Deno, Bun and workerd, in Chromium and in Firefox.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launchBrowser } from "../../tools/browsers.mjs";
import { serve } from "../../tools/serve.mjs";
import { installedRecipes, must, packed } from "./install.mjs";

const title = "The mill turns again";
const lastWords = "is kept under glass in the post office";
const junk = /Old bridge to close|Privacy|Share/;

const closing = new AbortController();
/** @type {Awaited<ReturnType<typeof packed>>} */
let pack;
let root = "";
let address = "";
/** @type {string[]} */
let recipes;
/** What has been tried, so that no recipe is forgotten. @type {Set<string>} */
const tried = new Set();

/** @param {string} name */
function recipe(name) {
  tried.add(name);
  return join(root, name);
}

describe("recipes", () => {
  before(async () => {
    pack = await packed();
    root = join(pack.folder, "examples");
    recipes = await installedRecipes(pack.tarball, root);
    address = await serve(root, { port: 0, signal: closing.signal });
  });
  after(() => {
    closing.abort();
    pack?.remove();
  });

  /** @param {string} markdown */
  function assertArticle(markdown) {
    assert.match(markdown, new RegExp(`^# ${title}$`, "m"));
    assert.match(markdown, /^## Three months of water$/m);
    assert.match(markdown, new RegExp(lastWords));
    assert.doesNotMatch(markdown, junk);
  }

  /** @param {string} name */
  const bin = (name) => join(root, "node_modules/.bin", name);

  describe("recipes in programs", () => {
    const page = "../public/page.html";

    test("node", async () => assertArticle(await must(["node", "clean.js", page], { cwd: recipe("node") })));
    test("deno", async () => {
      const env = { DENO_DIR: join(pack.folder, "deno"), DENO_NO_UPDATE_CHECK: "1" };
      assertArticle(await must([bin("deno"), "run", "--allow-read", "clean.js", page], { cwd: recipe("deno"), env }));
    });
    test("bun", async () => assertArticle(await must([bin("bun"), "clean.js", page], { cwd: recipe("bun") })));

    test("bodycopy/worker in Deno and Bun", async () => {
      const script = `import { extract } from "bodycopy/worker"; console.log((await extract("<title>Rain</title>")).title)`;
      const env = { DENO_DIR: join(pack.folder, "deno"), DENO_NO_UPDATE_CHECK: "1" };
      assert.equal((await must([bin("bun"), "-e", script], { cwd: recipe("bun") })).trim(), "Rain");
      assert.equal((await must([bin("deno"), "eval", script], { cwd: recipe("deno"), env })).trim(), "Rain");
    });

    test("feeds-to-markdown: RSS and Atom, a page that fails is named and does not stop the rest", async () => {
      const folder = join(pack.folder, "saved");
      const server = createServer((request, response) => {
        const origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
        const answers = /** @type {Record<string, [string, string]>} */ ({
          "/rss": ["application/rss+xml", `<rss><channel><item><link>${origin}/mill</link></item></channel></rss>`],
          "/atom": [
            "application/atom+xml",
            '<feed><entry><link href="/gone"/></entry><entry><link href="/mill?2"/><title>M</title></entry></feed>',
          ],
          "/mill": ["text/html", readFileSync(join(root, "public/page.html"), "utf8")],
        });
        const answer = answers[new URL(request.url ?? "/", origin).pathname];
        response.writeHead(answer ? 200 : 404, { "content-type": answer?.[0] ?? "text/plain" }).end(answer?.[1]);
      });
      await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
      const origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
      try {
        const command = ["node", "feeds.js", folder, `${origin}/rss`, `${origin}/atom`];
        await assert.rejects(must(command, { cwd: recipe("feeds-to-markdown") }), /gone: HTTP 404/);
      } finally {
        server.close();
      }
      const names = await readdir(folder);
      assert.deepEqual(names.length, 1, String(names));
      const markdown = await readFile(join(folder, names[0]), "utf8");
      assertArticle(markdown);
      assert.match(
        markdown,
        /^---\ntitle: "The mill turns again"\n.*date: "2026-02-03T06:00:00Z"\n.*authors: \["Imogen Farrow"\]\n---\n/s,
      );
    });

    test("server-react", async () => {
      const child = spawn("node", ["server.js"], { cwd: recipe("server-react"), env: { ...process.env, PORT: "0" } });
      try {
        const line = await firstLine(child);
        const server = String(/http:\/\/localhost:\d+/.exec(line)).replace("localhost", "127.0.0.1");
        const html = await (await fetch(`${server}/?url=${address}public/page.html`)).text();
        assert.match(html, new RegExp(`<h1>${title}</h1>.*<h2>Three months of water</h2>.*${lastWords}`, "s"));
        assert.match(html, /<a href="[^"]*\/news\/bridge">Old bridge to close for a week<\/a>/);
        assert.equal((await fetch(`${server}/?url=nothing`)).status, 502);
      } finally {
        child.kill();
      }
    });

    test("cloudflare-worker in workerd: Markdown for those who accept it, a page for the others", async () => {
      const cwd = recipe("cloudflare-worker");
      await must(["node", "build.js"], { cwd });
      const port = await freePort();
      const args = ["serve", "config.capnp", `--socket-addr=http=127.0.0.1:${port}`];
      const child = spawn(createRequire(join(cwd, "build.js"))("workerd").default, args, { cwd, stdio: "pipe" });
      let complaint = "";
      child.stderr.on("data", (chunk) => {
        complaint += chunk;
      });
      try {
        const ask = (/** @type {string} */ query, /** @type {string} */ accept) =>
          fetch(`http://127.0.0.1:${port}/${query}`, { headers: { accept } });
        await answering(
          () => ask("", "*/*"),
          () => complaint,
        );
        const query = `?url=${address.replace("localhost", await hostOf(address))}public/page.html`;
        const markdown = await ask(query, "text/markdown, text/html;q=0.5");
        assert.equal(markdown.headers.get("content-type"), "text/markdown; charset=utf-8");
        assertArticle(await markdown.text());
        const page = await ask(query, "text/html");
        assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
        assert.match(await page.text(), new RegExp(`<h1>${title}</h1>.*${lastWords}`, "s"));
        assert.equal((await ask("?url=nothing", "*/*")).status, 400);
        assert.equal((await ask(`${query}.gone`, "*/*")).status, 502);
      } finally {
        child.kill();
      }
    });
  });

  describe("recipes in browsers", () => {
    before(async () => {
      await must([bin("vite"), "build", "--logLevel", "warn"], { cwd: recipe("vite") });
      await must([bin("webpack")], { cwd: recipe("webpack") });
      await must(["node", "build.js"], { cwd: recipe("esbuild") });
      await must(["node", "build.js"], { cwd: recipe("service-worker") });
    });

    for (const name of /** @type {const} */ (["chromium", "firefox"])) {
      describe(name, () => {
        /** @type {import("puppeteer-core").Browser} */
        let browser;
        before(async () => {
          browser = await launchBrowser(name);
        });
        after(() => browser?.close());

        /** @param {string} path from the folder of the recipes @param {string} [folder] what is served @param {string} [then] to wait for */
        async function shows(path, folder = root, then = "true") {
          const page = await browser.newPage();
          /** @type {string[]} */
          const errors = [];
          page.on("pageerror", (error) => errors.push(String(error)));
          const finished = new AbortController();
          const extra = { "/page.html": join(root, "public/page.html") };
          const origin = await serve(folder, { port: 0, extra, signal: finished.signal });
          try {
            await page.goto(origin + path);
            await page
              .waitForFunction(
                `document.querySelector("main")?.textContent.includes(${JSON.stringify(lastWords)}) && (${then})`,
                { timeout: 15_000 },
              )
              .catch((error) => assert.fail(`${error.message}\n${errors.join("\n")}`));
            const text = await page.$eval("main", (main) => main.textContent ?? "");
            assert.match(text, new RegExp(title));
            assert.doesNotMatch(text, junk);
            assert.deepEqual(errors, []);
          } finally {
            await page.close();
            finished.abort();
          }
        }

        const worker = `document.documentElement.dataset.worker === ${JSON.stringify(title)}`;
        test("script-tag", () => {
          recipe("script-tag");
          const element = `document.querySelector("body-copy").article?.title === ${JSON.stringify(title)}`;
          return shows("script-tag/index.html", root, element);
        });
        test("web-worker", () => {
          recipe("web-worker");
          return shows("web-worker/index.html");
        });
        test("vite", () => shows("index.html", join(root, "vite/dist"), worker));
        test("webpack", () => shows("index.html", join(root, "webpack"), worker));
        test("esbuild", () => shows("index.html", join(root, "esbuild"), worker));
        test("service-worker", () => shows("index.html", join(root, "service-worker/dist")));
      });
    }
  });

  test("no recipe was forgotten", () => {
    assert.deepEqual([...tried].sort(), recipes);
  });
});

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<string>} */
const firstLine = (child) =>
  new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").once("data", resolve);
    child.stderr?.setEncoding("utf8").once("data", (text) => reject(new Error(text)));
    child.once("exit", (code) => reject(new Error(`exit code ${code}`)));
  });

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** Asks until there is an answer. @param {() => Promise<unknown>} ask @param {() => string} complaint */
async function answering(ask, complaint) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === 100) throw new Error(`no answer: ${complaint()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** `localhost` is 127.0.0.1 on some machines and ::1 on others. @param {string} address */
async function hostOf(address) {
  for (const host of ["127.0.0.1", "[::1]"]) {
    const isThere = await fetch(address.replace("localhost", host)).then(
      () => true,
      () => false,
    );
    if (isThere) return host;
  }
  return "localhost";
}
