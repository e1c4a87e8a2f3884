// What was left out, and the related items.

import { byId, element } from "./screen.js";

/** @typedef {import("bodycopy").Article} Article */

/**
 * @param {HTMLElement} place
 * @param {Article} article
 * @param {Set<number>} restored
 * @param {(id: number) => void} toggle puts a block back, or takes it out again
 */
export function showRemoved(place, { removed, removedMore }, restored, toggle) {
  byId("removed-heading", HTMLElement).textContent = `Left out (${removed.length + removedMore})`;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.block : undefined;
  place.replaceChildren(
    ...removed.map(({ kind, reason, score, text, block, fold }) => {
      const back = restored.has(block.id);
      const button = element(
        "button",
        { type: "button", onclick: () => toggle(block.id) },
        back ? "Leave out" : "Put back",
      );
      button.dataset.block = String(block.id);
      button.setAttribute("aria-label", `${button.textContent}: ${text.slice(0, 80)}`);
      return element(
        "li",
        { className: back ? "restored" : "" },
        element(
          "p",
          { className: "about" },
          element("strong", { className: "chip" }, kind),
          ` ${reason}${fold ? ", unsure" : ""} `,
          element("small", {}, score.toFixed(2)),
        ),
        element("p", { className: "words", dir: "auto" }, text),
        button,
      );
    }),
  );
  if (removed.length === 0) place.append(element("li", { className: "none" }, "Nothing"));
  if (removedMore > 0) place.append(element("li", { className: "none" }, `and ${removedMore} more`));
  // The list is built anew; whoever pressed the button by keyboard stays on it.
  const again = focused && place.querySelector(`[data-block="${focused}"]`);
  if (again instanceof HTMLElement) again.focus();
}

/** @param {HTMLElement} place @param {Article} article */
export function showRelated(place, { related, lang }) {
  byId("related-heading", HTMLElement).textContent = `Related (${related.length})`;
  place.lang = related.length > 0 ? (lang ?? "") : "";
  place.replaceChildren(
    ...related.map(({ title, url, section, date, teaser }) =>
      element(
        "li",
        {},
        element("p", { className: "about" }, [section, date].filter(Boolean).join(" · ")),
        element("p", { dir: "auto" }, linked(title, url)),
        element("p", { className: "words", dir: "auto" }, teaser ?? ""),
      ),
    ),
  );
  if (related.length === 0) place.append(element("li", { className: "none" }, "Nothing"));
}

/** @param {string} title @param {string} url */
function linked(title, url) {
  const safe = /^https?:/i.test(url);
  return safe ? element("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, title) : title;
}
