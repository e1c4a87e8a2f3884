// Every block of the page where it stood: what was kept, and between it what was left out, each with kind, score and
// reason.

import { element, nodesOf } from "./screen.js";

/** @typedef {import("bodycopy").Article} Article */
/** @typedef {import("bodycopy").Block} Block */

/** @param {HTMLElement} place @param {Article} article as it is shown, `removed` being what it lacks @param {Set<number>} restored */
export function showXray(place, article, restored) {
  const { lang, dir, blocks, scores, removed } = article;
  place.lang = lang ?? "";
  place.dir = dir ?? "auto";
  const body = element("div", { className: "reading xray" });
  let next = 0;
  for (let index = 0; index <= blocks.length; index += 1) {
    for (; next < removed.length && removed[next].at <= index; next += 1) {
      const { block, kind, score, reason, fold } = removed[next];
      if (!restored.has(block.id))
        body.append(part(article, block, kind, score, fold ? `${reason}, unsure` : reason, true));
    }
    if (index < blocks.length) {
      const block = blocks[index];
      const reason = restored.has(block.id) ? "put back by you" : "kept";
      body.append(part(article, block, block.type, scores[index], reason, false));
    }
  }
  place.replaceChildren(body);
}

/** @param {Article} article @param {Block} block @param {string} kind @param {number} score @param {string} reason @param {boolean} isOut */
function part(article, block, kind, score, reason, isOut) {
  const about = element(
    "p",
    { className: "about", lang: "en", dir: "ltr" },
    element("strong", { className: "chip" }, kind),
    element("span", {}, score.toFixed(2)),
    element("span", {}, reason),
  );
  const content = element("div", { className: "content", inert: isOut }, nodesOf(article, block));
  const whole = element("div", { className: isOut ? "block out" : "block" }, about, content);
  whole.style.setProperty("--sure", String(score));
  return whole;
}
