// Walks through articles of any depth without recursion, and gives up on those that never end.
//
// The same walk as src/output/walk.rs.

import { BodycopyError } from "../errors.js";
import { field, text } from "./checks.js";

/** Entries of arrays that are read. An article that refers to itself, or to one piece over and over, has more. */
const MAX_ENTRIES = 1 << 22;

/** How much of an article may still be read. */
export class Budget {
  #left = MAX_ENTRIES;

  /**
   * The entries of an array, as they are now and whatever its iterator says; none for what is no array.
   *
   * @param {unknown} value @returns {unknown[]}
   */
  list(value) {
    if (!Array.isArray(value)) return [];
    const { length } = value;
    this.#left -= length;
    if (this.#left < 0) throw new BodycopyError("TOO_LARGE", "the article has more pieces than any page");
    return Array.from({ length }, (_, at) => value[at]);
  }
}

/** @typedef {{ block: unknown } | { line: unknown } | { title: unknown }} Leaf */

/**
 * Every block at any depth, outer before inner, and between them what else their containers hold.
 *
 * @param {unknown} blocks @param {Budget} budget
 * @returns {Generator<{ block: unknown, isContainer: boolean } | Leaf, void, void>}
 */
export function* everything(blocks, budget) {
  /** @type {Leaf[]} */
  const stack = pieces(blocks, budget).reverse();
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    if (!("block" in piece)) {
      yield piece;
      continue;
    }
    const inner = contents(piece.block, budget);
    yield { block: piece.block, isContainer: inner !== undefined };
    for (const leaf of inner?.reverse() ?? []) stack.push(leaf);
  }
}

/** @param {unknown} blocks @param {Budget} budget @returns {Leaf[]} */
const pieces = (blocks, budget) => budget.list(blocks).map((block) => ({ block }));

/**
 * What a container holds, in order; nothing for a block that is none.
 *
 * @param {unknown} block @param {Budget} budget @returns {Leaf[] | undefined}
 */
function contents(block, budget) {
  const inside = (/** @type {unknown} */ object, /** @type {string} */ name) => pieces(field(object, name), budget);
  switch (field(block, "type")) {
    case "quote":
      return inside(block, "blocks");
    case "callout":
      return [{ title: field(block, "title") }, ...inside(block, "blocks")];
    case "details":
      return [{ line: field(block, "summary") }, ...inside(block, "blocks")];
    case "list":
      return budget.list(field(block, "items")).flatMap((item) => pieces(item, budget));
    case "definitions":
      return budget
        .list(field(block, "items"))
        .flatMap((item) => [{ line: field(item, "term") }, ...inside(item, "definition")]);
    case "table":
      return budget
        .list(field(block, "rows"))
        .flatMap((row) => budget.list(row).flatMap((cell) => inside(cell, "content")));
    case "footnotes":
      return budget.list(field(block, "notes")).flatMap((note) => inside(note, "blocks"));
    case "embed": {
      const quote = inside(block, "quote");
      return quote.length > 0 ? quote : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether it is an inline that holds others. @param {unknown} inline */
const content = (inline) => (typeof inline === "object" ? field(inline, "content") : undefined);

/**
 * Text, breaks, pictures, footnotes and formulas, out of their links and spans.
 *
 * @param {unknown} inlines @param {Budget} budget @returns {Generator<unknown, void, void>}
 */
export function* inlineLeaves(inlines, budget) {
  const stack = budget.list(inlines).reverse();
  while (stack.length > 0) {
    const inline = stack.pop();
    const inner = content(inline);
    if (inner === undefined) yield inline;
    else for (const leaf of budget.list(inner).reverse()) stack.push(leaf);
  }
}

/** The bare text of inline content. @param {unknown} inlines @param {Budget} budget */
export function plain(inlines, budget) {
  let out = "";
  for (const leaf of inlineLeaves(inlines, budget)) {
    if (typeof leaf === "string") out += leaf;
    else if (field(leaf, "type") === "break") out += " ";
    else if (field(leaf, "type") === "math") out += text(field(leaf, "text"));
  }
  return out;
}
