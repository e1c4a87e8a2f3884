// The packed tarball in an empty folder: what is in it, whether tools that judge packages agree, whether a strict
// TypeScript program sees every export, and whether what the README says works as it stands there.

import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { installed, must, packed, repository, run } from "./install.mjs";

/** Installed here and not in the repository: nothing else needs them. */
const judges = ["publint@0.3.25", "@arethetypeswrong/cli@0.18.5"];

describe("the packed package", () => {
  /** @type {Awaited<ReturnType<typeof packed>>} */
  let pack;
  let project = "";
  before(async () => {
    pack = await packed();
    project = join(pack.folder, "project");
    await installed(pack.tarball, project);
  });
  after(() => pack?.remove());

  const home = () => join(project, "node_modules/bodycopy");
  const files = () =>
    readdirSync(home(), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(home().length + 1));

  test("brings nothing else along, and holds nothing superfluous", () => {
    assert.deepEqual(
      readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
      ["bodycopy"],
    );
    const expected = [
      /^www\/package\/([\w/-]+\.(js|d\.ts|d\.cts)|element\/custom-elements\.json)$/,
      /^dist\/[\w-]+\.(js|cjs|d\.cts|wasm)$/,
      /^(package\.json|[A-Z-]+(\.md)?|LICENSE-\w+)$/,
      // What the README links to.
      /^docs\/[\w-]+\.(md|svg|jpeg|webp)$/,
      /^examples\/([\w-]+\/)*[\w.-]+\.(js|jsx|vue|svelte|html|json|jsonc|capnp|md)$/,
    ];
    assert.deepEqual(
      files().filter((name) => !expected.some((pattern) => pattern.test(name))),
      [],
    );
  });

  test("every module that one of its modules imports is in it", () => {
    const all = new Set(files());
    for (const name of all) {
      if (!/\.(js|cjs|d\.ts|d\.cts)$/.test(name) || name === "dist/inline-wasm.js") continue;
      const text = readFileSync(join(home(), name), "utf8").replace(/^\s*(\*|\/\/).*$/gm, "");
      for (const [, specifier] of text.matchAll(/(?:from|import|require\()\s*"(\.[^"]+)"/g)) {
        const path = join(name, "..", specifier.replace(/\?module$/, ""));
        const isThere = [path, path.replace(/\.js$/, ".d.ts"), path.replace(/\.cjs$/, ".d.cts")].some((p) =>
          all.has(p),
        );
        assert.ok(isThere, `${name} imports ${specifier}`);
      }
    }
  });

  test("every link and picture of its README and documentation leads to something in it", () => {
    const all = new Set(files());
    const targets = (/** @type {string} */ text) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
    for (const name of all) {
      if (!name.endsWith(".md")) continue;
      for (const target of targets(readFileSync(join(home(), name), "utf8"))) {
        if (/^https?:/.test(target)) continue;
        const [path, anchor] = target.split("#");
        const file = path === "" ? name : join(name, "..", path);
        assert.ok(all.has(file), `${name} links to ${target}`);
        if (anchor) assert.ok(anchors(readFileSync(join(home(), file), "utf8")).has(anchor), `${name}: ${target}`);
      }
    }
  });

  test("the command line works from there", async () => {
    const bin = join(project, "node_modules/.bin/bodycopy");
    const input = readFileSync(join(repository, "examples/public/page.html"), "utf8");
    assert.match(await must([bin], { input }), /^# The mill turns again\n/);
    assert.equal((await run([bin, "missing.html"])).code, 1);
    assert.equal((await run([bin, "--format", "pdf"])).code, 2);
  });

  test("publint and are-the-types-wrong have no complaint", async () => {
    const folder = join(pack.folder, "judges");
    await installed(pack.tarball, folder, judges);
    const bin = (/** @type {string} */ name) => join(folder, "node_modules/.bin", name);
    assert.match(await must([bin("publint"), "run", pack.tarball, "--strict"]), /All good/);
    await must([bin("attw"), pack.tarball, "--no-emoji"]);
  });

  for (const [name, options] of /** @type {[string, string[]][]} */ ([
    ["node16", ["--module", "node16"]],
    ["nodenext", ["--module", "nodenext"]],
    ["a bundler", ["--module", "esnext", "--moduleResolution", "bundler"]],
  ])) {
    test(`tsc --strict sees every export, as ${name} resolves them`, async () => {
      const folder = join(project, "types");
      cpSync(join(repository, "tests/packed/types"), folder, { recursive: true });
      const sources = readdirSync(folder).filter((file) => !(name === "a bundler" && file.endsWith(".cts")));
      const tsc = join(repository, "node_modules/typescript/bin/tsc");
      const lib = ["--lib", "es2022,dom,dom.iterable,dom.asynciterable,esnext.disposable"];
      const strict = ["--strict", "--noEmit", "--skipLibCheck", "false", "--types", "", "--target", "es2022", ...lib];
      await must([process.execPath, tsc, ...strict, ...options, ...sources], { cwd: folder });
    });
  }

  test("the types name every export that there is, and no other; the strict program uses each", async () => {
    const program = readFileSync(join(repository, "tests/packed/types/modules.ts"), "utf8");
    for (const [entry, types] of [
      ["bodycopy", "www/package/index.d.ts"],
      ["bodycopy/worker", "www/package/worker/index.d.ts"],
      ["bodycopy/element/class", "www/package/element/class.d.ts"],
      ["bodycopy/readability", "www/package/readability/index.d.ts"],
    ]) {
      const list = `console.log(JSON.stringify(Object.keys(await import("${entry}")).sort()))`;
      /** @type {string[]} */
      const names = JSON.parse(await must([process.execPath, "--input-type=module", "-e", list], { cwd: project }));
      const text = readFileSync(join(home(), types), "utf8");
      const declared = [...text.matchAll(/^export (?:declare )?(?:function|class|const) (\w+)/gm)].map(
        ([, name]) => name,
      );
      if (/^export default/m.test(text)) declared.push("default");
      const again = [...text.matchAll(/^export \{ (.*) \}/gm)].flatMap(([, list]) => list.split(", "));
      assert.deepEqual(names, [...new Set([...declared, ...again])].sort(), entry);
      assert.deepEqual(
        names.filter((name) => name !== "default" && !new RegExp(`\\b${name}\\b`).test(program)),
        [],
        entry,
      );
    }
  });

  test("what the README shows runs as it stands there", async () => {
    const readme = readFileSync(join(home(), "README.md"), "utf8");
    const [script] = [...readme.matchAll(/^```js\n(.*?)^```/gms)]
      .map(([, code]) => code)
      .filter((code) => !code.includes("document."));
    assert.ok(script, "a script for Node");
    writeFileSync(join(project, "page.html"), readFileSync(join(repository, "examples/public/page.html")));
    writeFileSync(join(project, "clean.mjs"), script);
    const said = await must([process.execPath, "clean.mjs"], { cwd: project });
    assert.match(said, /^The mill turns again\nThe mill at the foot/);
    for (const title of ["Old bridge to close for a week", "A good year for hay", "The choir looks for tenors"]) {
      assert.ok(said.includes(`title: '${title}'`), title);
    }
  });

  test("the unpacked size is mostly the wasm", () => {
    const sizes = files().map((name) => [statSync(join(home(), name)).size, name]);
    const others = sizes
      .filter(([, name]) => !/wasm|^docs|^examples/.test(String(name)))
      .reduce((sum, [size]) => sum + Number(size), 0);
    assert.ok(others < 400_000, `${others} bytes beside the wasm`);
  });
});

/** The names that a Markdown file's headings get. @param {string} markdown */
const anchors = (markdown) =>
  new Set(
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .trim()
        .replace(/ /g, "-"),
    ),
  );
