// An article and what a person put back of it go in; the article with those blocks in their places comes out.

/** @typedef {import("../index.js").Article} Article */

/** Fields that are looked into, so that an article out of a file must have them as they ought to be. */
const arrays = /** @type {const} */ (["blocks", "scores", "removed", "section", "authors"]);

/** @param {any} given what may come from anywhere @returns {Article} */
export function sound(given) {
  const article = { ...given };
  for (const name of arrays) if (!Array.isArray(article[name])) article[name] = [];
  for (const [name, value] of Object.entries(article)) if (value === undefined) delete article[name];
  article.removed = article.removed.filter((/** @type {any} */ item) => typeof item?.block === "object" && item.block);
  article.blocks = article.blocks.filter((/** @type {any} */ block) => typeof block === "object" && block);
  return article;
}

/**
 * @param {Article} article @param {ReadonlySet<number>} restored ids of blocks in `article.removed`
 * @returns {Article} the same one when there is nothing to be put back
 */
export function withRestored(article, restored) {
  const isBack = (/** @type {import("../index.js").Removed} */ item) => restored.has(item.block.id);
  if (restored.size === 0 || !article.removed.some(isBack)) return article;
  const blocks = [...article.blocks];
  const scores = [...article.scores];
  // From the end, so that the places before are not moved.
  for (const { at, block, score } of article.removed.filter(isBack).toReversed()) {
    blocks.splice(at, 0, block);
    scores.splice(at, 0, score);
  }
  return { ...article, blocks, scores };
}

/**
 * What is shown, in order: blocks, and boxes of neighbouring blocks that are unsure.
 *
 * @typedef {{ block: import("../index.js").Block, isRestored: boolean }} Shown
 * @typedef {{ folded: import("../index.js").Removed[] }} Folded
 */

/** @param {Article} article @param {ReadonlySet<number>} restored @returns {(Shown | Folded)[]} */
export function sequence(article, restored) {
  /** @type {(Shown | Folded)[]} */
  const items = [];
  const waiting = article.removed.filter((item) => item.fold || restored.has(item.block.id));
  let next = 0;
  for (let index = 0; index <= article.blocks.length; index += 1) {
    for (; next < waiting.length && waiting[next].at <= index; next += 1) {
      const item = waiting[next];
      const last = items.at(-1);
      if (restored.has(item.block.id)) items.push({ block: item.block, isRestored: true });
      else if (last && "folded" in last) last.folded.push(item);
      else items.push({ folded: [item] });
    }
    if (index < article.blocks.length) items.push({ block: article.blocks[index], isRestored: false });
  }
  return items;
}
