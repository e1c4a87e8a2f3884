// An article goes in, read to keep its element whole; the blocks that stand for Readability's `content` come out.
//
// What is put back of what was left out is what a user of Readability would miss: copies, and links and lines in the midst
// of the text. Where that comes to little, more is put back, as Readability tries again with its filters off.

/** @typedef {import("../index.js").Article} Article */
/** @typedef {import("../index.js").Block} Block */
/** @typedef {import("../index.js").Removed} Removed */

/** Where something stood: before all that was kept, within it, or behind. @typedef {"before" | "inside" | "behind"} Place */

/** Reasons that say what a block looks like, not what it stands in. */
const harmless = new Set(["links and little else", "link to another page", "line that leads to another article"]);
/** Of these nothing is the article's, wherever it stands. */
const boxes = new Set(["in a dialog", "in a form"]);
/** What Readability never reads. */
const unshown = "not shown on the page";
const junk = new Set(["navigation", "advert", "related", "share", "comment", "newsletter", "legal", "cookie"]);
const surelyJunk = new Set(["navigation", "advert", "share", "cookie"]);

/** What to put back, the least first. @type {((removed: Removed, place: Place) => boolean)[]} */
const steps = [
  (removed, place) =>
    removed.kind === "duplicate" ||
    removed.fold ||
    (place === "inside" && (harmless.has(removed.reason) || (removed.kind === "other" && !boxes.has(removed.reason)))),
  (removed) => !junk.has(removed.kind) || removed.fold || harmless.has(removed.reason),
  (removed) => !surelyJunk.has(removed.kind) || harmless.has(removed.reason),
];

/** A step that brings less than this many times the text is not taken. */
const WORTH = 1.5;

/**
 * @param {Article} article
 * @param {number} enough characters with which no more is put back
 * @param {(blocks: Block[]) => string} text
 * @returns {Block[]}
 */
export function contentBlocks(article, enough, text) {
  /** @type {Block[]} */
  let best = [];
  let length = 0;
  for (const [at, isWanted] of steps.entries()) {
    const blocks = withRemoved(article, isWanted);
    const newLength = text(blocks).length;
    if (at === 0 || newLength >= length * WORTH) [best, length] = [blocks, newLength];
    if (length >= enough) break;
  }
  return best;
}

/** @param {Article} article @param {(removed: Removed, place: Place) => boolean} isWanted */
function withRemoved({ blocks, removed }, isWanted) {
  /** @type {Block[]} */
  const all = [];
  let next = 0;
  for (let at = 0; at <= blocks.length; at += 1) {
    for (; next < removed.length && (removed[next].at <= at || at === blocks.length); next += 1) {
      const place = at === 0 ? "before" : at === blocks.length ? "behind" : "inside";
      if (removed[next].reason !== unshown && isWanted(removed[next], place)) all.push(removed[next].block);
    }
    if (at < blocks.length) all.push(blocks[at]);
  }
  return all;
}
