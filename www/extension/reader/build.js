// Parts of an article go in; the elements that show them come out, built by `toDOM`: no markup of a page is ever parsed.

import { toDOM } from "bodycopy";
import { element } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { textOf } from "./view.js";

/** @typedef {import("./view.js").Part} Part */

/**
 * All of them at once, so that links from one block to another lead somewhere: a rule after each tells them apart.
 *
 * @param {Part[]} parts
 * @param {import("bodycopy").Article} article
 * @param {(id: number) => void} restore what the button on a folded part does
 */
export function buildParts(parts, article, restore) {
  const blocks = parts.flatMap(({ block }) => [block, RULE]);
  const nodes = toDOM({ ...article, blocks }, document);
  return parts.map((part) => dressed(part, until(nodes, part.block.type === "rule"), restore));
}

/** @type {import("bodycopy").Block} */
const RULE = { id: -1, type: "rule" };

/** What stands before the next rule; that goes. @param {DocumentFragment} nodes @param {boolean} isRule itself */
function until(nodes, isRule) {
  /** @type {Node[]} */
  const found = [];
  if (isRule && nodes.firstChild) found.push(nodes.removeChild(nodes.firstChild));
  while (nodes.firstChild) {
    const node = nodes.removeChild(nodes.firstChild);
    if (node.nodeName === "HR") break;
    found.push(node);
  }
  return found;
}

/** One block while its page arrives. @param {import("bodycopy").Block} block @param {import("bodycopy").Article} article */
export const buildBlock = (block, article) =>
  dressed({ block, state: "kept" }, [toDOM({ ...article, blocks: [block] }, document)], () => {});

/** @param {Part} part @param {Node[]} nodes @param {(id: number) => void} restore */
function dressed({ block, state, removed }, nodes, restore) {
  const part = element("div", { className: `part ${state}` }, ...nodes);
  part.dataset.id = String(block.id);
  part.dataset.type = block.type;
  for (const table of part.querySelectorAll("table, pre")) scrollable(table);
  if (state !== "folded" || !removed) return part;
  const words = textOf(block);
  const summary = element(
    "summary",
    {},
    element("span", { className: "label" }, t("unsure")),
    ` ${words.slice(0, 80)}`,
  );
  const back = element("button", { type: "button", onclick: () => restore(block.id) }, t("putBack"));
  const details = element("details", {}, summary, ...part.childNodes, back);
  part.append(details);
  return part;
}

/** What is wider than the screen scrolls in a box of its own, which the keyboard can reach. @param {Element} wide */
function scrollable(wide) {
  if (wide.parentElement?.closest("table, pre")) return;
  const box = element("div", { className: "wide", tabIndex: 0, role: "group", "aria-label": t("wide") });
  wide.replaceWith(box);
  box.append(wide);
}
