// An article, and what the person put back or hid, go in; the parts to be shown come out, in the order of the page.

/** @typedef {import("bodycopy").Article} Article */
/** @typedef {import("bodycopy").Block} Block */

/**
 * @typedef {object} Part
 * @property {Block} block
 * @property {"kept" | "folded" | "restored"} state
 * @property {import("bodycopy").Removed} [removed] why it had been left out
 */

/**
 * @param {Article} article
 * @param {{ restored: Set<number>, hidden: Set<number>, everything?: boolean }} choices `everything`: where the page has no
 *   article, nothing of it is left out
 * @returns {{ parts: Part[], left: import("bodycopy").Removed[] }} `left`: what is not shown, nor folded
 */
export function viewOf(article, { restored, hidden, everything = false }) {
  /** @type {Map<number, import("bodycopy").Removed[]>} */
  const places = new Map();
  for (const removed of article.removed) {
    const place = places.get(removed.at);
    if (place) place.push(removed);
    else places.set(removed.at, [removed]);
  }
  /** @type {Part[]} */
  const parts = [];
  /** @type {import("bodycopy").Removed[]} */
  const left = [];
  for (let at = 0; at <= article.blocks.length; at += 1) {
    for (const removed of places.get(at) ?? []) {
      const { block } = removed;
      const isBack = restored.has(block.id) || (everything && removed.kind !== "duplicate");
      if (isBack && !hidden.has(block.id)) parts.push({ block, state: "restored", removed });
      else if (removed.fold && !hidden.has(block.id)) parts.push({ block, state: "folded", removed });
      else left.push(removed);
    }
    const block = article.blocks[at];
    if (!block) continue;
    if (hidden.has(block.id)) left.push(byHand(block, at));
    else parts.push({ block, state: "kept" });
  }
  return { parts, left };
}

/** @param {Block} block @param {number} at @returns {import("bodycopy").Removed} */
const byHand = (block, at) => ({
  kind: "other",
  reason: "hidden",
  score: 0,
  text: textOf(block),
  block,
  at,
  fold: false,
});

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
