// The headings of the article as a list that leads to them.

import { element } from "../../shared/dom.js";
import { addTool } from "../bar.js";
import { goTo } from "./inside-links.js";

/** @param {import("../reader.js").Reader} reader */
export default function outline(reader) {
  const list = element("ul", { className: "outline" });
  const panel = element("div", {}, list);
  const button = addTool({ id: "outline", label: "outline", path: "M4 6h16M8 12h12M12 18h8", key: "o", panel });

  const headings = () =>
    /** @type {HTMLElement[]} */ ([...reader.place.querySelectorAll(":scope > .part > :is(h1, h2, h3, h4, h5, h6)")]);

  const fill = () => {
    const found = headings();
    button.hidden = found.length < 2;
    const top = Math.min(...found.map((heading) => Number(heading.localName.slice(1))));
    list.replaceChildren(
      ...found.map((heading) => {
        const link = element("a", { href: `#${heading.id}` }, heading.textContent ?? "");
        link.style.paddingInlineStart = `${0.5 + Number(heading.localName.slice(1)) - top}rem`;
        link.addEventListener("click", (event) => {
          event.preventDefault();
          panel.hidePopover();
          goTo(heading);
        });
        return element("li", { dir: reader.place.dir, lang: reader.place.lang }, link);
      }),
    );
  };
  panel.addEventListener("beforetoggle", () => {
    const found = headings();
    const past = found.filter((heading) => heading.getBoundingClientRect().top < 120).length;
    for (const [at, link] of [...list.querySelectorAll("a")].entries()) {
      if (at === Math.max(0, past - 1)) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  });
  reader.addEventListener("view", fill);
  fill();
}
