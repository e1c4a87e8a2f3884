/**
 * The class of `<body-copy>`, without registering it.
 *
 * ```js
 * import { BodyCopyElement } from "bodycopy/element/class";
 *
 * customElements.define("my-reader", class extends BodyCopyElement {});
 * ```
 *
 * @module
 */

import type { Article, Block, Kind, Options, Removed, StreamSource } from "../index.js";

export type { Article, Block, Options, Removed, StreamSource } from "../index.js";

/** What an article can be shown from: a page that arrives, a whole page, or an article at hand. */
export type BodyCopySource = StreamSource | string | Uint8Array | ArrayBuffer | Document | Article;

/** The words of the element itself. They follow the language of the page around it; `labels` replaces some or all. */
export interface BodyCopyLabels {
  /** While a page is under way. */
  loading: string;
  /** Before what went wrong. */
  failed: string;
  /** The button that loads it once more. */
  tryAgain: string;
  /** The link to the page itself. */
  openPage: string;
  /** What stands before the first words of a block that is folded. */
  unsure: string;
  /** The button that unfolds it. */
  show: string;
  /** The heading of the list of what was left out. */
  leftOut: string;
  /** The button that puts a block back. */
  putBack: string;
  /** The button that leaves it out again. */
  leaveOut: string;
  /** Of blocks that the list does not hold, with `{count}` for the number. */
  more: string;
  /** What each kind of block is called in the list. */
  kinds: Record<Kind, string>;
}

/** `article`: the article is complete. Bubbles. */
export class BodyCopyArticleEvent extends Event {
  constructor(article: Article);
  readonly type: "article";
  /** The article. */
  readonly article: Article;
}

/** `block`: a block has been put into the article. Bubbles. */
export class BodyCopyBlockEvent extends Event {
  constructor(block: Block, element: HTMLElement);
  readonly type: "block";
  /** The block. */
  readonly block: Block;
  /** The block's place in the shadow tree. */
  readonly element: HTMLElement;
}

/** `restore`: a block that was left out has been put back, or is left out again. Bubbles. */
export class BodyCopyRestoreEvent extends Event {
  constructor(removed: Removed, restored: boolean);
  readonly type: "restore";
  /** The entry of `article.removed`. */
  readonly removed: Removed;
  /** Whether it has been put back. */
  readonly restored: boolean;
}

/** `error`: the page could not be had, or not be read. Does not bubble. */
export class BodyCopyErrorEvent extends Event {
  constructor(error: unknown);
  readonly type: "error";
  /** What was thrown: a `BodycopyError`, or what `fetch` or the source threw. */
  readonly error: unknown;
}

/** The events of the element, for `addEventListener`. */
export interface BodyCopyElementEventMap extends Omit<HTMLElementEventMap, "error"> {
  /** The article is complete. */
  article: BodyCopyArticleEvent;
  /** A block has been put into it. */
  block: BodyCopyBlockEvent;
  /** The person put a block back, or left it out again. */
  restore: BodyCopyRestoreEvent;
  /** The page could not be had, or not be read. */
  error: BodyCopyErrorEvent;
}

/**
 * Shows the article of a page, as it arrives.
 *
 * ```html
 * <body-copy src="/news/rain.html"></body-copy>
 * ```
 *
 * The page comes from `src`, from a `<template>` child, or from what a script sets as `source`; the last one asked for
 * wins. What else is inside is shown until the article is. Nothing is parsed as markup, no inline style is set: it works
 * under Trusted Types and a strict content security policy with `'wasm-unsafe-eval'`.
 *
 * @attr src - the address of the page
 * @attr strictness - from 0, keep more, to 1, keep less; acts at once
 * @attr heading-level - the level of the article's title, 1 to 6; those in the text follow
 * @attr theme - `light` or `dark`, instead of what the person prefers
 * @slot - shown until there is an article
 * @slot before - above the article
 * @slot after - below it
 */
export class BodyCopyElement extends HTMLElement {
  /** The page's address: the attribute, made absolute. To set it is to load it. */
  src: string;
  /** What the article is shown from, if not `src`. To set it is to show it; what goes wrong is told as `error`. */
  get source(): BodyCopySource | null;
  set source(source: BodyCopySource | null);
  /** The article on the screen, with what the person put back; null before there is one. To set it is to show it. */
  get article(): Article | null;
  set article(article: Article | null);
  /** From 0, keep more, to 1, keep less. Acts at once, without reading the page again. */
  strictness: number;
  /** Further options for reading; for the next page. */
  get options(): Options;
  set options(options: Options | undefined);
  /** The words of the element itself. */
  get labels(): BodyCopyLabels;
  set labels(labels: Partial<BodyCopyLabels> | undefined);
  /** The level of the article's title, 1 to 6. */
  headingLevel: number;
  /** Whether a page is under way. */
  readonly busy: boolean;

  /**
   * Shows the article of a page, and resolves with it.
   *
   * @param options for this page, besides `this.options`
   * @throws what is also told as `error`; an `AbortError` when another page was asked for meanwhile
   *
   * @example
   * const article = await element.show(await fetch(url));
   */
  show(source: BodyCopySource, options?: Options): Promise<Article>;
  /** Loads the page at `src` again. */
  reload(): Promise<Article>;
  /** Puts back a block of `article.removed`. @param id that of the block */
  restore(id: number): void;
  /** Leaves out again what was put back. @param id that of the block */
  leaveOut(id: number): void;

  connectedCallback(): void;
  disconnectedCallback(): void;
  attributeChangedCallback(name: string, old: string | null, value: string | null): void;
  static observedAttributes: string[];

  addEventListener<Type extends keyof BodyCopyElementEventMap>(
    type: Type,
    listener: (this: BodyCopyElement, event: BodyCopyElementEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
}
