// A page goes in as it arrives; the same page comes out without what is not its content, and its article in the end.

import { init } from "./engine.js";
import { BodycopyError } from "./errors.js";
import { Feed } from "./feed.js";
import { checkedOptions, described } from "./options.js";

/** @typedef {import("./index.js").Article} Article */
/** @typedef {import("./index.js").Kind} Kind */

/** In the order in which the wasm counts them. @type {Kind[]} */
const KINDS = [
  "navigation",
  "advert",
  "related",
  "share",
  "comment",
  "newsletter",
  "legal",
  "cookie",
  "byline",
  "duplicate",
  "other",
];
/** @type {Kind[]} */
const DROPPED = ["navigation", "advert", "related", "share", "comment", "newsletter", "cookie"];

/** The page itself, for `pipeThrough`. */
export class CleanPageStream extends TransformStream {
  /** @type {Promise<Article>} */
  #article;

  /** @param {import("./index.js").CleanOptions} [options] */
  constructor(options) {
    const checked = checkedOptions(options, ["drop", "keepScripts"]);
    const drop = kindsOf(options?.drop ?? DROPPED);
    const keepScripts = options?.keepScripts ?? false;
    if (typeof keepScripts !== "boolean") {
      throw new BodycopyError(
        "INVALID_OPTION",
        `option \`keepScripts\` must be true or false, not ${described(keepScripts)}`,
      );
    }
    /** @type {TransformStreamDefaultController<Uint8Array>} */
    let out;
    /** @type {(article: Article) => void} */
    let resolve = () => {};
    /** @type {(reason: unknown) => void} */
    let reject = () => {};
    /** @type {Promise<Article>} */
    const article = new Promise((...both) => {
      [resolve, reject] = both;
    });
    // Who does not ask for the article must not hear of it.
    article.catch(() => {});
    const feed = new Feed(checked, { clean: { drop, keepScripts, onBytes: (bytes) => out.enqueue(bytes) } });
    /** @template T @param {() => T} work @returns {T} */
    const attempt = (work) => {
      try {
        return work();
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    super({
      async start(controller) {
        out = controller;
        await init().catch((error) => {
          reject(error);
          throw error;
        });
      },
      transform: (piece) => attempt(() => feed.write(piece)),
      flush: () => attempt(() => resolve(feed.end())),
      // What newer platforms call when either end gives up; elsewhere the garbage collector frees the page.
      // @ts-expect-error: not in the types yet
      cancel(reason) {
        feed.free();
        reject(reason);
      },
    });
    this.#article = article;
  }

  get article() {
    return this.#article;
  }
}

/** @param {unknown} drop @returns {number} a bit for each kind */
function kindsOf(drop) {
  if (Array.isArray(drop) && drop.every((kind) => KINDS.includes(kind))) {
    return drop.reduce((bits, kind) => bits | (1 << KINDS.indexOf(kind)), 0);
  }
  throw new BodycopyError("INVALID_OPTION", `option \`drop\` must be an array of some of ${KINDS.join(", ")}`);
}
