// The built extension as the shops and the browsers see it: permissions, policy, languages, and what a linter finds.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { capture, root } from "../../tools/command.mjs";
import { browserName } from "./driver.mjs";

const folder = join(root, "dist/extension", browserName);
const json = (/** @type {string} */ path) => JSON.parse(readFileSync(join(folder, path), "utf8"));

describe(`the package for ${browserName}`, () => {
  test("asks for no more than the guide explains", () => {
    const manifest = json("manifest.json");
    assert.equal(manifest.manifest_version, 3);
    assert.deepEqual(manifest.permissions.toSorted(), ["activeTab", "contextMenus", "scripting", "storage"]);
    assert.equal(manifest.host_permissions, undefined);
    assert.equal(manifest.content_scripts, undefined);
    assert.equal(manifest.web_accessible_resources, undefined);
    assert.deepEqual(manifest.optional_host_permissions, ["http://*/*", "https://*/*"]);
    const guide = readFileSync(join(root, "docs/extension.md"), "utf8");
    for (const permission of manifest.permissions) assert.ok(guide.includes(`\`${permission}\``), permission);
  });

  test("runs its own scripts alone", () => {
    const policy = json("manifest.json").content_security_policy.extension_pages;
    const scripts = policy.split("; ").find((/** @type {string} */ part) => part.startsWith("script-src"));
    assert.equal(scripts, "script-src 'self' 'wasm-unsafe-eval'");
    assert.match(policy, /^default-src 'none'/);
    for (const name of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
      const html = readFileSync(join(folder, name), "utf8");
      for (const [, address] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) {
        assert.match(address, /^(?:\/(?!\/)|#)/, `${name} loads ${address}`);
      }
      assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|\son[a-z]+=/i, `${name} has a script of its own`);
    }
    const scriptsOf = (/** @type {string} */ inside) =>
      readdirSync(join(folder, inside))
        .filter((name) => name.endsWith(".js"))
        .map((name) => join(inside, name));
    for (const path of [...scriptsOf("."), ...scriptsOf("chunks")]) {
      const code = readFileSync(join(folder, path), "utf8");
      assert.doesNotMatch(
        code,
        /\beval\(|new Function\(|\.(?:inner|outer)HTML\s*=(?!=)|insertAdjacentHTML|importScripts/,
        path,
      );
    }
  });

  test("brings no WebAssembly into the pages that are read", () => {
    for (const script of ["capture.js", "sample.js"]) {
      assert.doesNotMatch(readFileSync(join(folder, script), "utf8"), /WebAssembly|\.wasm/, script);
    }
  });

  test("speaks English and Vietnamese, every message in both", () => {
    const [english, vietnamese] = ["en", "vi"].map((name) => json(`_locales/${name}/messages.json`));
    assert.deepEqual(Object.keys(vietnamese), Object.keys(english));
    for (const [name, { message }] of Object.entries(vietnamese)) {
      const places = (/** @type {string} */ text) => [...text.matchAll(/\$\d/g)].map(String).sort();
      assert.deepEqual(places(message), places(english[name].message), name);
    }
    const sources = readdirSync(join(root, "www/extension"), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.(?:js|html)$/.test(path) && !path.includes(".wxt"))
      .map((path) => readFileSync(join(root, "www/extension", path), "utf8"))
      .join("\n");
    for (const [, name] of sources.matchAll(/\bt\("([a-zA-Z_]+)"|data-t(?:-[a-z]+)?="([a-zA-Z_]+)"/g)) {
      if (name) assert.ok(name in english, `no message is called ${name}`);
    }
    for (const name of Object.keys(english)) {
      const isPut = /^(?:kind|theme|font)_|^(?:copy|save)(?:Markdown|Html|Text)$/.test(name);
      const used = isPut || [`"${name}"`, `__MSG_${name}__`, `${name}:`].some((use) => sources.includes(use));
      assert.ok(used, `${name} is said nowhere`);
    }
  });

  test("is passed by the linter of addons.mozilla.org without an error", {
    skip: browserName !== "firefox",
  }, async () => {
    const command = [process.execPath, join("node_modules", "web-ext", "bin", "web-ext.js"), "lint"];
    const { output } = await capture([...command, "--source-dir", folder, "--output", "json", "--no-config-discovery"]);
    const result = JSON.parse(output.slice(output.indexOf("{")));
    assert.deepEqual(result.errors, []);
  });
});
