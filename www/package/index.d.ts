/**
 * bodycopy reads a web page and gives the clean article.
 *
 * ```js
 * import { extract, render } from "bodycopy";
 *
 * const article = extract(html, { url: "https://example.org/news/rain" });
 * console.log(article.title, render(article, "markdown"));
 * ```
 *
 * Everything is ready on import, save in a browser, where `await init()` loads the WebAssembly first.
 *
 * @module
 */

/** Where `init` gets the WebAssembly from. */
export type InitSource =
  | string
  | URL
  | Request
  | Response
  | BufferSource
  | WebAssembly.Module
  | Promise<string | URL | Request | Response | BufferSource | WebAssembly.Module>;

/** What `initSync` makes the WebAssembly from. */
export type InitModule = BufferSource | WebAssembly.Module;

/**
 * Loads the WebAssembly. Calling it again does nothing, and where everything is ready on import so does the first call.
 *
 * @param source a URL, a `Response`, bytes or a `WebAssembly.Module`; without it the package's own file
 * @throws {BodycopyError} `NOT_INITIALIZED` when it cannot be loaded, `INVALID_INPUT` for anything else as a source
 *
 * @example
 * import init, { extract } from "bodycopy";
 * await init();
 */
export function init(source?: InitSource | { module_or_path: InitSource }): Promise<void>;
/** The same as `init`. */
export default init;

/**
 * Loads the WebAssembly from bytes or a compiled module, at once. Calling it again does nothing. On the main thread
 * some browsers compile only small modules at once; give them a compiled one, or use `init`.
 *
 * @throws {BodycopyError} as `init`
 */
export function initSync(module: InitModule | { module: InitModule }): void;

/** How a page is to be read. */
export interface Options {
  /** The page's address: base for relative links, and what tells internal links from others. */
  url?: string | null;
  /** The `Content-Type` header, for its charset. `text/plain` takes the plain-text path. */
  contentType?: string | null;
  /** From 0, keep more, to 1, keep less. Default 0.5. */
  strictness?: number;
  /** CSS selectors whose elements are never dropped: those of lol_html, without `+` and `~`. */
  keep?: string[];
  /** CSS selectors whose elements are always dropped. */
  remove?: string[];
  /** The largest page that is read, in bytes. Default 64 MiB, at most 2 GiB. */
  maxBytes?: number;
  /** Fill `Article.debug`. */
  debug?: boolean;
}

/**
 * Reads a whole page and gives its article. Any page gives one; whether it is a real one is in `readable`.
 *
 * Bytes are decoded by the first of: byte order mark; charset of `contentType`; `<meta>` in the first 1024 bytes;
 * UTF-8 if the first 64 KiB are valid UTF-8, else windows-1252. A `Document` is read with its shadow roots, and never
 * changed.
 *
 * @throws {BodycopyError} `INVALID_INPUT`, `INVALID_OPTION`, `TOO_LARGE`, `NOT_INITIALIZED` before `init()` in a
 *   browser, `INTERNAL` for a fault of this package's own, after which the next page is read as usual
 *
 * @example
 * const article = extract(await readFile("page.html"), { url: "https://example.org/news/rain" });
 */
export function extract(html: string | Uint8Array | ArrayBuffer | Document, options?: Options): Article;

/** What kind of page it is: what it says of itself, and the shape of what stands on it, decide. */
export type PageKind =
  | "article"
  | "live"
  | "list"
  | "forum"
  | "product"
  | "documentation"
  | "gallery"
  | "video"
  | "other";

/** What can be said of a page, or of as much of it as has arrived. */
export interface Assessment {
  /** What kind of page it is. */
  kind: PageKind;
  /** Whether there is an article on it, or anything else to be read from beginning to end. */
  readable: "yes" | "no" | "unsure";
  /** How sure `readable` is, 0 to 1; where that is `unsure`, how sure the better guess. */
  confidence: number;
}

/**
 * A verdict on a page, or on its beginning: as much as has arrived. It costs less than `extract`, and makes no article.
 *
 * @throws {BodycopyError} as `extract`
 *
 * @example
 * const { kind, readable } = assess(firstBytes, { url });
 * if (readable === "no") controller.abort();
 */
export function assess(prefixOrPage: string | Uint8Array | ArrayBuffer | Document, options?: Options): Assessment;

/**
 * Whether `assess` says `"yes"`: for those who know the function of this name.
 *
 * @throws {BodycopyError} as `extract`
 */
export function isProbablyReaderable(html: string | Uint8Array | ArrayBuffer | Document, options?: Options): boolean;

/** What a page can be read from while it arrives. */
export type StreamSource = Response | ReadableStream<Uint8Array | string> | Blob | AsyncIterable<Uint8Array | string>;

/** How a page that arrives is to be read. */
export interface StreamOptions extends Options {
  /** Gives up reading, and the source with it; what is thrown is `signal.reason`. */
  signal?: AbortSignal;
}

/**
 * Reads a page while it arrives, and gives the article that `extract` gives for the whole page. A `Response` says its URL
 * and content type itself, a `Blob` its type; `options` have the last word.
 *
 * @param options `onEvent` is told what becomes known on the way; without it nothing is looked at before the end
 * @throws {BodycopyError} as `extract`; also what the source throws, `signal.reason` when aborted, and what `onEvent` throws
 *
 * @example
 * const article = await extractStream(await fetch(url), { signal: AbortSignal.timeout(5000) });
 */
export function extractStream(
  source: StreamSource,
  options?: StreamOptions & { onEvent?: (event: ArticleEvent) => void },
): Promise<Article>;

/**
 * The same as a loop. To leave the loop is to give up reading.
 *
 * @example
 * for await (const event of articleEvents(await fetch(url))) {
 *   if (event.type === "metadata") document.title = event.metadata.title ?? "";
 * }
 */
export function articleEvents(source: StreamSource, options?: StreamOptions): AsyncGenerator<ArticleEvent, void, void>;

/**
 * The same for `pipeThrough`.
 *
 * @example
 * const events = response.body.pipeThrough(new ArticleStream({ url: response.url }));
 */
export class ArticleStream extends TransformStream<Uint8Array | string, ArticleEvent> {
  /** @throws {BodycopyError} `INVALID_OPTION` */
  constructor(options?: Options);
}

/** What is to go from a page. */
export interface CleanOptions extends Options {
  /** The kinds of blocks that go: navigation, adverts, related articles, share bars, comments, newsletter boxes and consent
   * layers, if none are given. With `"advert"` go pictures and frames that only count readers. */
  drop?: Kind[];
  /** Whether scripts stay. Default false. */
  keepScripts?: boolean;
}

/**
 * The page itself, streamed through without what is not its content; its layout and styles stay. What comes out is UTF-8,
 * whatever came in; the caller says so in the `Content-Type` header. What is not decided yet waits, for at most 256 KiB.
 * It makes a page calm, not safe: what stays of its markup stays as it was.
 *
 * @example
 * const clean = new CleanPageStream({ url: response.url, contentType: response.headers.get("content-type") ?? undefined });
 * return new Response(response.body.pipeThrough(clean), { headers: { "content-type": "text/html; charset=utf-8" } });
 */
export class CleanPageStream extends TransformStream<Uint8Array, Uint8Array> {
  /** @throws {BodycopyError} `INVALID_OPTION` */
  constructor(options?: CleanOptions);
  /** The article that `extract` gives for the page; rejected if the page does not come to its end. */
  readonly article: Promise<Article>;
}

/**
 * What became known of an article while its page was read. Applying the `block` and `retract` events in order gives exactly
 * `article.blocks`; a block that changed is a retract and a new id; no id is used twice. `retract`s come when the page has
 * ended: what was announced stays until then.
 */
export type ArticleEvent =
  /** What the page says of its article so far; each replaces the one before. */
  | { type: "metadata"; metadata: Partial<Article> }
  /** To be put behind the block with the id `after`; at the beginning where that is null. */
  | { type: "block"; id: number; after: number | null; block: Block }
  /** The block with this id goes. */
  | { type: "retract"; id: number }
  /** Last, exactly once. */
  | { type: "article"; article: Article };

/** What `render` writes: HTML, GitHub-flavoured Markdown, or text. */
export type Format = "html" | "markdown" | "text";

/** How an article is to be written. There is nothing to choose yet. */
export type RenderOptions = Record<string, never>;

/**
 * Writes an article's `blocks` as HTML, Markdown or text. Every tag and URL is checked again, so the article may come
 * from a file.
 *
 * @throws {BodycopyError} `INVALID_INPUT` for what is no article, `INVALID_OPTION` for another format
 */
export function render(article: Article, format: Format, options?: RenderOptions): string;

/**
 * Moves the threshold of an article at hand: what its scores and `removed` say of another strictness, without the page
 * and without reading it again. Of what only the page can tell, everything stays as it was: a list is kept or left as a
 * whole, and `lead` and `readable` do not change. Moved back, it is the article that it was.
 *
 * @param strictness from 0, keep more, to 1, keep less
 * @throws {BodycopyError} `INVALID_INPUT` for what is no article, `INVALID_OPTION` for a senseless strictness
 */
export function restrict(article: Article, strictness: number): Article;

/**
 * Builds an article's `blocks` as DOM nodes: the tree that a parser makes of `render(article, "html")`.
 *
 * Every node is made by `createElement` and `createTextNode`, so it works where a policy forbids parsing markup
 * (`require-trusted-types-for 'script'`). Every tag and URL is checked again; of an article that somebody forged, what
 * is not of the right type is left out. Works before `init()`.
 *
 * @throws {BodycopyError} `INVALID_INPUT` for what has no blocks or cannot be read, `TOO_LARGE` for what never ends
 *
 * @example
 * document.querySelector("main").append(toDOM(article, document));
 */
export function toDOM(article: Article, document: Document): DocumentFragment;

/** What went wrong, for programs. */
export type ErrorCode = "NOT_INITIALIZED" | "INVALID_INPUT" | "INVALID_OPTION" | "TOO_LARGE" | "INTERNAL";

/** The one kind of error that this package throws. */
export class BodycopyError extends Error {
  /** For those who make one: `code`, and what is said to a person. */
  constructor(code: ErrorCode, message: string, options?: ErrorOptions);
  /** Always this. */
  readonly name: "BodycopyError";
  /** What went wrong. */
  readonly code: ErrorCode;
}

/**
 * A clean article: plain data, which survives `structuredClone` and `JSON.stringify` unchanged. What is stored stays
 * readable: within one `version` fields are only added.
 */
export interface Article {
  /** Of the shape of what follows. */
  version: 1;
  /** Whether the page holds an article. If not, the other fields hold the best there is. */
  readable: boolean;
  /** How sure `readable` is, 0 to 1. */
  confidence: number;
  /** The headline. */
  title: string;
  /** The standfirst (sapo, dek), when the page has one. */
  lead: string | null;
  /** The byline as the page shows it. */
  byline: string | null;
  /** The persons who wrote it. */
  authors: Author[];
  /** The agency or site that it was taken from ("Theo: …", "Source: …"). */
  source: string | null;
  /** The site's name. */
  siteName: string | null;
  /** The breadcrumb, outermost first. */
  section: string[];
  /** Tags or keywords. */
  tags: string[];
  /** ISO 8601, with the offset where the page gives one. */
  publishedTime: string | null;
  /** ISO 8601, with the offset where the page gives one. */
  modifiedTime: string | null;
  /** The address that the caller gave. */
  url: string | null;
  /** The address that the page gives itself. */
  canonicalUrl: string | null;
  /** The next page of the same article. */
  nextPage: string | null;
  /** BCP 47 language tag. */
  lang: string | null;
  /** Base direction of the text. */
  dir: "ltr" | "rtl" | null;
  /** The picture that stands for the article. */
  image: Image | null;
  /** The site's icon. */
  favicon: string | null;
  /** The page's own description of itself. */
  excerpt: string | null;
  /** `false` where the page says that a paywall or login cuts it. */
  accessibleForFree: boolean | null;
  /** What is kept. The lead, when the page shows it as text, is the first; the title is not among them. */
  blocks: Block[];
  /** How sure each of `blocks` is, 0 to 1, in the same order. */
  scores: number[];
  /** `blocks` as HTML, safe to be shown. */
  html: string;
  /** `blocks` as text, a line each; without captions, bylines and the title. */
  text: string;
  /** Other articles that the page points to, once each. */
  related: Related[];
  /** What was left out, and why: at most 256 KiB of text in all. */
  removed: Removed[];
  /** How many further blocks were left out than `removed` lists. */
  removedMore: number;
  /** What `restrict` put back, and what it had been taken for; not there if that is nothing. */
  restored?: { id: number; kind: Kind; reason: string }[];
  /** Words of `text`; characters for scripts that do not separate words. */
  wordCount: number;
  /** Minutes that reading takes, rounded up. */
  readingMinutes: number;
  /** How the verdict came about, with `Options.debug`. Its shape may change at any time. */
  debug?: unknown;
}

/** A person who wrote the article. */
export interface Author {
  /** As the page writes it. */
  name: string;
  /** The person's page. */
  url: string | null;
}

/** Another article that the page points to. */
export interface Related {
  /** Its headline. */
  title: string;
  /** Its address. */
  url: string;
  /** The section it stands in, as shown. */
  section: string | null;
  /** ISO 8601 where it could be read, else as shown. */
  date: string | null;
  /** A line or two of what it says. */
  teaser: string | null;
  /** The address of its picture. */
  image: string | null;
}

/** A block that was left out. */
export interface Removed {
  /** What it was taken for. */
  kind: Kind;
  /** Why it was taken for that, in a few words. */
  reason: string;
  /** How sure it is that the block belongs to the article, 0 to 1. */
  score: number;
  /** Its text. */
  text: string;
  /** The block itself, so that it can be put back. */
  block: Block;
  /** The index into `Article.blocks` before which it stood. */
  at: number;
  /** Whether it is so unsure that a reader should see it folded rather than not at all. */
  fold: boolean;
}

/** What a block is that does not belong to the article. */
export type Kind =
  | "navigation"
  | "advert"
  | "related"
  | "share"
  | "comment"
  | "newsletter"
  | "legal"
  | "cookie"
  | "byline"
  | "duplicate"
  | "other";

/**
 * A block of an article; `type` tells which. Blocks are nested at most 32 deep.
 *
 * @example
 * const headings = article.blocks.filter((block) => block.type === "heading");
 */
export type Block =
  | ParagraphBlock
  | HeadingBlock
  | QuoteBlock
  | CodeBlock
  | ListBlock
  | DefinitionsBlock
  | TableBlock
  | FigureBlock
  | MediaBlock
  | EmbedBlock
  | CalloutBlock
  | DetailsBlock
  | MathBlock
  | FootnotesBlock
  | RuleBlock;

/** What every block has. */
export interface BlockBase {
  /** Unique in its article. The same block of the same page always has the same. */
  id: number;
}

/** Running text. */
export interface ParagraphBlock extends BlockBase {
  type: "paragraph";
  /** The text, with its links and emphasis. */
  content: Inline[];
}

/** A heading inside the article; its title is not one. */
export interface HeadingBlock extends BlockBase {
  type: "heading";
  /** As on the page, 1 the highest. */
  level: 1 | 2 | 3 | 4 | 5 | 6;
  /** Its `id` on the page, for links to it. */
  anchor: string | null;
  /** The text of the heading. */
  content: Inline[];
}

/** A quotation. */
export interface QuoteBlock extends BlockBase {
  type: "quote";
  /** What is quoted. */
  blocks: Block[];
  /** The address that it is quoted from. */
  cite: string | null;
}

/** Code, or other text whose line breaks and spaces count. */
export interface CodeBlock extends BlockBase {
  type: "code";
  /** The programming language, where the page names it. */
  language: string | null;
  /** The text as it stands, with its line breaks. */
  text: string;
}

/** A list, with or without numbers. */
export interface ListBlock extends BlockBase {
  type: "list";
  /** Whether its items are numbered. */
  ordered: boolean;
  /** The first number, where the page sets it. */
  start: number | null;
  /** The blocks of each item. */
  items: Block[][];
}

/** Terms and what they mean. */
export interface DefinitionsBlock extends BlockBase {
  type: "definitions";
  /** In the order of the page. */
  items: Definition[];
}

/** A term and what it means. */
export interface Definition {
  /** What is explained. */
  term: Inline[];
  /** What it means. */
  definition: Block[];
}

/** A table of data. */
export interface TableBlock extends BlockBase {
  type: "table";
  /** What stands above or below it. */
  caption: Inline[] | null;
  /** The cells of each row. */
  rows: TableCell[][];
}

/** A cell of a table. */
export interface TableCell {
  /** Whether it is the heading of its row or column. */
  header: boolean;
  /** Columns and rows that it covers, each at least 1. */
  span: [number, number];
  /** What is in it. */
  content: Block[];
}

/** One or more pictures under one caption. */
export interface FigureBlock extends BlockBase {
  type: "figure";
  /** One, or those of a gallery. */
  images: Image[];
  /** What stands below them. */
  caption: Inline[] | null;
}

/** Sound or video that the page itself plays. */
export interface MediaBlock extends BlockBase {
  type: "media";
  /** Which of the two. */
  kind: "audio" | "video";
  /** The same in several formats. */
  sources: MediaFile[];
  /** The address of the picture that is shown before it plays. */
  poster: string | null;
  /** What stands below it. */
  caption: Inline[] | null;
}

/** A file of sound or video. */
export interface MediaFile {
  /** Its address. */
  url: string;
  /** Its media type, where the page says it. */
  type: string | null;
}

/** A post or player of another site. */
export interface EmbedBlock extends BlockBase {
  type: "embed";
  /** The other site's name, such as `YouTube`. */
  provider: string;
  /** The address of the post or player. */
  url: string;
  /** What it is called. */
  title: string | null;
  /** The text of a post, where it stands on the page. */
  quote: Block[] | null;
}

/** A note, tip or warning beside the text. */
export interface CalloutBlock extends BlockBase {
  type: "callout";
  /** `note`, `tip`, `warning` and the like. */
  kind: string;
  /** Its heading. */
  title: string | null;
  /** What it says. */
  blocks: Block[];
}

/** What a reader can unfold. */
export interface DetailsBlock extends BlockBase {
  type: "details";
  /** What is shown when it is folded. */
  summary: Inline[];
  /** What is in it. */
  blocks: Block[];
}

/** A formula that stands by itself. */
export interface MathBlock extends BlockBase {
  type: "math";
  /** In TeX, where the page has it. */
  tex: string | null;
  /** A string of markup, never to be shown as such. */
  mathml: string | null;
  /** As plain text. */
  text: string;
}

/** The footnotes, at the article's end. */
export interface FootnotesBlock extends BlockBase {
  type: "footnotes";
  /** In the order of the page. */
  notes: Footnote[];
}

/** A footnote. */
export interface Footnote {
  /** What `ref` of an inline `footnote` points to. */
  ref: string;
  /** What it says. */
  blocks: Block[];
}

/** A line between two parts. */
export interface RuleBlock extends BlockBase {
  type: "rule";
}

/** A piece of running text: a string, or what `type` tells. */
export type Inline = string | InlineLink | InlineSpan | { type: "break" } | InlineImage | InlineFootnote | InlineMath;

/** A link. */
export interface InlineLink {
  type: "link";
  /** Absolute where the page's address is known; never one that runs a script. */
  url: string;
  /** What the page says of it on hover. */
  title: string | null;
  /** What is linked. */
  content: Inline[];
}

/** Text with a meaning of its own. */
export interface InlineSpan {
  type:
    | "emphasis"
    | "strong"
    | "code"
    | "sub"
    | "sup"
    | "mark"
    | "delete"
    | "insert"
    | "small"
    | "abbr"
    | "time"
    | "quote"
    | "ruby";
  /** The text. */
  content: Inline[];
  /** `title` of an abbreviation, `datetime` of a time, the reading above the text of a ruby. */
  title?: string;
}

/** A picture in a line of text. */
export interface InlineImage {
  type: "image";
  /** The picture. */
  image: Image;
}

/** The mark of a footnote. */
export interface InlineFootnote {
  type: "footnote";
  /** `ref` of the footnote. */
  ref: string;
}

/** A formula in a line of text. */
export interface InlineMath {
  type: "math";
  /** In TeX, where the page has it. */
  tex: string | null;
  /** As plain text. */
  text: string;
}

/** A picture and what is said about it. */
export interface Image {
  /** The best address for it. */
  url: string;
  /** Other sizes of it: `width` in pixels, or `density`. */
  srcset: ImageSource[];
  /** What it shows, in the page's words, for those who do not see it. */
  alt: string | null;
  /** The caption shown with it. */
  caption: string | null;
  /** Who made it. */
  credit: string | null;
  /** CSS pixels. */
  width: number | null;
  /** CSS pixels. */
  height: number | null;
}

/** One size of a picture. */
export interface ImageSource {
  /** Its address. */
  url: string;
  /** Pixels, where the page says so. */
  width: number | null;
  /** Pixels for a CSS pixel, where the page says so. */
  density: number | null;
}
