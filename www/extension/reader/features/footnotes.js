// A footnote opens beside its mark, and the reader's place is not lost.

import { element } from "../../shared/dom.js";
import { t } from "../../shared/i18n.js";

/** @param {import("../reader.js").Reader} reader */
export default function footnotes(reader) {
  const pop = element("div", { className: "pop", popover: "auto", id: "footnote", tabIndex: -1 });
  pop.setAttribute("role", "note");
  document.body.append(pop);

  reader.place.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest('a[role="doc-noteref"]') : null;
    if (!(mark instanceof HTMLAnchorElement)) return;
    const note = document.getElementById(mark.hash.slice(1));
    if (!note) return;
    event.preventDefault();
    const copy = /** @type {HTMLElement} */ (note.cloneNode(true));
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    pop.replaceChildren(...copy.childNodes);
    pop.lang = reader.place.lang;
    pop.dir = reader.place.dir;
    pop.setAttribute("aria-label", t("footnote", mark.textContent ?? ""));
    pop.showPopover();
    const { left, bottom, top } = mark.getBoundingClientRect();
    const { width, height } = pop.getBoundingClientRect();
    const above = bottom + height + 8 > window.innerHeight && top > height;
    const x = Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8));
    pop.style.left = `${x + window.scrollX}px`;
    pop.style.top = `${(above ? top - height - 6 : bottom + 6) + window.scrollY}px`;
    pop.focus({ preventScroll: true });
    pop.addEventListener("toggle", () => mark.focus({ preventScroll: true }), { once: true });
  });
}
