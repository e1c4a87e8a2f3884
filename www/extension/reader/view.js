// An article, and what the person put back or hid, go in; the parts to be shown come out, in the order of the page.

/** @typedef {import("bodycopy").Article} Article */
/** @typedef {import("bodycopy").Block} Block */
/** @typedef {import("bodycopy").Removed} Removed */

/**
 * @typedef {object} Part
 * @property {Block} block
 * @property {"kept" | "folded" | "restored"} state
 * @property {Removed} [removed] why it had been left out
 */

/**
 * @param {Article} article
 * @param {{ restored: Set<number>, hidden: Set<number>, everything?: boolean }} choices `everything`: where the page has no
 *   article, nothing of it is left out
 * @returns {{ parts: Part[], left: Removed[], shown: Article }} `left`: what is not shown, nor folded; `shown`: the
 *   article as it is now, without what is folded
 */
export function viewOf(article, { restored, hidden, everything = false }) {
  /** @type {Map<number, Removed[]>} */
  const places = new Map();
  for (const removed of article.removed) {
    const place = places.get(removed.at);
    if (place) place.push(removed);
    else places.set(removed.at, [removed]);
  }
  /** @type {Part[]} */
  const parts = [];
  /** @type {Removed[]} */
  const left = [];
  const shown = {
    ...article,
    blocks: /** @type {Block[]} */ ([]),
    scores: /** @type {number[]} */ ([]),
    removed: left,
  };
  /** @param {Part} part @param {number} score */
  const show = (part, score) => {
    parts.push(part);
    shown.blocks.push(part.block);
    shown.scores.push(score);
  };
  for (let at = 0; at <= article.blocks.length; at += 1) {
    for (const removed of places.get(at) ?? []) {
      const { block } = removed;
      const isHidden = hidden.has(block.id);
      const isPart = everything && removed.kind !== "duplicate";
      if (restored.has(block.id) && !isHidden) show({ block, state: "restored", removed }, 1);
      else if (isPart && !isHidden) show({ block, state: "kept", removed }, 1);
      else if (removed.fold && !isHidden) parts.push({ block, state: "folded", removed });
      else left.push(removed);
    }
    const block = article.blocks[at];
    if (!block) continue;
    if (hidden.has(block.id)) left.push(byHand(block, at));
    else show({ block, state: "kept" }, article.scores[at] ?? 1);
  }
  shown.removed = placed(article, shown.blocks, parts, left);
  return { parts, left, shown };
}

/** The reason for what the person hid. */
export const BY_HAND = "hidden by hand";

/** @param {Block} block @param {number} at @returns {Removed} */
const byHand = (block, at) => ({
  kind: "other",
  reason: BY_HAND,
  score: 0,
  text: textOf(block),
  block,
  at,
  fold: false,
});

/**
 * All that is not shown, with its place among the blocks that are.
 *
 * @param {Article} article @param {Block[]} blocks that are shown @param {Part[]} parts @param {Removed[]} left
 */
function placed(article, blocks, parts, left) {
  const isShown = new Set(blocks);
  // How many shown blocks stand before each block of the article, and before its end.
  const before = [0];
  for (const block of article.blocks) before.push((before.at(-1) ?? 0) + (isShown.has(block) ? 1 : 0));
  const put = parts.flatMap(({ state, removed }) => (state !== "folded" && removed ? [removed.at] : []));
  const folded = parts.flatMap(({ state, removed }) => (state === "folded" && removed ? [removed] : []));
  return [...folded, ...left]
    .map((removed) => ({ ...removed, at: before[removed.at] + put.filter((at) => at < removed.at).length }))
    .sort((a, b) => a.at - b.at);
}

/**
 * What a block says, in one line: all strings in it that are not addresses.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function textOf(value) {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textOf).join("").trim();
  if (value === null || typeof value !== "object") return "";
  const { content, blocks, items, rows, text, caption, summary, term, definition, notes, images, alt } =
    /** @type {any} */ (value);
  const inside = [summary, term, content, definition, text, blocks, items, rows, notes, caption, images, alt];
  return inside.map(textOf).filter(Boolean).join(" ").trim();
}
