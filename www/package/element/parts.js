// Names for what stands in the shadow tree, so that a page can style it: `body-copy::part(heading) { … }`.

/** @type {[selector: string, part: string][]} */
const parts = [
  ["h1, h2, h3, h4, h5, h6", "heading"],
  ["p", "paragraph"],
  ["a", "link"],
  ["figure", "figure"],
  ["img", "image"],
  ["video, audio", "media"],
  ["figcaption", "caption"],
  ["blockquote", "quote"],
  ["pre", "code"],
  ["ul, ol", "list"],
  ["table", "table"],
  ["[role=note]", "callout"],
  ["details", "details"],
];

/** @param {DocumentFragment} fragment of one block @param {number} headingLevel that of the article's title */
export function dress(fragment, headingLevel) {
  for (const [selector, part] of parts) {
    for (const element of fragment.querySelectorAll(selector)) element.part.add(part);
  }
  for (const table of fragment.querySelectorAll("table")) {
    // A table wider than the measure scrolls by itself, by keyboard too.
    const scroller = table.ownerDocument.createElement("div");
    scroller.className = "scroller";
    scroller.tabIndex = 0;
    scroller.role = "group";
    table.replaceWith(scroller);
    scroller.append(table);
  }
  for (const code of fragment.querySelectorAll("pre")) code.tabIndex = 0;
  for (const picture of fragment.querySelectorAll("img:not([alt])")) picture.setAttribute("alt", "");
  if (headingLevel === 1) return;
  for (const heading of fragment.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    heading.setAttribute("aria-level", String(Number(heading.localName[1]) + headingLevel - 1));
  }
}
