// `toDOM` makes the tree that `render` writes as HTML, and no article makes it throw anything but a BodycopyError.
//
// The document here is a few lines that note down what is asked of it; tests/browser does the same in real browsers.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BodycopyError, render, toDOM } from "bodycopy";
import { articleOf, awkward, Generator } from "../common/articles.mjs";

/** @typedef {{ name: string, attributes: Record<string, string>, children: (Tree | string)[] }} Tree */

class Recorder {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {(Recorder | string)[]} */
    this.children = [];
  }

  /** @param {string} key @param {string} value */
  setAttribute(key, value) {
    assert.equal(typeof value, "string");
    this.attributes[key] = value;
  }

  /** @param {Recorder | string} child */
  appendChild(child) {
    this.children.push(child);
  }
}

/** Only what `toDOM` may use. @type {any} */
const recording = {
  createElement: (/** @type {string} */ name) => new Recorder(name),
  createTextNode: (/** @type {string} */ text) => text,
  createDocumentFragment: () => new Recorder("#fragment"),
};

/** @param {Tree[] | any[]} nodes @returns {string} a line for each node, attributes in alphabetical order */
function outline(nodes, depth = 0) {
  return nodes
    .map((node) => {
      const indent = "  ".repeat(depth);
      if (typeof node === "string") return `${indent}${JSON.stringify(node)}\n`;
      const attributes = Object.entries(node.attributes)
        .sort()
        .map(([key, value]) => ` ${key}=${JSON.stringify(value)}`);
      return `${indent}${node.name}${attributes.join("")}\n${outline(node.children, depth + 1)}`;
    })
    .join("");
}

/** @type {Record<string, string>} */
const characters = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const unescaped = (/** @type {string} */ text) => text.replace(/&\w+;/g, (reference) => characters[reference]);

/** Reads HTML of exactly the form that `render` writes. @param {string} html @returns {Tree[]} */
function read(html) {
  /** @type {Tree} */
  const root = { name: "", attributes: {}, children: [] };
  const open = [root];
  for (const [, end, name, attributes, text] of html.matchAll(/<(\/?)(\w+)((?: [\w-]+="[^"]*")*)>|([^<]+)/g)) {
    const parent = /** @type {Tree} */ (open.at(-1));
    if (text !== undefined) parent.children.push(unescaped(text));
    else if (end === "/") assert.equal(open.pop()?.name, name);
    else {
      const pairs = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, unescaped(value)]);
      const element = { name, attributes: Object.fromEntries(pairs), children: [] };
      parent.children.push(element);
      if (!["br", "hr", "img", "source"].includes(name)) open.push(element);
    }
  }
  assert.equal(open.length, 1);
  return /** @type {Tree[]} */ (root.children);
}

/** @param {any} article */
const built = (article) => outline(/** @type {any} */ (toDOM(article, recording)).children);

describe("toDOM", () => {
  test("makes the tree that render writes", () => {
    for (let seed = 0; seed < 1000; seed += 1) {
      const article = articleOf(new Generator(seed, awkward).blocks(3));
      assert.equal(built(article), outline(read(render(article, "html"))), `seed ${seed}: ${JSON.stringify(article)}`);
    }
  });

  test("nests as deep as render does", () => {
    for (const depth of [30, 31, 32, 33, 34]) {
      /** @type {any[]} */
      let blocks = [{ id: 0, type: "paragraph", content: ["innermost"] }];
      for (let level = 0; level < depth; level += 1) {
        const title = `level ${level}`;
        blocks = [
          { id: 0, type: "callout", kind: "note", title, blocks },
          { id: 0, type: "rule" },
        ];
      }
      const article = articleOf(blocks);
      assert.equal(built(article), outline(read(render(article, "html"))), `depth ${depth}`);
    }
  });

  test("sets what keeps a picture from loading at once before its address", () => {
    const image = { url: "/a.jpg", srcset: [{ url: "/b.jpg", width: 2, density: null }] };
    const [figure] = /** @type {any} */ (toDOM(articleOf([{ type: "figure", images: [image] }]), recording)).children;
    const names = Object.keys(figure.children[0].attributes);
    assert.deepEqual(names.slice(0, 2), ["loading", "referrerpolicy"]);
  });

  test("leaves out what is of a wrong type, and says BodycopyError to what cannot be read", () => {
    /** @type {any} */
    const cycle = { type: "quote", blocks: [] };
    cycle.blocks.push(cycle, cycle);
    /** @type {any} */
    const inlineCycle = { type: "emphasis", content: [] };
    inlineCycle.content.push(inlineCycle, inlineCycle);
    /** @type {any[]} */
    let shared = [{ type: "rule" }];
    for (let level = 0; level < 60; level += 1) shared = [{ type: "quote", blocks: [...shared, ...shared] }];
    /** @type {any} */
    const thrower = new Proxy([], {
      get() {
        throw new TypeError("trap");
      },
    });
    const values = [
      null,
      undefined,
      0,
      Number.NaN,
      1n,
      true,
      "",
      "x",
      Symbol("x"),
      () => {},
      {},
      [],
      [[]],
      [null],
      [undefined],
      { length: 1e9 },
      new Array(1e9),
      new Date(),
      new Map(),
      Object.create(null),
      thrower,
      { toString: () => "<script>" },
      ["x", { type: "constructor" }, { type: "__proto__" }, { type: {} }],
    ];
    const types = [
      "paragraph",
      "heading",
      "quote",
      "code",
      "list",
      "definitions",
      "table",
      "figure",
      "media",
      "embed",
      "callout",
      "details",
      "math",
      "footnotes",
      "rule",
      "script",
      "constructor",
      "toString",
      "__proto__",
    ];
    const fields = [
      "content",
      "level",
      "anchor",
      "blocks",
      "cite",
      "language",
      "text",
      "ordered",
      "start",
      "items",
      "caption",
      "rows",
      "images",
      "kind",
      "sources",
      "poster",
      "provider",
      "url",
      "title",
      "quote",
      "summary",
      "tex",
      "notes",
      "srcset",
      "ref",
    ];
    /** @param {any} article */
    const attempt = (article) => {
      try {
        toDOM(article, recording);
      } catch (error) {
        assert.ok(error instanceof BodycopyError, String(error));
      }
    };
    for (const value of values) {
      attempt(value);
      attempt({ version: 1, blocks: value });
      attempt(articleOf([value]));
      for (const type of types) {
        attempt(articleOf([Object.fromEntries([["type", type], ...fields.map((name) => [name, value])])]));
        attempt(articleOf([Object.fromEntries([["type", type], ...fields.map((name) => [name, [value, [value]]])])]));
        attempt(articleOf([{ type: "paragraph", content: [{ type, content: value, url: value, image: value }] }]));
        attempt(articleOf([{ type: "figure", images: [value, { url: value, srcset: [value, { url: value }] }] }]));
      }
    }
    for (const endless of [cycle, [cycle], [inlineCycle], shared]) {
      for (const type of ["quote", "paragraph"]) {
        attempt(articleOf([{ type, blocks: endless, content: endless, items: [endless] }]));
      }
    }
    for (const document of [null, undefined, {}, { createElement: 1 }, "document"]) {
      assert.throws(() => toDOM(articleOf([]), /** @type {any} */ (document)), BodycopyError);
    }
  });

  test("does not read the prototype chain", () => {
    const polluted = Object.assign(Object.create({ content: ["from the prototype"] }), { type: "paragraph" });
    assert.equal(built(articleOf([polluted])), "");
  });
});
