// A strict program that uses every export.

import init, {
  type Article,
  type ArticleEvent,
  ArticleStream,
  type Assessment,
  articleEvents,
  assess,
  type Block,
  BodycopyError,
  CleanPageStream,
  extract,
  extractStream,
  type FigureBlock,
  type Inline,
  init as initByName,
  initSync,
  isProbablyReaderable,
  type Kind,
  type Options,
  render,
  restrict,
  toDOM,
} from "bodycopy";
import wasm from "bodycopy/bodycopy.wasm";
import type { BodyCopySource } from "bodycopy/element";
import { BodyCopyArticleEvent, BodyCopyBlockEvent, BodyCopyElement } from "bodycopy/element";
import {
  BodyCopyElement as BodyCopyClass,
  BodyCopyErrorEvent,
  type BodyCopyLabels,
  BodyCopyRestoreEvent,
} from "bodycopy/element/class";
import inline, { extract as extractInline } from "bodycopy/inline";
import mozilla, {
  isProbablyReaderable as mayBeReadable,
  Readability,
  type ReadabilityArticle,
} from "bodycopy/readability";
import { initSync as initSlim } from "bodycopy/slim";
import {
  assess as assessInWorker,
  BodycopyWorker,
  articleEvents as eventsOfWorker,
  extract as extractInWorker,
  ready,
  render as renderInWorker,
  restrict as restrictInWorker,
  extractStream as streamToWorker,
  terminate,
} from "bodycopy/worker";
import "bodycopy/worker/thread";

const options: Options = { url: "https://example.org/", strictness: 0.5, keep: ["main"] };

function words(inlines: Inline[]): string {
  return inlines
    .map((inline) => {
      if (typeof inline === "string") return inline;
      return "content" in inline ? words(inline.content) : "";
    })
    .join("");
}

function headings(blocks: Block[]): string[] {
  return blocks.flatMap((block) => (block.type === "heading" ? [words(block.content)] : []));
}

export async function use(html: string, response: Response): Promise<string[]> {
  await init();
  await initByName(new URL("https://example.org/bodycopy.wasm"));
  await inline({ module_or_path: wasm });
  initSync(wasm);
  initSlim({ module: wasm });
  const article: Article = extract(html, options);
  const kinds: Kind[] = article.removed.map(({ kind }) => kind);
  const streamed = await extractStream(response, {
    ...options,
    signal: AbortSignal.timeout(1000),
    onEvent: (event: ArticleEvent) => event.type === "block" && headings([event.block]),
  });
  for await (const event of articleEvents(response)) {
    if (event.type === "metadata") event.metadata.title?.trim();
  }
  response.body?.pipeThrough(new ArticleStream(options));
  const clean = new CleanPageStream({ ...options, drop: ["advert"], keepScripts: true });
  response.body?.pipeThrough(clean);
  (await clean.article).blocks.filter((block): block is FigureBlock => block.type === "figure");
  const { kind, readable, confidence }: Assessment = assess(html);
  if (readable === "no" && kind === "list" && confidence > 0.5 && !isProbablyReaderable(document)) return [];
  const fragment: DocumentFragment = toDOM(restrict(streamed, 1), document);
  const error = new BodycopyError("TOO_LARGE", "x");
  const { code }: { code: "NOT_INITIALIZED" | "INVALID_INPUT" | "INVALID_OPTION" | "TOO_LARGE" | "INTERNAL" } = error;
  // @ts-expect-error: not a format
  render(article, "pdf");
  // @ts-expect-error: not an option
  extract(html, { adress: "x" });
  extractInline(html);
  return [render(article, "markdown"), ...kinds, code, fragment.nodeName];
}

export async function useWorker(bytes: Uint8Array): Promise<string> {
  const worker = new BodycopyWorker({ wasm: new URL("https://example.org/bodycopy.wasm") });
  await worker.ready();
  const article = await worker.extract(bytes, { transfer: true });
  worker.terminate();
  await ready();
  const other = await streamToWorker(new Blob([bytes as BlobPart]), { onEvent: ({ type }) => type === "retract" });
  for await (const { type } of eventsOfWorker(new Response())) if (type === "article") break;
  const stricter: Article = await restrictInWorker(other, 1);
  const text = await renderInWorker(stricter, "text");
  if ((await assessInWorker(text)).readable === "yes") return text;
  terminate();
  return (await extractInWorker(article.html)).title;
}

export function useReadability(page: Document): ReadabilityArticle | ReadabilityArticle<Element> | null {
  if (!mayBeReadable(page) || !mozilla.isProbablyReaderable(page, { minScore: 10 })) return null;
  return new Readability(page).parse() ?? new mozilla.Readability(page, { serializer: (element) => element }).parse();
}

export function useElement(source: BodyCopySource): BodyCopyElement {
  const element = document.createElement("body-copy");
  element.addEventListener("article", (event) => event.article.title.trim());
  element.addEventListener("block", ({ block, element }) => element.append(block.type));
  element.addEventListener("error", ({ error }) => error instanceof BodycopyError);
  element.source = source;
  element.strictness = 0.7;
  const labels: Partial<BodyCopyLabels> = { show: "Reveal" };
  element.labels = labels;
  const events: Event[] = [new BodyCopyErrorEvent("x")];
  element.addEventListener("restore", (event) => {
    if (event instanceof BodyCopyRestoreEvent) events.push(event);
  });
  element.addEventListener("article", (event) => event instanceof BodyCopyArticleEvent);
  element.addEventListener("block", (event) => event instanceof BodyCopyBlockEvent);
  if (!(element instanceof BodyCopyElement)) throw new TypeError();
  class Mine extends BodyCopyClass {}
  customElements.define("my-reader", Mine);
  return element;
}
