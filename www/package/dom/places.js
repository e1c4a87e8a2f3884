// The places in an article that something can point to: headings and footnotes. The same as src/output/anchors.rs.

import { checkedAnchor, field } from "./checks.js";
import { ID_PREFIX } from "./phrasing.js";
import { everything } from "./walk.js";

/** The places of one article, gathered before anything is made, so that no link points to nothing. */
export class Places {
  /** @type {Set<string>} */
  headings = new Set();
  /** The number of each footnote, from 1 on. @type {Map<string, number>} */
  notes = new Map();
  /** @type {Set<string>} */
  #ids = new Set();

  /** @param {unknown} blocks @param {import("./walk.js").Budget} budget */
  constructor(blocks, budget) {
    let number = 0;
    for (const piece of everything(blocks, budget)) {
      if (!("block" in piece)) continue;
      const type = field(piece.block, "type");
      if (type === "heading") {
        const anchor = checkedAnchor(field(piece.block, "anchor"));
        if (anchor !== undefined) this.headings.add(anchor);
      } else if (type === "footnotes") {
        for (const note of budget.list(field(piece.block, "notes"))) {
          number += 1;
          const anchor = checkedAnchor(field(note, "ref"));
          if (anchor !== undefined && !this.notes.has(anchor)) this.notes.set(anchor, number);
        }
      }
    }
  }

  /** The `id` of a place, unless that id is taken. @param {string} kind @param {string | undefined} anchor */
  id(kind, anchor) {
    const id = `${ID_PREFIX}${kind}${anchor}`;
    if (anchor === undefined || this.#ids.has(id)) return undefined;
    this.#ids.add(id);
    return id;
  }

  /** @param {string} kind @param {string} anchor */
  hasId(kind, anchor) {
    return this.#ids.has(`${ID_PREFIX}${kind}${anchor}`);
  }
}
