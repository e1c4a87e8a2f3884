// Each entry point comes by its wasm in its own way; each is tried in a process of its own.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** Runs a script in a Node of its own; gives what it prints. @param {string} script @param {string[]} [flags] */
function run(script, flags = []) {
  const args = [...flags, "--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

const title = 'extract("<title>Rain</title>").title';
const wasm = 'readFileSync("dist/bodycopy.wasm")';
const failed = "(error) => error.name + error.code + error.message";

describe("entry points", () => {
  test("bodycopy in Node is ready on import, and init() does no harm", () => {
    assert.equal(run(`import init, { extract } from "bodycopy"; await init(); console.log(${title})`), "Rain");
  });

  test("bodycopy can be required, and is the same module as the imported one", () => {
    const script = `
      import { createRequire } from "node:module";
      import * as imported from "bodycopy";
      const required = createRequire(import.meta.url)("bodycopy");
      const { extract } = required;
      console.log(${title}, required.BodycopyError === imported.BodycopyError);`;
    assert.equal(run(script), "Rain true");
  });

  test("bodycopy/inline is ready on import", () => {
    assert.equal(run(`import { extract } from "bodycopy/inline"; console.log(${title})`), "Rain");
  });

  test("bodycopy in a browser asks for init() first, and says how", () => {
    const script = `
      import { extract } from "bodycopy";
      try { extract("x") } catch (error) { console.log((${failed})(error)) }`;
    assert.match(run(script, browser), /^BodycopyErrorNOT_INITIALIZED.*await init\(\)/);
  });

  test("checks the page and the options before it asks for init()", () => {
    const script = `
      import { extract } from "bodycopy";
      for (const args of [[1], ["x", { keep: 1 }], [new Uint8Array(2 ** 30)]]) {
        try { extract(...args) } catch (error) { console.log(error.code) }
      }`;
    assert.equal(run(script, browser), "INVALID_INPUT\nINVALID_OPTION\nTOO_LARGE");
  });

  const sources = {
    bytes: wasm,
    "an ArrayBuffer": `new Uint8Array(${wasm}).buffer`,
    "a module": `new WebAssembly.Module(${wasm})`,
    "a promise": `Promise.resolve(${wasm})`,
    "a response": `new Response(${wasm}, { headers: { "content-type": "application/wasm" } })`,
    "a response of another content type": `new Response(${wasm})`,
    "an address": `"data:application/wasm;base64," + ${wasm}.toString("base64")`,
    "a URL": `new URL("data:application/wasm;base64," + ${wasm}.toString("base64"))`,
  };
  for (const [name, source] of Object.entries(sources)) {
    test(`init takes ${name}, bare or as module_or_path, and is idempotent`, () => {
      for (const given of [source, `{ module_or_path: ${source} }`]) {
        const script = `
          import { readFileSync } from "node:fs";
          import init, { extract } from "bodycopy/slim";
          await Promise.all([init(${given}), init(${given})]);
          await init();
          console.log(${title})`;
        assert.equal(run(script), "Rain", given);
      }
    });
  }

  test("initSync takes bytes or a module, bare or as { module }", () => {
    for (const given of [wasm, `new WebAssembly.Module(${wasm})`, `{ module: ${wasm} }`]) {
      const script = `
        import { readFileSync } from "node:fs";
        import { initSync, extract } from "bodycopy/slim";
        initSync(${given});
        initSync(${given});
        console.log(${title})`;
      assert.equal(run(script), "Rain", given);
    }
  });

  test("init that fails says why, and can be tried again", () => {
    const script = `
      import { readFileSync } from "node:fs";
      import init, { extract, initSync } from "bodycopy/slim";
      await init().catch((error) => console.log((${failed})(error)));
      await init(new Response("gone", { status: 404 })).catch((error) => console.log((${failed})(error)));
      await init(new Uint8Array(8)).catch((error) => console.log((${failed})(error)));
      await init(12).catch((error) => console.log((${failed})(error)));
      try { initSync("x") } catch (error) { console.log((${failed})(error)) }
      await init(${wasm});
      console.log(${title});`;
    const [nothing, missing, broken, number, text, then] = run(script).split("\n");
    assert.match(nothing, /^BodycopyErrorNOT_INITIALIZED.*init\(/);
    assert.match(missing, /^BodycopyErrorNOT_INITIALIZED.*404/);
    assert.match(broken, /^BodycopyErrorNOT_INITIALIZED/);
    assert.match(number, /^BodycopyErrorINVALID_INPUT.*12/);
    assert.match(text, /^BodycopyErrorINVALID_INPUT.*"x"/);
    assert.equal(then, "Rain");
  });

  test("bodycopy/element can be imported and required on a server, where it does nothing", () => {
    const script = `
      import { createRequire } from "node:module";
      import * as imported from "bodycopy/element";
      const required = createRequire(import.meta.url)("bodycopy/element/class");
      console.log(typeof imported.BodyCopyElement, required.BodyCopyElement === imported.BodyCopyElement);`;
    assert.equal(run(script), "function true");
  });

  test("every file that package.json names exists and is shipped", () => {
    const { status, stdout, stderr } = spawnSync("npm", ["pack", "--dry-run", "--json"], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    assert.equal(status, 0, stderr);
    /** @type {Set<string>} */
    const shipped = new Set(JSON.parse(stdout)[0].files.map((/** @type {{ path: string }} */ file) => file.path));
    for (const path of [...targets(manifest.exports), ...targets(manifest.bin)]) {
      assert.ok(existsSync(new URL(`../../${path}`, import.meta.url)), `${path} does not exist`);
      assert.ok(shipped.has(path.replace("./", "")), `${path} is not shipped`);
    }
    const superfluous = [...shipped].filter((path) => !/^(www\/package|dist|docs|examples)\/|^[^/]+$/.test(path));
    assert.deepEqual(superfluous, [], "nothing else is shipped");
    assert.ok(![...shipped].some((path) => path.startsWith("dist/site")), "the playground is not shipped");
  });
});

/** The flags that make Node resolve as a bundler for browsers does. */
const browser = ["--conditions=browser", "--import", `data:text/javascript,${encodeURIComponent(hooks())}`];

/** Node always adds the condition `node`, which comes before `browser`; a hook takes it away. */
function hooks() {
  const resolve = `
    export const resolve = (specifier, context, next) =>
      next(specifier, { ...context, conditions: context.conditions.filter((name) => name !== "node") });`;
  return `
    import { register } from "node:module";
    register("data:text/javascript,${encodeURIComponent(resolve)}");`;
}

/** Every path in a part of package.json. @param {unknown} part @returns {string[]} */
function targets(part) {
  if (typeof part === "string") return [part];
  return Object.values(/** @type {object} */ (part)).flatMap(targets);
}
