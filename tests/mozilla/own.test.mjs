// Mozilla's own tests of Readability, read from their files and run against the drop-in: all but those that look at its
// insides, and those that compare its output byte by byte (content.test.mjs measures that).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, it } from "node:test";
import { runInThisContext } from "node:vm";
import * as dropin from "bodycopy/readability";
import * as chai from "chai";
import { JSDOM, VirtualConsole } from "jsdom";
import { folder, pages } from "./pages.mjs";

const require = createRequire(import.meta.url);
const skip = folder === undefined ? "Mozilla's suite is not there" : false;

/** What Mozilla's `utils.js` gives, read without its pretty printer. */
const utils = {
  getTestPages: () =>
    pages().map(({ name, source, expectedContent, expectedMetadata }) => ({
      dir: name,
      source,
      expectedContent,
      expectedMetadata,
    })),
  prettyPrint: (/** @type {string} */ html) => html,
};

class QuietJSDOM extends JSDOM {
  /** @param {string} html @param {object} [options] */
  constructor(html, options) {
    // Styles that jsdom cannot read are of no interest here.
    super(html, { virtualConsole: new VirtualConsole(), ...options });
  }
}

/** @type {Record<string, unknown>} */
const modules = {
  "../index": dropin,
  "../JSDOMParser": require("@mozilla/readability/JSDOMParser"),
  "./utils": utils,
  chai,
  jsdom: { JSDOM: QuietJSDOM },
  "js-beautify": { html: utils.prettyPrint },
  sinon: { fake: () => () => {} },
  "xml-name-validator": { name: () => true },
};

/**
 * Runs a file of tests.
 *
 * @param {string} file
 * @param {(path: string[]) => boolean} isWanted by the names of a test and of what is around it
 * @returns {number} how many are wanted
 */
function run(file, isWanted) {
  const code = readFileSync(new URL(file, folder), "utf8");
  /** @type {string[]} */
  const path = [];
  let count = 0;
  const api = {
    require: (/** @type {string} */ name) => modules[name] ?? assert.fail(`${file} asks for ${name}`),
    describe(/** @type {string} */ name, /** @type {() => void} */ body) {
      path.push(name);
      if (path.length === 1) describe(name, () => body.call({ timeout() {} }));
      else body.call({ timeout() {} });
      path.pop();
    },
    it(/** @type {string} */ name, /** @type {() => void} */ body) {
      const whole = [...path, name];
      if (!isWanted(whole)) return;
      count += 1;
      it(whole.slice(1).join(": "), () => body.call({}));
    },
    before: () => {},
    exports: {},
  };
  const names = Object.keys(api);
  runInThisContext(`(function (${names.join(", ")}) {${code}\n})`, { filename: file })(...Object.values(api));
  return count;
}

/**
 * Tests of its API that the drop-in answers otherwise, with the reason.
 *
 * @type {Record<string, string>}
 */
const otherwise = {
  "should use custom content serializer sent as option":
    "expects bare text and a picture without an address, where the drop-in has a paragraph; tested in tests/package",
};

describe("Mozilla's tests against bodycopy/readability", { skip }, () => {
  if (skip) return;

  it("all tests of isProbablyReaderable run", () => {
    assert.equal(readerable, pages().length + 9);
  });

  it("the tests of the API run that do not look inside", () => {
    assert.equal(api, 2);
  });
});

const readerable = skip ? 0 : run("test-isProbablyReaderable.js", () => true);
const api = skip
  ? 0
  : run("test-readability.js", (path) => {
      const name = path.at(-1) ?? "";
      const isInside = path.includes("#constructor") || name.includes("_cleanClasses");
      return path[0] === "Readability API" && !isInside && !(name in otherwise);
    });
