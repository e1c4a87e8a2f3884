// The command line as a person or a script meets it: real processes, real files, a real server on localhost.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Progress } from "../../www/package/cli/progress.js";

const cli = fileURLToPath(new URL("../../www/package/cli.js", import.meta.url));
const example = fileURLToPath(new URL("../../www/site/public/examples/related-tail.vi.html", import.meta.url));

const paragraphs = [
  "The river rose in the night, and by the morning the lower meadow was under water again, as it is every spring.",
  "Two families moved their sheep to the hill before dawn, and a third carried the hay up to the loft of the mill.",
  "The bridge stayed open. A warden in a yellow coat stood at its foot with a lamp and counted those who crossed.",
  "By the evening the water had begun to fall, and the school said that lessons would start an hour later than usual.",
]
  .map((words) => `<p>${words}</p>`)
  .join("\n");

/** @param {string} title */
const pageCalled = (title) =>
  `<!doctype html><html lang="en"><title>${title}</title><body><main><h1>${title}</h1>${paragraphs}</main></body></html>`;

/**
 * @param {string[]} args
 * @param {{ input?: string | Buffer, cwd?: string }} [options] `input` is piped in; without it standard input is empty
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
function bodycopy(args, { input = "", cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** @param {string} text */
const jsonLines = (text) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

let folder = "";
before(() => {
  folder = mkdtempSync(join(tmpdir(), "bodycopy-cli-"));
  mkdirSync(join(folder, "pages/more"), { recursive: true });
  mkdirSync(join(folder, "empty"));
  for (let number = 0; number < 40; number += 1) {
    const name = String(number).padStart(2, "0");
    writeFileSync(join(folder, "pages", `${name}.html`), pageCalled(`Flood number ${name}`));
  }
  writeFileSync(join(folder, "pages/more/deep.html"), pageCalled("A deeper flood"));
  writeFileSync(join(folder, "pages/notes.md"), "not a page");
  for (const others of ["node_modules/tool", ".git"]) {
    mkdirSync(join(folder, "pages", others), { recursive: true });
    writeFileSync(join(folder, "pages", others, "index.html"), pageCalled("Not the person's"));
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

describe("one page", () => {
  test("a file becomes Markdown when no format is asked for", async () => {
    const [plain, markdown] = await Promise.all([bodycopy([example]), bodycopy([example, "--format", "markdown"])]);
    assert.equal(plain.code, 0);
    assert.equal(plain.stdout, markdown.stdout);
    assert.match(plain.stdout, /^# Xã Vàm Xanh trồng đai rừng bần giữ đất bãi bồi ven sông\n\n/);
    assert.match(plain.stdout, /Ông Lê Văn Tư, người nhận trồng đoạn bờ đầu tiên/);
    assert.doesNotMatch(plain.stdout, /<p|Chợ nổi Vàm Xanh họp thêm/);
  });

  test("json is the article of the library, indented", async () => {
    const { extract } = await import("bodycopy");
    const { code, stdout } = await bodycopy([example, "--format", "json", "--url", "https://vamxanh.example/a"]);
    assert.equal(code, 0);
    assert.match(stdout, /^\{\n {2}"version": 1,/);
    assert.deepEqual(JSON.parse(stdout), extract(readFileSync(example), { url: "https://vamxanh.example/a" }));
  });

  test("html and text are those of the library", async () => {
    const { extract, render } = await import("bodycopy");
    const article = extract(readFileSync(example), {});
    for (const format of /** @type {const} */ (["html", "text"])) {
      const { stdout } = await bodycopy([example, "--format", format]);
      assert.equal(stdout.trim(), render(article, format).trim());
    }
  });

  test("standard input is read for -, and when nothing is named", async () => {
    const input = pageCalled("Piped in");
    for (const args of [["-"], []]) {
      const { code, stdout } = await bodycopy([...args, "--format", "json"], { input });
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).title, "Piped in");
    }
  });

  test("a .txt file takes the plain-text path", async () => {
    const { extract } = await import("bodycopy");
    const text = "A headline of a few words\n\nFive <b> is a letter here, and so the line goes on for a while.\n";
    writeFileSync(join(folder, "page.txt"), text);
    const { stdout } = await bodycopy([join(folder, "page.txt"), "--format", "json"]);
    assert.equal(JSON.parse(stdout).text, extract(text, { contentType: "text/plain" }).text);
  });

  test("--debug adds how the verdict came about", async () => {
    const { stdout } = await bodycopy([example, "--format", "json", "--debug"]);
    assert.ok("debug" in JSON.parse(stdout));
    const { stderr } = await bodycopy([example, "--debug"]);
    assert.match(stderr, /left out \w+/);
  });
});

describe("an address", () => {
  const server = createServer((request, response) => {
    if (request.url === "/moved") return response.writeHead(302, { location: "/news/flood.html" }).end();
    if (request.url === "/news/flood.html") {
      const html = pageCalled("Überflutet").replace(
        "</main>",
        '<p>As was said <a href="../map">on the map</a> of the valley, the water stays for a week.</p></main>',
      );
      return response
        .writeHead(200, { "content-type": "text/html; charset=iso-8859-1" })
        .end(Buffer.from(html, "latin1"));
    }
    if (request.url === "/picture") return response.writeHead(200, { "content-type": "image/png" }).end("PNG");
    return response.writeHead(404).end();
  });
  let origin = "";
  before(async () => {
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
  });
  after(() => server.close());

  test("the charset of the header and the address after redirections count", async () => {
    const { code, stdout } = await bodycopy([`${origin}/moved`, "--format", "json"]);
    assert.equal(code, 0);
    const article = JSON.parse(stdout);
    assert.equal(article.title, "Überflutet");
    assert.equal(article.url, `${origin}/news/flood.html`);
    assert.match(article.html, new RegExp(`href="${origin}/map"`));
  });

  test("what is no page is reported", async () => {
    const missing = await bodycopy([`${origin}/nothing`]);
    assert.deepEqual([missing.code, missing.stdout], [1, ""]);
    assert.match(missing.stderr, /\/nothing: HTTP 404/);
    const picture = await bodycopy([`${origin}/picture`]);
    assert.equal(picture.code, 1);
    assert.match(picture.stderr, /not a web page but image\/png/);
  });
});

describe("many pages", () => {
  test("jsonl is one line a page in the order of the names, whatever the number of workers", async () => {
    const [one, four] = await Promise.all([
      bodycopy(["pages", "--format", "jsonl", "--jobs", "1"], { cwd: folder }),
      bodycopy(["pages", "--format", "jsonl", "--jobs", "4"], { cwd: folder }),
    ]);
    assert.equal(four.code, 0);
    assert.equal(four.stdout, one.stdout);
    const lines = jsonLines(four.stdout);
    assert.equal(lines.length, 41);
    assert.deepEqual(
      lines.slice(0, 2).map(({ input, title }) => [input, title]),
      [
        [join("pages", "00.html"), "Flood number 00"],
        [join("pages", "01.html"), "Flood number 01"],
      ],
    );
    assert.equal(lines[40].title, "A deeper flood");
  });

  test("a page that fails is reported and does not stop the rest", async () => {
    const names = ["pages/00.html", "missing.html", "empty", "pages/01.html"];
    const { code, stdout, stderr } = await bodycopy([...names, "--format", "jsonl"], { cwd: folder });
    assert.equal(code, 1);
    assert.match(stderr, /missing\.html: no such file/);
    assert.match(stderr, /empty: a folder without \.html files/);
    const lines = jsonLines(stdout);
    assert.deepEqual(
      lines.map(({ input, title, error }) => [input, title ?? error.message]),
      [
        ["pages/00.html", "Flood number 00"],
        ["missing.html", "no such file"],
        ["empty", "a folder without .html files"],
        ["pages/01.html", "Flood number 01"],
      ],
    );
  });

  test("standard input may be one of them", async () => {
    const args = ["pages/00.html", "-", "pages/01.html", "--format", "jsonl"];
    const { code, stdout } = await bodycopy(args, { cwd: folder, input: pageCalled("Piped in") });
    assert.equal(code, 0);
    assert.deepEqual(
      jsonLines(stdout).map(({ title }) => title),
      ["Flood number 00", "Piped in", "Flood number 01"],
    );
  });

  test("each article is headed by its name in the other formats", async () => {
    const { stdout } = await bodycopy(["pages/00.html", "pages/01.html", "--format", "text"], { cwd: folder });
    assert.match(stdout, /^==> pages\/00\.html <==\n\n.*==> pages\/01\.html <==\n\n/s);
  });

  test("no progress bar where standard error is no terminal", async () => {
    const { stderr } = await bodycopy(["pages"], { cwd: folder });
    assert.equal(stderr, "");
  });
});

describe("--events", () => {
  test("prints what becomes known, a JSON line each, the article last", async () => {
    const { code, stdout } = await bodycopy(["-", "--events"], { input: pageCalled("Flood") });
    assert.equal(code, 0);
    const events = jsonLines(stdout);
    assert.deepEqual([events[0].type, events[0].metadata.title], ["metadata", "Flood"]);
    const { type, article } = events.at(-1);
    assert.equal(type, "article");
    const blocks = events.filter((event) => event.type === "block").map((event) => event.block);
    assert.deepEqual(blocks, article.blocks);
  });

  test("of many pages say which page they are of, and a page that fails is one of the lines", async () => {
    const { code, stdout } = await bodycopy(["pages/00.html", "missing.html", "--events"], { cwd: folder });
    assert.equal(code, 1);
    const events = jsonLines(stdout);
    assert.deepEqual([...new Set(events.map((event) => event.input))], ["pages/00.html", "missing.html"]);
    assert.equal(events.at(-1).error.message, "no such file");
  });
});

describe("wrong use", () => {
  const cases = /** @type {[string[], RegExp][]} */ ([
    [["--format", "pdf", "x.html"], /html, markdown, text, json, jsonl/],
    [["--jobs", "0", "x.html"], /--jobs 0/],
    [["--jobs", "many", "x.html"], /--jobs many/],
    [["--url", "news/flood.html", "x.html"], /--url news\/flood\.html/],
    [["--events", "--format", "text", "x.html"], /--events/],
    [["--colour", "x.html"], /--colour: no such option\n/],
    [["--formt", "text", "x.html"], /--formt: no such option; did you mean --format\?/],
    [["--form", "text", "x.html"], /did you mean --format\?/],
    [["-j", "2", "x.html"], /-j: no such option; did you mean --jobs\?/],
    [["--format"], /--format needs a value: html, markdown, text, json, jsonl/],
    [["x.html", "--url", "--events"], /--url needs a value/],
    [["--events=1", "x.html"], /--events takes no value/],
    [["-", "-"], /only once/],
    [["ftp://example.org/x.html"], /only http and https/],
  ]);
  for (const [args, complaint] of cases) {
    test(`bodycopy ${args.join(" ")}`, async () => {
      const { code, stdout, stderr } = await bodycopy(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, complaint);
      assert.match(stderr, /--help/);
    });
  }

  test("--help and --version say what they are asked for", async () => {
    const [help, version] = await Promise.all([bodycopy(["--help"]), bodycopy(["--version"])]);
    assert.deepEqual([help.code, version.code], [0, 0]);
    assert.match(help.stdout, /^Usage: bodycopy /);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });
});

describe("in a pipe and on a terminal", () => {
  const many = () => Array.from({ length: 30 }, () => join(folder, "pages"));
  const start = (/** @type {string[]} */ args, /** @type {string[]} */ flags = []) =>
    spawn(process.execPath, [...flags, cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = (/** @type {import("node:child_process").ChildProcess} */ child) =>
    new Promise((resolve) => child.once("close", (code, signal) => resolve({ code, signal })));

  test("a reader that has seen enough (`| head`) ends it without a complaint", async () => {
    const child = start([...many(), "--format", "jsonl"]);
    let complaint = "";
    child.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    const end = ended(child);
    child.stdout.once("data", () => child.stdout.destroy());
    assert.deepEqual(await end, { code: 0, signal: null });
    assert.equal(complaint, "");
  });

  test("Ctrl-C ends it at once, as a signal", { skip: process.platform === "win32" }, async () => {
    const child = start([...many(), "--format", "jsonl"]);
    const end = ended(child);
    // It waits for a reader that does not read on.
    child.stdout.once("data", () => {
      child.stdout.pause();
      child.kill("SIGINT");
    });
    child.stdout.once("close", () => {});
    setTimeout(() => child.stdout.resume(), 200);
    assert.deepEqual(await end, { code: null, signal: "SIGINT" });
  });

  test("memory does not grow with the number of pages", async () => {
    const peak = async (/** @type {number} */ times) => {
      const hook = "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))";
      const args = [...Array.from({ length: times }, () => join(folder, "pages")), "--format", "jsonl", "--jobs", "2"];
      const child = start(args, ["--import", `data:text/javascript,${encodeURIComponent(hook)}`]);
      let said = "";
      child.stderr.on("data", (chunk) => {
        said += chunk;
      });
      child.stdout.resume();
      assert.deepEqual(await ended(child), { code: 0, signal: null });
      return Number(said);
    };
    const [some, more] = [await peak(5), await peak(40)];
    assert.ok(more < some * 1.5, `${some} KiB for 205 pages, ${more} KiB for 1640`);
  });

  test("a terminal shows how far it is and how many pages failed, and is left clean", () => {
    let screen = "";
    const terminal = { isTTY: true, write: (/** @type {string} */ text) => (screen += text) };
    const progress = new Progress(/** @type {any} */ (terminal), 4);
    progress.add(2, 1);
    assert.equal(screen, "\r\x1b[K[############............] 2/4  1 failed");
    screen = "";
    progress.around(() => terminal.write("a complaint\n"));
    assert.ok(screen.startsWith("\r\x1b[Ka complaint\n\r\x1b[K["), "the bar makes room");
    screen = "";
    progress.add(2, 0);
    progress.end();
    assert.match(screen.split("\r\x1b[K").at(-1) ?? "", /^4 pages in \d+\.\d s, 1 failed\n$/);
  });
});
