// The recipes that are programs: in Node, Deno and Bun, and servers in Node and in workerd.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { must } from "../install.mjs";
import { withHost, withProgram, withServer } from "./servers.mjs";
import { assertArticle, bin, lastWords, recipe, title, workspace } from "./workspace.mjs";

const page = "../public/page.html";

const deno = () => ({ DENO_DIR: join(workspace.folder, "deno"), DENO_NO_UPDATE_CHECK: "1" });

/** The address of the page, as other programs reach it. */
const pageAddress = async () => `${await withHost(workspace.address)}public/page.html`;

export const programs = () =>
  describe("recipes in programs", { concurrency: false }, () => {
    test("node", async () => assertArticle(await must(["node", "clean.js", page], { cwd: recipe("node") })));
    test("deno", async () => {
      const command = [bin("deno"), "run", "--allow-read", "clean.js", page];
      assertArticle(await must(command, { cwd: recipe("deno"), env: deno() }));
    });
    test("bun", async () => assertArticle(await must([bin("bun"), "clean.js", page], { cwd: recipe("bun") })));

    test("bodycopy/worker in Deno and Bun", async () => {
      const script = `import { extract } from "bodycopy/worker"; console.log((await extract("<title>Rain</title>")).title)`;
      assert.equal((await must([bin("bun"), "-e", script], { cwd: recipe("bun") })).trim(), "Rain");
      assert.equal((await must([bin("deno"), "eval", script], { cwd: recipe("deno"), env: deno() })).trim(), "Rain");
    });

    test("feeds-to-markdown: RSS and Atom, a page that fails is named and does not stop the rest", async () => {
      const folder = join(workspace.folder, "saved");
      let origin = "";
      const answers = (/** @type {string} */ path) =>
        /** @type {Record<string, [string, string]>} */ ({
          "/rss": ["application/rss+xml", `<rss><channel><item><link>${origin}/mill</link></item></channel></rss>`],
          "/atom": [
            "application/atom+xml",
            '<feed><entry><link href="/gone"/></entry><entry><link href="/mill?2"/><title>M</title></entry></feed>',
          ],
          "/mill": ["text/html", readFileSync(join(workspace.root, "public/page.html"), "utf8")],
        })[path];
      await withServer(
        (request, response) => {
          const answer = answers(new URL(request.url ?? "/", origin).pathname);
          response.writeHead(answer ? 200 : 404, { "content-type": answer?.[0] ?? "text/plain" }).end(answer?.[1]);
        },
        async (address) => {
          origin = address;
          const command = ["node", "feeds.js", folder, `${origin}/rss`, `${origin}/atom`];
          await assert.rejects(must(command, { cwd: recipe("feeds-to-markdown") }), /gone: HTTP 404/);
        },
      );
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
      const cwd = recipe("server-react");
      const env = (/** @type {number} */ port) => ["env", `PORT=${port}`, "node", "server.js"];
      await withProgram(env, { cwd }, async (server) => {
        const html = await (await fetch(`${server}/?url=${await pageAddress()}`)).text();
        assert.match(html, new RegExp(`<h1>${title}</h1>.*<h2>Three months of water</h2>.*${lastWords}`, "s"));
        assert.match(html, /<a href="[^"]*\/news\/old-bridge-to-close">Old bridge to close for a week<\/a>/);
        assert.equal((await fetch(`${server}/?url=nothing`)).status, 502);
      });
    });

    test("nextjs: built, then served", async () => {
      const cwd = recipe("nextjs");
      const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
      // By its file, so that what is ended in the end is the server itself.
      const next = join(workspace.root, "node_modules/next/dist/bin/next");
      await must([process.execPath, next, "build"], { cwd, env });
      const command = (/** @type {number} */ port) => [process.execPath, next, "start", "--port", String(port)];
      await withProgram(command, { cwd, env: { ...process.env, ...env } }, async (server) => {
        const html = await (await fetch(`${server}/?url=${await pageAddress()}`)).text();
        assert.match(html, new RegExp(`<h1>${title}</h1>.*<h2>Three months of water</h2>.*${lastWords}`, "s"));
        assert.match(html, new RegExp(`<title>${title}</title>`));
        assert.equal((await fetch(`${server}/?url=nothing`)).status, 404);
      });
    });

    test("cloudflare-worker in workerd: Markdown for those who accept it, a page for the others", async () => {
      const cwd = recipe("cloudflare-worker");
      await must(["node", "build.js"], { cwd });
      await withProgram(
        (port) => workerd(cwd, port, "config.capnp"),
        { cwd },
        async (origin) => {
          const ask = (/** @type {string} */ query, /** @type {string} */ accept) =>
            fetch(`${origin}/${query}`, { headers: { accept } });
          const query = `?url=${await pageAddress()}`;
          const markdown = await ask(query, "text/markdown, text/html;q=0.5");
          assert.equal(markdown.headers.get("content-type"), "text/markdown; charset=utf-8");
          assertArticle(await markdown.text());
          const html = await ask(query, "text/html");
          assert.equal(html.headers.get("content-type"), "text/html; charset=utf-8");
          assert.match(await html.text(), new RegExp(`<h1>${title}</h1>.*${lastWords}`, "s"));
          assert.equal((await ask("?url=nothing", "*/*")).status, 400);
          assert.equal((await ask(`${query}.gone`, "*/*")).status, 502);
        },
      );
    });
  });

/** @param {string} folder where workerd is installed @param {number} port @param {string} config */
export function workerd(folder, port, config) {
  const program = createRequire(join(folder, "build.js"))("workerd").default;
  return [program, "serve", config, `--socket-addr=http=127.0.0.1:${port}`];
}
