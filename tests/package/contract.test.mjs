// The public contract as a table: what each entry exports, what an article has in it, what each event looks like, and which
// error each wrong call gives. A line here is changed only with a new version of what it promises.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import * as bodycopy from "bodycopy";
import { corpusPages, hasCorpora } from "../common/corpus.mjs";
import { failure, page, pageWith } from "./pages.mjs";

const { extract, articleEvents, BodycopyError } = bodycopy;

/** Entry, and the kind of each thing that it exports. @type {Record<string, Record<string, string>>} */
const entries = {
  bodycopy: {
    default: "function",
    init: "function",
    initSync: "function",
    extract: "function",
    extractStream: "function",
    articleEvents: "function",
    ArticleStream: "class",
    CleanPageStream: "class",
    render: "function",
    toDOM: "function",
    assess: "function",
    isProbablyReaderable: "function",
    restrict: "function",
    BodycopyError: "class",
  },
  "bodycopy/worker": {
    BodycopyWorker: "class",
    BodycopyError: "class",
    extract: "function",
    extractStream: "function",
    articleEvents: "function",
    assess: "function",
    render: "function",
    restrict: "function",
    ready: "function",
    terminate: "function",
  },
  "bodycopy/readability": {
    default: "object",
    Readability: "class",
    isProbablyReaderable: "function",
    init: "function",
    initSync: "function",
    BodycopyError: "class",
  },
  "bodycopy/element": {
    BodyCopyElement: "class",
    BodyCopyArticleEvent: "class",
    BodyCopyBlockEvent: "class",
    BodyCopyErrorEvent: "class",
    BodyCopyRestoreEvent: "class",
  },
};
// The same in another way.
entries["bodycopy/inline"] = entries.bodycopy;
entries["bodycopy/slim"] = entries.bodycopy;
entries["bodycopy/element/class"] = entries["bodycopy/element"];

const texts = "array of string";
const image = "Image|null";

/** Type of each field, `?` at the end of a name where it may be missing. @type {Record<string, Record<string, string>>} */
const shapes = {
  Article: {
    version: "1",
    readable: "boolean",
    confidence: "0..1",
    title: "string",
    lead: "string|null",
    byline: "string|null",
    authors: "array of Author",
    source: "string|null",
    siteName: "string|null",
    section: texts,
    tags: texts,
    publishedTime: "string|null",
    modifiedTime: "string|null",
    url: "string|null",
    canonicalUrl: "string|null",
    nextPage: "string|null",
    lang: "string|null",
    dir: "ltr|rtl|null",
    image,
    favicon: "string|null",
    excerpt: "string|null",
    accessibleForFree: "boolean|null",
    blocks: "array of Block",
    scores: "array of 0..1",
    html: "string",
    text: "string",
    related: "array of Related",
    removed: "array of Removed",
    removedMore: "count",
    wordCount: "count",
    readingMinutes: "count",
    "debug?": "any",
  },
  Author: { name: "string", url: "string|null" },
  Related: {
    title: "string",
    url: "string",
    section: "string|null",
    date: "string|null",
    teaser: "string|null",
    image: "string|null",
  },
  Removed: {
    kind: "navigation|advert|related|share|comment|newsletter|legal|cookie|byline|duplicate|other",
    reason: "string",
    score: "0..1",
    text: "string",
    block: "Block",
    at: "count",
    fold: "boolean",
  },
  Image: {
    url: "string",
    srcset: "array of Source",
    alt: "string|null",
    caption: "string|null",
    credit: "string|null",
    width: "number|null",
    height: "number|null",
  },
  Source: { url: "string", width: "number|null", density: "number|null" },
  Cell: { header: "boolean", span: "array of count", content: "array of Block" },
  Definition: { term: "array of Inline", definition: "array of Block" },
  Note: { ref: "string", blocks: "array of Block" },
  Track: { url: "string", type: "string|null" },
};

/** @type {Record<string, Record<string, string>>} */
const blocks = {
  paragraph: { content: "array of Inline" },
  heading: { level: "1|2|3|4|5|6", anchor: "string|null", content: "array of Inline" },
  quote: { blocks: "array of Block", cite: "string|null" },
  code: { language: "string|null", text: "string" },
  list: { ordered: "boolean", start: "number|null", items: "array of array of Block" },
  definitions: { items: "array of Definition" },
  table: { caption: "array of Inline|null", rows: "array of array of Cell" },
  figure: { images: "array of Image", caption: "array of Inline|null" },
  media: {
    kind: "audio|video",
    sources: "array of Track",
    poster: "string|null",
    caption: "array of Inline|null",
  },
  embed: { provider: "string", url: "string", title: "string|null", quote: "array of Block|null" },
  callout: { kind: "string", title: "string|null", blocks: "array of Block" },
  details: { summary: "array of Inline", blocks: "array of Block" },
  math: { tex: "string|null", mathml: "string|null", text: "string" },
  footnotes: { notes: "array of Note" },
  rule: {},
};

const styled = { content: "array of Inline", "title?": "string" };
/** @type {Record<string, Record<string, string>>} */
const inlines = {
  link: { url: "string", title: "string|null", content: "array of Inline" },
  ...Object.fromEntries(
    "emphasis strong code sub sup mark delete insert small abbr time quote ruby"
      .split(" ")
      .map((type) => [type, styled]),
  ),
  break: {},
  image: { image: "Image" },
  footnote: { ref: "string" },
  math: { tex: "string|null", text: "string" },
};

/** What is wrong with a value, or nothing. @param {any} value @param {string} type @param {string} path @returns {string[]} */
function faults(value, type, path) {
  if (type === "any") return [];
  if (type.endsWith("|null")) return value === null ? [] : faults(value, type.slice(0, -5), path);
  const list = /^array of (.+)$/.exec(type);
  if (list) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((item, at) => faults(item, list[1], `${path}[${at}]`));
  }
  const is = (/** @type {boolean} */ right) => (right ? [] : [`${path} is ${JSON.stringify(value)}, not ${type}`]);
  if (type === "count") return is(Number.isInteger(value) && value >= 0);
  if (type === "0..1") return is(typeof value === "number" && value >= 0 && value <= 1);
  if (type === "string" || type === "number" || type === "boolean") return is(typeof value === type);
  if (type === "Inline" && typeof value === "string") return [];
  if (type === "Block") {
    const shape = blocks[value?.type];
    return shape ? fields(value, { id: "count", type: value.type, ...shape }, path) : [`${path} is no block`];
  }
  if (type === "Inline") {
    const shape = inlines[value?.type];
    return shape ? fields(value, { type: value.type, ...shape }, path) : [`${path} is no inline`];
  }
  if (shapes[type]) return fields(value, shapes[type], path);
  return is(type.split("|").includes(String(value)));
}

/** @param {any} value @param {Record<string, string>} shape @param {string} path */
function fields(value, shape, path) {
  if (value === null || typeof value !== "object") return [`${path} is no object`];
  const names = Object.keys(shape).map((name) => name.replace("?", ""));
  return [
    ...Object.keys(value)
      .filter((name) => !names.includes(name))
      .map((name) => `${path}.${name} is not in the contract`),
    ...Object.entries(shape).flatMap(([name, type]) => {
      const key = name.replace("?", "");
      if (value[key] === undefined) return name.endsWith("?") ? [] : [`${path}.${key} is missing`];
      return faults(value[key], type, `${path}.${key}`);
    }),
  ];
}

/** @param {unknown} value @param {string} type */
const assertIs = (value, type) => assert.deepEqual(faults(value, type, type), []);

const fixture = (/** @type {string} */ path) => readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8");
const examples = ["related-tail.vi", "boxes-in-the-body.en", "right-to-left.ar", "paper-mill.ja"].map((name) =>
  readFileSync(new URL(`../../www/site/public/examples/${name}.html`, import.meta.url)),
);

describe("the contract", () => {
  for (const [entry, expected] of Object.entries(entries)) {
    test(`${entry} exports what it promises, and nothing else`, async () => {
      const kinds = Object.entries(await import(entry)).map(([name, value]) => [
        name,
        typeof value === "function" && /^class\b/.test(String(value)) ? "class" : typeof value,
      ]);
      assert.deepEqual(Object.fromEntries(kinds), expected);
    });
  }

  test("an article has every field, of the right type, and no other", () => {
    assertIs(JSON.parse(fixture("every-block.json")), "Article");
    for (const html of [...examples, page, "", "<", new Uint8Array([0xff, 0xfe])]) {
      assertIs(extract(html), "Article");
      assertIs(extract(html, { url: "https://valley.example/a", debug: true, strictness: 1 }), "Article");
    }
  });

  test("every type of block and inline occurs in what was checked", () => {
    const seen = new Set(fixture("every-block.json").match(/(?<="type": ?")\w+/g));
    assert.deepEqual(
      [...Object.keys(blocks), ...Object.keys(inlines)].filter((type) => !seen.has(type)),
      [],
    );
  });

  test("each kept block has its score, every id is unique, and each removed block says where it stood", () => {
    for (const html of examples) {
      const article = extract(html);
      assert.equal(article.scores.length, article.blocks.length);
      const ids = JSON.stringify(article.blocks).match(/(?<="id":)\d+/g) ?? [];
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(article.removed.every(({ at }) => at <= article.blocks.length));
    }
  });

  test("an article survives structuredClone and JSON unchanged", () => {
    for (const html of examples) {
      const article = extract(html);
      assert.deepEqual(structuredClone(article), article);
      assert.deepEqual(JSON.parse(JSON.stringify(article)), article);
    }
  });

  const without = hasCorpora ? false : "the corpora are not there";
  test("so do the articles of real pages (ALL_PAGES=1: of every page)", { skip: without }, () => {
    for (const { id, html } of corpusPages()) {
      const article = extract(html, { url: "https://news.example/story" });
      assert.deepEqual(structuredClone(article), article, id);
      assert.deepEqual(JSON.parse(JSON.stringify(article)), article, id);
    }
  });

  test("the events in order give the blocks, each id once, the article last and once", async () => {
    for (const html of examples) {
      const events = [];
      for await (const event of articleEvents(new Blob([html]))) events.push(event);
      /** @type {bodycopy.Block[]} */
      const order = [];
      const ids = new Set();
      for (const event of events) {
        const at = order.findIndex(
          (block) => block.id === (event.type === "block" ? event.after : /** @type {any} */ (event).id),
        );
        if (event.type === "block") {
          assert.ok(event.after === null || at >= 0, "it stands behind a block that is there");
          assert.ok(!ids.has(event.id) && event.id === event.block.id);
          ids.add(event.id);
          order.splice(at + 1, 0, event.block);
        } else if (event.type === "retract") order.splice(at, 1);
      }
      const last = events.at(-1);
      assert.ok(last?.type === "article");
      assert.equal(events.filter(({ type }) => type === "article").length, 1);
      assert.deepEqual(order, last.article.blocks);
      assert.deepEqual(last.article, extract(html));
    }
  });

  const article = extract(page);
  const any = /** @type {(value: unknown) => any} */ ((value) => value);
  /** @type {[string, () => unknown, string | undefined][]} */
  const calls = [
    ["extract(5)", () => extract(any(5)), "INVALID_INPUT"],
    ["extract(null)", () => extract(any(null)), "INVALID_INPUT"],
    ["extract(html, 5)", () => extract(page, any(5)), "INVALID_OPTION"],
    ["an option that does not exist", () => extract(page, any({ strictnes: 1 })), "INVALID_OPTION"],
    ["strictness: 3", () => extract(page, { strictness: 3 }), "INVALID_OPTION"],
    ['keep: ["::"]', () => extract(page, { keep: ["::"] }), "INVALID_OPTION"],
    ["a page above maxBytes", () => extract(page, { maxBytes: 1 }), "TOO_LARGE"],
    ['render(article, "pdf")', () => bodycopy.render(article, any("pdf")), "INVALID_OPTION"],
    ['render(null, "html")', () => bodycopy.render(any(null), "html"), "INVALID_INPUT"],
    ['render({ blocks: 1 }, "html")', () => bodycopy.render(any({ blocks: 1 }), "html"), "INVALID_INPUT"],
    ["restrict(article, 2)", () => bodycopy.restrict(article, 2), "INVALID_OPTION"],
    ["restrict(1, 0.5)", () => bodycopy.restrict(any(1), 0.5), "INVALID_INPUT"],
    ["toDOM(article, null)", () => bodycopy.toDOM(article, any(null)), "INVALID_INPUT"],
    ["assess(5)", () => bodycopy.assess(any(5)), "INVALID_INPUT"],
    ["isProbablyReaderable(5)", () => bodycopy.isProbablyReaderable(any(5)), "INVALID_INPUT"],
    ["new ArticleStream(5)", () => new bodycopy.ArticleStream(any(5)), "INVALID_OPTION"],
    ['drop: ["everything"]', () => new bodycopy.CleanPageStream({ drop: any(["everything"]) }), "INVALID_OPTION"],
    ["extract of an empty page", () => extract(""), undefined],
    ["extract of one byte", () => extract(new Uint8Array(1)), undefined],
    ["extract of an ArrayBuffer", () => extract(new ArrayBuffer(3)), undefined],
  ];
  for (const [name, call, code] of calls) {
    test(`${name}: ${code ?? "fine"}`, () => {
      const failed = failure(call);
      assert.equal(failed?.code, code, failed?.message);
      if (failed) assert.equal(failed.name, "BodycopyError");
    });
  }

  test("what is wrong with a stream comes as a rejection; what its source throws, and signal.reason, as they are", async () => {
    const mine = new Error("mine");
    /** @type {[AsyncIterable<Uint8Array>, bodycopy.StreamOptions | undefined, (error: any) => boolean][]} */
    const failing = [
      [any(5), undefined, (error) => error instanceof BodycopyError && error.code === "INVALID_INPUT"],
      [any(new Blob([page])), { strictness: 3 }, (error) => error.code === "INVALID_OPTION"],
      [any(new Blob([page])), { maxBytes: 1 }, (error) => error.code === "TOO_LARGE"],
      [any(new Blob([page])), { signal: AbortSignal.abort(mine) }, (error) => error === mine],
      [
        (async function* () {
          yield new Uint8Array(1);
          throw mine;
        })(),
        undefined,
        (error) => error === mine,
      ],
    ];
    for (const [source, options, expected] of failing) {
      await assert.rejects(bodycopy.extractStream(source, options), expected);
    }
  });

  test("every option is taken", () => {
    /** @type {Required<bodycopy.Options>} */
    const options = {
      url: "https://valley.example/a",
      contentType: "text/html; charset=utf-8",
      strictness: 0.5,
      keep: ["main"],
      remove: ["footer"],
      maxBytes: 1 << 20,
      debug: true,
    };
    const { url, debug } = extract(pageWith(["One two three."]), options);
    assert.equal(url, options.url);
    assert.notEqual(debug, undefined);
  });
});
