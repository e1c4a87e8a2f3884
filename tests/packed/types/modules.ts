// A strict program that uses every export.

import init, {
  type Article,
  type ArticleEvent,
  ArticleStream,
  articleEvents,
  type Block,
  BodycopyError,
  extract,
  extractStream,
  type Inline,
  type Kind,
  type Options,
  render,
  restrict,
  toDOM,
} from "bodycopy";
import wasm from "bodycopy/bodycopy.wasm";
import type { BodyCopyElement, BodyCopySource } from "bodycopy/element";
import { BodyCopyElement as BodyCopyClass } from "bodycopy/element/class";
import inline, { extract as extractInline } from "bodycopy/inline";
import { initSync } from "bodycopy/slim";
import { BodycopyWorker, extract as extractInWorker, terminate } from "bodycopy/worker";

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
  await inline({ module_or_path: wasm });
  initSync({ module: wasm });
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
  terminate();
  return (await extractInWorker(article.html)).title;
}

export function useElement(source: BodyCopySource): BodyCopyElement {
  const element = document.createElement("body-copy");
  element.addEventListener("article", (event) => event.article.title.trim());
  element.addEventListener("block", ({ block, element }) => element.append(block.type));
  element.addEventListener("error", ({ error }) => error instanceof BodycopyError);
  element.source = source;
  element.strictness = 0.7;
  element.labels = { show: "Reveal" };
  class Mine extends BodyCopyClass {}
  customElements.define("my-reader", Mine);
  return element;
}
