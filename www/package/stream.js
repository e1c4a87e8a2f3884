// A page that is still arriving goes in; what becomes known of its article comes out as it does.
//
// A piece is asked for only when the one before has been read, so a slow reader slows down its source.

import { init } from "./engine.js";
import { BodycopyError } from "./errors.js";
import { Feed } from "./feed.js";
import { checkedOptions, described } from "./options.js";
import { eachPiece, opened } from "./source.js";

/** @typedef {import("./index.js").ArticleEvent} ArticleEvent */

/** @type {typeof import("./index.js").extractStream} */
export async function extractStream(source, options) {
  const onEvent = options?.onEvent;
  if (onEvent !== undefined && typeof onEvent !== "function") {
    throw new BodycopyError("INVALID_OPTION", `option \`onEvent\` must be a function, not ${described(onEvent)}`);
  }
  const { feed, pieces } = await begun(source, options, ["signal", "onEvent"], onEvent);
  try {
    for await (const piece of pieces) feed.write(piece);
    return feed.end();
  } finally {
    feed.free();
  }
}

/** @type {typeof import("./index.js").articleEvents} */
export async function* articleEvents(source, options) {
  /** @type {ArticleEvent[]} */
  let events = [];
  const { feed, pieces } = await begun(source, options, ["signal"], (event) => events.push(event));
  try {
    for await (const piece of pieces) {
      feed.write(piece);
      yield* events;
      events = [];
    }
    feed.end();
    yield* events;
  } finally {
    feed.free();
  }
}

/**
 * @param {unknown} source
 * @param {import("./index.js").StreamOptions | undefined} options
 * @param {string[]} others options that are no concern of the page's
 * @param {((event: ArticleEvent) => void) | undefined} onEvent
 */
async function begun(source, options, others, onEvent) {
  const checked = checkedOptions(options, others);
  const signal = options?.signal;
  if (signal !== undefined && typeof signal?.throwIfAborted !== "function") {
    throw new BodycopyError("INVALID_OPTION", `option \`signal\` must be an AbortSignal, not ${described(signal)}`);
  }
  signal?.throwIfAborted();
  await init();
  const { known, pieces } = opened(source);
  return { feed: new Feed({ ...known, ...checked }, { onEvent }), pieces: eachPiece(pieces, signal) };
}

/** The same for `pipeThrough`. */
export class ArticleStream extends TransformStream {
  /** @param {import("./index.js").Options} [options] */
  constructor(options) {
    const checked = checkedOptions(options);
    /** @type {TransformStreamDefaultController<ArticleEvent>} */
    let out;
    const feed = new Feed(checked, { onEvent: (event) => out.enqueue(event) });
    super({
      async start(controller) {
        out = controller;
        await init();
      },
      transform: (piece) => feed.write(piece),
      flush() {
        feed.end();
      },
      // What newer platforms call when either end gives up; elsewhere the garbage collector frees the page.
      // @ts-expect-error: not in the types yet
      cancel: () => feed.free(),
    });
  }
}
