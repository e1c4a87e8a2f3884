// Inline content goes in; text and nodes come out. The same tree as src/output/html/phrasing.rs writes.

import { checkedAnchor, checkedImage, checkedLink, field, integer, string, text, trimmed } from "./checks.js";
import { inlineLeaves } from "./walk.js";

/** @typedef {import("./tree.js").Tree} Tree */
/** @typedef {import("./tree.js").Content} Content */

const MAX_INLINE_DEPTH = 8;

/** What every `id` begins with. */
export const ID_PREFIX = "bodycopy-";

const elements = new Map(
  Object.entries({
    emphasis: "em",
    strong: "strong",
    code: "code",
    sub: "sub",
    sup: "sup",
    mark: "mark",
    delete: "del",
    insert: "ins",
    small: "small",
    abbr: "abbr",
    time: "time",
    quote: "q",
    ruby: "ruby",
  }),
);

/** Spans that mean something within one of their own kind. */
const nesting = new Set(["sub", "sup", "quote"]);

/** The attributes of every link. */
const rel = { rel: "noopener noreferrer" };

/** Builds inline content. */
export class Phrasing {
  #tree;
  #places;
  #depth = 0;
  #inLink = false;
  /** @type {Set<string>} */
  #open = new Set();

  /** @param {Tree} tree @param {import("./places.js").Places} places */
  constructor(tree, places) {
    this.#tree = tree;
    this.#places = places;
  }

  /** @param {unknown} inlines @returns {Content} */
  inlines(inlines) {
    const { budget } = this.#tree;
    if (this.#depth >= MAX_INLINE_DEPTH) {
      return [...inlineLeaves(inlines, budget)].flatMap((leaf) => this.#inline(leaf));
    }
    this.#depth += 1;
    const content = budget.list(inlines).flatMap((inline) => this.#inline(inline));
    this.#depth -= 1;
    return content;
  }

  /** @param {unknown} inline @returns {Content} */
  #inline(inline) {
    if (typeof inline === "string") return [text(inline)];
    const type = field(inline, "type");
    switch (type) {
      case "link":
        return this.#link(inline);
      case "break":
        return [this.#tree.create("br")];
      case "image":
        return this.image(field(inline, "image"));
      case "footnote":
        return this.#footnoteReference(field(inline, "ref"));
      case "math": {
        const tex = field(inline, "tex");
        if (typeof tex !== "string" || tex === "") return [text(field(inline, "text"))];
        return [this.#tree.create("code", { class: "language-math math-inline" }, [text(tex)])];
      }
      default:
        return typeof type === "string" && elements.has(type) ? this.#span(type, inline) : [];
    }
  }

  /** A link in a link would end the outer one, so only the outer one is made. @param {unknown} link @returns {Content} */
  #link(link) {
    const href = this.#inLink ? undefined : this.href(field(link, "url"));
    if (href === undefined) return this.inlines(field(link, "content"));
    this.#inLink = true;
    const content = this.inlines(field(link, "content"));
    this.#inLink = false;
    return this.#tree.element("a", { href, title: optionalText(field(link, "title")), ...rel }, content);
  }

  /** Where a link goes; nothing for what is not allowed, or a place that is not in the article. @param {unknown} value */
  href(value) {
    const url = trimmed(string(value) ?? "");
    if (!url.startsWith("#")) return checkedLink(url);
    const anchor = checkedAnchor(url.slice(1));
    if (anchor === undefined) return undefined;
    if (this.#places.headings.has(anchor)) return `#${ID_PREFIX}h-${anchor}`;
    return this.#places.notes.has(anchor) ? `#${ID_PREFIX}fn-${anchor}` : undefined;
  }

  /** @param {string} type @param {unknown} span @returns {Content} */
  #span(type, span) {
    if (this.#open.has(type) && !nesting.has(type)) return this.inlines(field(span, "content"));
    const wasOpen = this.#open.has(type);
    this.#open.add(type);
    const content = this.inlines(field(span, "content"));
    if (!wasOpen) this.#open.delete(type);
    const title = optionalText(field(span, "title"));
    const attributes = {
      title: type === "abbr" ? title : undefined,
      datetime: type === "time" ? title : undefined,
    };
    if (type === "ruby" && title !== undefined && content.some((piece) => piece !== "")) {
      content.push(this.#tree.create("rp", {}, ["("]), this.#tree.create("rt", {}, [title]));
      content.push(this.#tree.create("rp", {}, [")"]));
    }
    return this.#tree.element(elements.get(type) ?? "", attributes, content);
  }

  /** @param {unknown} reference @returns {Content} */
  #footnoteReference(reference) {
    const anchor = checkedAnchor(reference);
    const number = anchor === undefined ? undefined : this.#places.notes.get(anchor);
    if (number === undefined) return this.#tree.element("sup", {}, ["[", text(reference), "]"]);
    const label = `[${number}]`;
    if (this.#inLink) return this.#tree.element("sup", {}, [label]);
    const id = this.#places.id("fnref-", /** @type {string} */ (anchor));
    const attributes = { id, href: `#${ID_PREFIX}fn-${anchor}`, ...rel, role: "doc-noteref" };
    return this.#tree.element("sup", {}, this.#tree.element("a", attributes, [label]));
  }

  /** @param {unknown} image @returns {Content} */
  image(image) {
    const src = checkedImage(field(image, "url"));
    if (src === undefined) return [];
    const srcset = this.#tree.budget.list(field(image, "srcset")).flatMap(candidate).join(", ");
    const attributes = {
      // Before `src`, which a browser may begin to load at once.
      loading: "lazy",
      referrerpolicy: "no-referrer",
      srcset: srcset === "" ? undefined : srcset,
      src,
      alt: optionalText(field(image, "alt")),
      width: pixels(field(image, "width")),
      height: pixels(field(image, "height")),
    };
    return [this.#tree.create("img", attributes)];
  }
}

/** @param {unknown} value */
const optionalText = (value) => (typeof value === "string" ? text(value) : undefined);

/** @param {unknown} value */
const pixels = (value) => integer(value, 1, 0xffff_ffff)?.toString();

/** An entry of a `srcset`. @param {unknown} candidate @returns {string[]} */
function candidate(candidate) {
  const url = checkedImage(field(candidate, "url"));
  // A comma at either end would be read as the one between candidates.
  if (url === undefined || url.startsWith(",") || url.endsWith(",")) return [];
  const width = pixels(field(candidate, "width"));
  if (width !== undefined) return [`${url} ${width}w`];
  const density = field(candidate, "density");
  const fits = typeof density === "number" && density >= 0.1 && density <= 100;
  return [fits ? `${url} ${Math.round(density * 1000) / 1000}x` : url];
}
