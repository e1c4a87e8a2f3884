// An article goes in, as it came from `extract` or out of a file; DOM nodes come out.
//
// The tree is the one that a parser makes of `render(article, "html")`, block by block as src/output/html writes it.
// Every element is made by `createElement` with a name that stands here, so the page may forbid all parsing of markup
// (`require-trusted-types-for 'script'`). An article may be hostile: fields of a wrong type are as if they were
// missing, the prototype chain is not read, and one that never ends is refused.

import {
  checkedAnchor,
  checkedImage,
  checkedLink,
  checkedMedia,
  field,
  integer,
  string,
  text,
  trimmed,
} from "./dom/checks.js";
import { ID_PREFIX, Phrasing } from "./dom/phrasing.js";
import { Places } from "./dom/places.js";
import { joined, Tree } from "./dom/tree.js";
import { Budget, everything, plain } from "./dom/walk.js";
import { BodycopyError } from "./errors.js";
import { described } from "./options.js";
import { read } from "./unclobbered.js";

/** @typedef {import("./dom/tree.js").Content} Content */
/** @typedef {import("./dom/tree.js").Attributes} Attributes */

const MAX_BLOCK_DEPTH = 32;

/** @type {typeof import("./index.js").toDOM} */
export function toDOM(article, document) {
  return built(article, document, (builder, blocks, tree) => tree.fragment(builder.blocks(blocks)));
}

/**
 * The same with a fragment for each block, in order, for whoever places them one by one. What a link or a footnote points
 * to is looked for in the whole article.
 *
 * @param {{ blocks: readonly unknown[] }} article @param {Document} document
 * @returns {DocumentFragment[]}
 */
export function blockFragments(article, document) {
  return built(article, document, (builder, blocks, tree) =>
    tree.budget.list(blocks).map((block) => tree.fragment(builder.blocks([block]))),
  );
}

/**
 * @template T
 * @param {unknown} article @param {Document} document
 * @param {(builder: Blocks, blocks: unknown[], tree: Tree) => T} build
 */
function built(article, document, build) {
  if (document === null || typeof document !== "object" || typeof read(document, "createElement") !== "function") {
    throw new BodycopyError("INVALID_INPUT", `\`document\` must be a Document, not ${described(document)}`);
  }
  try {
    const blocks = field(article, "blocks");
    if (!Array.isArray(blocks)) {
      throw new BodycopyError("INVALID_INPUT", "this is no article: it has no array of blocks");
    }
    const budget = new Budget();
    const tree = new Tree(document, budget);
    return build(new Blocks(tree, new Places(blocks, budget)), blocks, tree);
  } catch (error) {
    if (error instanceof BodycopyError) throw error;
    // A getter or proxy of the article's own threw.
    throw new BodycopyError("INVALID_INPUT", "this is no article: it cannot be read", { cause: error });
  }
}

/** Builds the blocks of one article. */
class Blocks {
  #tree;
  #places;
  #phrasing;
  #depth = 0;

  /** @param {Tree} tree @param {Places} places */
  constructor(tree, places) {
    this.#tree = tree;
    this.#places = places;
    this.#phrasing = new Phrasing(tree, places);
  }

  /** @param {unknown} blocks @returns {Content} */
  blocks(blocks) {
    if (this.#depth >= MAX_BLOCK_DEPTH) return this.#flat(blocks);
    this.#depth += 1;
    const content = joined(this.#tree.budget.list(blocks).map((block) => this.#block(block)));
    this.#depth -= 1;
    return content;
  }

  /** What is nested too deep, without its containers. @param {unknown} blocks @returns {Content} */
  #flat(blocks) {
    /** @type {Content[]} */
    const pieces = [];
    for (const piece of everything(blocks, this.#tree.budget)) {
      if ("line" in piece) pieces.push(this.#paragraph(this.#inlines(piece.line)));
      else if ("title" in piece) pieces.push(this.#paragraph([text(piece.title)]));
      else if (!("isContainer" in piece && piece.isContainer)) pieces.push(this.#block(piece.block));
    }
    return joined(pieces);
  }

  /** @param {unknown} block @returns {Content} */
  #block(block) {
    const get = (/** @type {string} */ name) => field(block, name);
    switch (get("type")) {
      case "paragraph":
        return this.#paragraph(this.#inlines(get("content")));
      case "heading":
        return this.#heading(get("level"), get("anchor"), get("content"));
      case "quote":
        return this.#quote(get("blocks"), get("cite"));
      case "code":
        return this.#code(get("language"), get("text"));
      case "list":
        return this.#list(get("ordered") === true, get("start"), get("items"));
      case "definitions":
        return this.#definitions(get("items"));
      case "table":
        return this.#table(get("caption"), get("rows"));
      case "figure":
        return this.#figure(get("images"), get("caption"));
      case "media":
        return this.#media(get("kind"), get("sources"), get("poster"), get("caption"));
      case "embed":
        return this.#embed(get("provider"), get("url"), get("title"), get("quote"));
      case "callout":
        return this.#callout(get("kind"), get("title"), get("blocks"));
      case "details": {
        const summary = this.#element("summary", {}, this.#inlines(get("summary")));
        return this.#element("details", {}, joined([summary, this.blocks(get("blocks"))]));
      }
      case "math":
        return this.#math(get("tex"), get("text"));
      case "footnotes":
        return this.#footnotes(get("notes"));
      case "rule":
        return [this.#tree.create("hr")];
      default:
        return [];
    }
  }

  /** @param {string} name @param {Attributes} attributes @param {Content} content */
  #element(name, attributes, content) {
    return this.#tree.element(name, attributes, content);
  }

  /** @param {unknown} inlines */
  #inlines(inlines) {
    return this.#phrasing.inlines(inlines);
  }

  /** @param {Content} content */
  #paragraph(content) {
    return this.#element("p", {}, content);
  }

  /** @param {unknown} level @param {unknown} anchor @param {unknown} content */
  #heading(level, anchor, content) {
    const name = `h${Math.min(6, Math.max(1, integer(level, 0, 255) ?? 2))}`;
    const id = this.#places.id("h-", checkedAnchor(anchor));
    return this.#element(name, { id }, this.#inlines(content));
  }

  /** @param {unknown} blocks @param {unknown} cite */
  #quote(blocks, cite) {
    const url = checkedLink(cite);
    const cited = url?.startsWith("#") ? undefined : url;
    return this.#element("blockquote", { cite: cited }, this.blocks(blocks));
  }

  /** @param {unknown} language @param {unknown} code */
  #code(language, code) {
    const isName = typeof language === "string" && /^[a-z0-9+\-#._]{1,32}$/i.test(language);
    const attributes = { class: isName ? `language-${language}` : undefined };
    return this.#element("pre", {}, this.#element("code", attributes, [text(code)]));
  }

  /** @param {boolean} ordered @param {unknown} start @param {unknown} items */
  #list(ordered, start, items) {
    const first = integer(start, -(2 ** 31), 2 ** 31 - 1) ?? 1;
    const content = this.#tree.budget.list(items).map((item) => [this.#tree.create("li", {}, this.#item(item))]);
    const attributes = { start: ordered && first !== 1 ? String(first) : undefined };
    return this.#element(ordered ? "ol" : "ul", attributes, joined(content));
  }

  /** The inside of a list item or cell: a paragraph stands bare where nothing but lists follows. @param {unknown} blocks */
  #item(blocks) {
    const [first, ...rest] = this.#tree.budget.list(blocks);
    if (field(first, "type") === "paragraph" && rest.every((block) => field(block, "type") === "list")) {
      return joined([this.#inlines(field(first, "content")), this.blocks(rest)]);
    }
    return this.blocks(blocks);
  }

  /** @param {unknown} items */
  #definitions(items) {
    const content = this.#tree.budget
      .list(items)
      .flatMap((item) => [
        this.#element("dt", {}, this.#inlines(field(item, "term"))),
        this.#element("dd", {}, this.#item(field(item, "definition"))),
      ]);
    return this.#element("dl", {}, joined(content));
  }

  /** @param {unknown} caption @param {unknown} value */
  #table(caption, value) {
    const rows = this.#tree.budget.list(value).map((row) => this.#tree.budget.list(row));
    const isHead = (/** @type {readonly unknown[]} */ row) =>
      row.length > 0 && row.every((cell) => field(cell, "header") === true);
    const body = rows.findIndex((row) => !isHead(row));
    // A table of nothing but header cells has no head.
    const head = body === -1 ? 0 : body;
    const parts = [
      this.#element("caption", {}, this.#inlines(caption)),
      this.#element("thead", {}, joined(rows.slice(0, head).map((row) => this.#row(row)))),
      this.#element("tbody", {}, joined(rows.slice(head).map((row) => this.#row(row)))),
    ];
    return this.#element("table", {}, joined(parts));
  }

  /** @param {readonly unknown[]} cells @returns {Content} */
  #row(cells) {
    const content = cells.map((cell) => {
      const [columns, rows] = this.#tree.budget.list(field(cell, "span"));
      const attributes = { colspan: span(columns, 1000), rowspan: span(rows, 65534) };
      const name = field(cell, "header") === true ? "th" : "td";
      return [this.#tree.create(name, attributes, this.#item(field(cell, "content")))];
    });
    return [this.#tree.create("tr", {}, joined(content))];
  }

  /** @param {unknown} value @param {unknown} caption */
  #figure(value, caption) {
    const images = this.#tree.budget.list(value);
    if (images.length === 1) {
      const content = [this.#phrasing.image(images[0]), this.#caption(images[0], caption)];
      return this.#element("figure", {}, joined(content));
    }
    const content = images.map((image) => {
      const isBare = typeof field(image, "caption") !== "string" && typeof field(image, "credit") !== "string";
      const picture = this.#phrasing.image(image);
      return isBare ? picture : this.#element("figure", {}, joined([picture, this.#caption(image, undefined)]));
    });
    return this.#element("figure", {}, joined([...content, this.#figcaption(caption)]));
  }

  /** @param {unknown} caption */
  #figcaption(caption) {
    return this.#element("figcaption", {}, this.#inlines(caption));
  }

  /**
   * The caption of one picture: the figure's, else the picture's own; with the credit, if it is not in there.
   *
   * @param {unknown} image @param {unknown} caption
   */
  #caption(image, caption) {
    const own = string(field(image, "caption")) ?? "";
    const credit = string(field(image, "credit")) ?? "";
    const shown = Array.isArray(caption) ? plain(caption, this.#tree.budget) : own;
    const content = Array.isArray(caption) ? this.#inlines(caption) : [text(own)];
    if (text(credit) !== "" && !shown.includes(credit)) {
      if (content.some((piece) => piece !== "")) content.push(" ");
      content.push(...this.#element("small", {}, [text(credit)]));
    }
    return this.#element("figcaption", {}, content);
  }

  /** @param {unknown} kind @param {unknown} sources @param {unknown} poster @param {unknown} caption */
  #media(kind, sources, poster, caption) {
    const name = kind === "audio" ? "audio" : "video";
    const picture = name === "video" ? checkedImage(poster) : undefined;
    const attributes = { preload: "none", controls: "", poster: picture };
    const content = this.#tree.budget.list(sources).flatMap((source) => {
      const src = checkedMedia(field(source, "url"));
      const type = field(source, "type");
      if (src === undefined) return [];
      return [this.#tree.create("source", { src, type: typeof type === "string" ? text(type) : undefined })];
    });
    const player = this.#element(name, attributes, content);
    return this.#element("figure", {}, joined([player, this.#figcaption(caption)]));
  }

  /** @param {unknown} provider @param {unknown} url @param {unknown} title @param {unknown} quote */
  #embed(provider, url, title, quote) {
    const label = [title, provider, url].map((name) => trimmed(text(name))).find((name) => name !== "") ?? "";
    const href = this.#phrasing.href(url);
    const link = href === undefined ? [label] : this.#element("a", { href, rel: "noopener noreferrer" }, [label]);
    const line = this.#paragraph(link);
    return this.#tree.budget.list(quote).length > 0
      ? this.#element("blockquote", {}, joined([this.blocks(quote), line]))
      : line;
  }

  /** @param {unknown} kind @param {unknown} title @param {unknown} blocks */
  #callout(kind, title, blocks) {
    const name = text(kind)
      .replace(/[^a-z0-9-]/gi, "")
      .toLowerCase();
    const heading = this.#paragraph(this.#element("strong", {}, [text(title)]));
    const attributes = { role: "note", "data-callout": name === "" ? undefined : name };
    return this.#element("div", attributes, joined([heading, this.blocks(blocks)]));
  }

  /** @param {unknown} tex @param {unknown} formula */
  #math(tex, formula) {
    if (typeof tex !== "string" || tex === "") return this.#paragraph([text(formula)]);
    const source = this.#tree.create("code", { class: "language-math math-display" }, [text(tex)]);
    return this.#element("pre", {}, [source]);
  }

  /** @param {unknown} value */
  #footnotes(value) {
    const notes = this.#tree.budget.list(value);
    const numbers = notes.map((note) => this.#places.notes.get(checkedAnchor(field(note, "ref")) ?? ""));
    const first = numbers.find((number) => number !== undefined) ?? 1;
    const content = notes.map((note) => this.#footnote(note));
    const notesList = this.#element("ol", { start: first > 1 ? String(first) : undefined }, joined(content));
    return this.#element("section", { role: "doc-endnotes" }, notesList);
  }

  /** @param {unknown} note @returns {Content} */
  #footnote(note) {
    const anchor = checkedAnchor(field(note, "ref"));
    const id = this.#places.id("fn-", anchor);
    const parts = [this.blocks(field(note, "blocks"))];
    if (anchor !== undefined && this.#places.hasId("fnref-", anchor)) {
      const href = `#${ID_PREFIX}fnref-${anchor}`;
      const attributes = { href, rel: "noopener noreferrer", role: "doc-backlink" };
      parts.push(this.#paragraph(this.#element("a", attributes, ["\u21a9"])));
    }
    return [this.#tree.create("li", { id }, joined(parts))];
  }
}

/** How many places a cell covers, if not one. @param {unknown} value @param {number} most */
function span(value, most) {
  const places = integer(value, 2, 65535);
  return places === undefined ? undefined : String(Math.min(places, most));
}
