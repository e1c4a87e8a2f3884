// Articles made up of every kind of block and inline, the same for the same seed. As tests/output/generate.rs.

/** Text that is syntax in HTML or URLs, or breaks off in the middle of it. */
export const awkward = [
  "word",
  "two words",
  " spaced ",
  "đường phố Hà Nội",
  "漢字かな",
  "a",
  "1",
  "(",
  "#",
  "&",
  "&amp;",
  "<",
  ">",
  "<b>",
  "</p>",
  "<!-- x -->",
  '"><img src=x onerror=alert(1)>',
  "</script>",
  "]]>",
  "\0",
  "\r\n",
  "\r",
  "\n",
  "\t",
  "a\nb",
  "\u0001",
  "a\u0000b",
  "\u00a0",
  "\u200b",
  "\ufeff",
  "e\u0301",
  "😀",
  "\ud800",
  "'",
  "`",
  "\\",
  "javascript:alert(1)",
  "java\tscript:alert(1)",
  " data:text/html,x",
  "https://a.vn/x?a=1&copy;=2",
  "//a.vn",
  "mailto:a@b",
  "1:2",
  "x,",
  ",x",
  "#x",
  "https://",
  "http:x",
  "data:image/png;base64,AA==",
  "data:image/svg+xml,<svg>",
  "",
  "note",
  "language-x",
  "a b",
];

const spans = [
  "emphasis",
  "strong",
  "code",
  "sub",
  "sup",
  "mark",
  "delete",
  "insert",
  "small",
  "abbr",
  "time",
  "quote",
  "ruby",
];

/** Makes articles whose every string is one of `strings`. */
export class Generator {
  #state;
  #strings;
  #id = 0;

  /** @param {number} seed @param {string[]} strings */
  constructor(seed, strings) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) | 1) >>> 0;
    this.#strings = strings;
  }

  /** @param {number} end */
  #below(end) {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state >>> 0;
    return (Math.imul(this.#state, 0x85ebca6b) >>> 8) % end;
  }

  #flip() {
    return this.#below(2) === 0;
  }

  #string() {
    return this.#strings[this.#below(this.#strings.length)];
  }

  #maybe() {
    return this.#flip() ? this.#string() : null;
  }

  #url() {
    switch (this.#below(5)) {
      case 0:
        return `https://example.org/a(b)?c=${this.#string()}`;
      case 1:
        return `#${this.#string()}`;
      case 2:
        return `data:image/png;base64,${this.#string()}`;
      case 3:
        return `/a/${this.#string()}`;
      default:
        return this.#string();
    }
  }

  /** @template T @param {number} most @param {() => T} make @returns {T[]} */
  #some(most, make) {
    return Array.from({ length: this.#below(most + 1) }, make);
  }

  /** @param {number} depth @returns {any[]} */
  blocks(depth) {
    return [this.#block(depth), ...this.#some(3, () => this.#block(depth))];
  }

  /** @param {number} depth @returns {any} */
  #block(depth) {
    this.#id += 1;
    return { id: this.#id, ...this.#kind(depth) };
  }

  /** @param {number} depth */
  #kind(depth) {
    const inner = () => this.blocks(depth - 1);
    switch (this.#below(depth === 0 ? 8 : 15)) {
      case 0:
        return { type: "paragraph", content: this.#inlines(3) };
      case 1:
        return { type: "heading", level: this.#below(9), anchor: this.#maybe(), content: this.#inlines(2) };
      case 2:
        return { type: "code", language: this.#maybe(), text: this.#string() + this.#string() };
      case 3:
        return { type: "rule" };
      case 4:
        return { type: "math", tex: this.#maybe(), mathml: this.#maybe(), text: this.#string() };
      case 5:
        return { type: "figure", images: this.#some(2, () => this.#image()), caption: this.#line() };
      case 6:
        return {
          type: "media",
          kind: this.#flip() ? "audio" : "video",
          sources: this.#some(2, () => ({ url: this.#url(), type: this.#maybe() })),
          poster: this.#flip() ? this.#url() : null,
          caption: this.#line(),
        };
      case 7: {
        const quote = depth > 0 && this.#flip() ? inner() : null;
        return { type: "embed", provider: this.#string(), url: this.#url(), title: this.#maybe(), quote };
      }
      case 8:
        return { type: "quote", blocks: inner(), cite: this.#flip() ? this.#url() : null };
      case 9: {
        const start = this.#flip() ? this.#below(12) - 2 : null;
        return { type: "list", ordered: this.#flip(), start, items: this.#some(3, inner) };
      }
      case 10:
        return {
          type: "definitions",
          items: this.#some(2, () => ({ term: this.#inlines(2), definition: inner() })),
        };
      case 11:
        return { type: "table", caption: this.#line(), rows: this.#some(3, () => this.#row(depth - 1)) };
      case 12:
        return { type: "details", summary: this.#inlines(2), blocks: inner() };
      case 13:
        return { type: "callout", kind: this.#string(), title: this.#maybe(), blocks: inner() };
      default:
        return { type: "footnotes", notes: this.#some(2, () => ({ ref: this.#string(), blocks: inner() })) };
    }
  }

  /** @param {number} depth */
  #row(depth) {
    return this.#some(3, () => ({
      header: this.#flip(),
      span: [this.#below(4), this.#below(4)],
      content: this.#flip() ? [{ id: 0, type: "paragraph", content: this.#inlines(2) }] : this.blocks(depth),
    }));
  }

  #image() {
    return {
      url: this.#url(),
      srcset: this.#some(2, () => ({
        url: this.#url(),
        width: this.#flip() ? this.#below(3) : null,
        density: this.#flip() ? this.#below(4) / 2 : null,
      })),
      alt: this.#maybe(),
      caption: this.#maybe(),
      credit: this.#maybe(),
      width: this.#flip() ? this.#below(900) : null,
      height: this.#flip() ? this.#below(900) : null,
    };
  }

  #line() {
    return this.#flip() ? this.#inlines(2) : null;
  }

  /** @param {number} depth @returns {any[]} */
  #inlines(depth) {
    return this.#some(4, () => this.#inline(depth));
  }

  /** @param {number} depth */
  #inline(depth) {
    switch (this.#below(depth === 0 ? 4 : 12)) {
      case 3:
        return { type: "break" };
      case 4:
      case 5:
        return { type: "link", url: this.#url(), title: this.#maybe(), content: this.#inlines(depth - 1) };
      case 6:
      case 7:
      case 8: {
        const title = this.#maybe();
        const type = spans[this.#below(spans.length)];
        return { type, content: this.#inlines(depth - 1), ...(title === null ? {} : { title }) };
      }
      case 9:
        return { type: "image", image: this.#image() };
      case 10:
        return { type: "footnote", ref: this.#string() };
      case 11:
        return { type: "math", tex: this.#maybe(), text: this.#string() };
      default:
        return this.#string();
    }
  }
}

/** @param {any[]} blocks @returns {any} */
export const articleOf = (blocks) => ({ version: 1, blocks });
