// What editors are told of `<body-copy>` (custom-elements.json) is what its code has and its page says.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { BodyCopyElement } from "bodycopy/element/class";

const read = (/** @type {string} */ path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const manifest = JSON.parse(read(JSON.parse(read("package.json")).customElements));
const [element] = manifest.modules[0].declarations;
const page = read("docs/element.md");
const folder = "www/package/element/";
const code = readdirSync(new URL(`../../${folder}`, import.meta.url))
  .filter((name) => name.endsWith(".js"))
  .map((name) => read(folder + name))
  .join("\n");

/** @param {{ name: string }[]} list */
const names = (list) => list.map(({ name }) => name).sort();

describe("custom-elements.json", () => {
  test("has the attributes that the element observes, and theme, which is for its style sheet", () => {
    assert.deepEqual(names(element.attributes), [...BodyCopyElement.observedAttributes, "theme"].sort());
    assert.match(code, /:host\(\[theme="dark"\]\)/);
  });

  test("has every public member, and no other", () => {
    const own = Object.getOwnPropertyNames(BodyCopyElement.prototype);
    const callbacks = /^(constructor|connectedCallback|disconnectedCallback|attributeChangedCallback)$/;
    assert.deepEqual(names(element.members), own.filter((name) => !callbacks.test(name)).sort());
  });

  test("has every part, custom property, slot and event of the code", () => {
    const inCode = (/** @type {RegExp} */ pattern) =>
      [...new Set([...code.matchAll(pattern)].map(([, name]) => name))].sort();
    const parts = [...inCode(/part: "([\w-]+)"/g), ...inCode(/^ {2}\["[^"]+", "([\w-]+)"\],$/gm)];
    assert.deepEqual(names(element.cssParts), [...new Set(parts)].sort());
    assert.deepEqual(names(element.cssProperties), inCode(/var\((--body-copy-[\w-]+)/g));
    assert.deepEqual(names(element.events), inCode(/super\("(\w+)"/g));
    assert.deepEqual(names(element.slots), ["", ...inCode(/make\("slot", \{ name: "(\w+)"/g)].sort());
  });

  test("has nothing that the page about the element does not name", () => {
    for (const list of [element.attributes, element.members, element.cssParts, element.cssProperties, element.events]) {
      for (const name of names(list)) assert.match(page, new RegExp(`\`${name}[(\`]`), name);
    }
  });
});
