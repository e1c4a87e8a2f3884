// Find in the article: capitals and, where none are typed, accents do not matter.

import { byId, element, icon } from "../../shared/dom.js";
import { folded } from "../../shared/fold.js";
import { number, t } from "../../shared/i18n.js";
import { addTool } from "../bar.js";
import { mark, TextOf } from "../text-ranges.js";
import { isCalm } from "./inside-links.js";

/** Places that are marked at most. */
const MOST = 2000;

/** @param {import("../reader.js").Reader} reader */
export default function find(reader) {
  const field = element("input", { type: "search", "aria-label": t("findText"), placeholder: t("findText") });
  const count = element("output", { "aria-live": "polite" });
  const button = (/** @type {string} */ label, /** @type {string} */ path, /** @type {() => void} */ run) =>
    element("button", { type: "button", title: t(label), "aria-label": t(label), onclick: run }, icon(path));
  const box = element(
    "div",
    { id: "find", hidden: true, role: "search" },
    field,
    count,
    button("previous", "M6 15l6-6 6 6", () => step(-1)),
    button("next", "M6 9l6 6 6-6", () => step(1)),
    button("close", "M6 6l12 12M18 6 6 18", () => close()),
  );
  byId("bar", HTMLElement).after(box);
  const tool = addTool({
    id: "find",
    label: "find",
    path: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM16 16l4.5 4.5",
    key: "/",
    run: () => (box.hidden ? open() : close()),
  });
  tool.setAttribute("aria-expanded", "false");

  /** @type {Range[]} */
  let found = [];
  let at = 0;

  const open = () => {
    box.hidden = false;
    tool.setAttribute("aria-expanded", "true");
    field.focus();
    field.select();
    search();
  };
  const close = () => {
    box.hidden = true;
    tool.setAttribute("aria-expanded", "false");
    for (const name of ["found", "found-now"]) mark(name, []);
    tool.focus({ preventScroll: true });
  };
  const search = () => {
    found = box.hidden ? [] : places(reader.place, field.value);
    at = 0;
    mark("found", found);
    step(0);
  };
  /** @param {number} way */
  const step = (way) => {
    const range = found.length > 0 ? found[(at + way + found.length) % found.length] : undefined;
    at = range ? found.indexOf(range) : 0;
    mark("found-now", range ? [range] : []);
    if (range) show(range);
    if (field.value.trim() === "") count.textContent = "";
    else count.textContent = range ? t("findCount", number(at + 1), number(found.length)) : t("findNone");
  };
  field.addEventListener("input", search);
  reader.addEventListener("view", search);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === field) step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** @param {Range} range */
export function show(range) {
  const { top, bottom } = range.getBoundingClientRect();
  if (top > 80 && bottom < window.innerHeight - 40) return;
  window.scrollBy({ top: top - window.innerHeight / 3, behavior: isCalm() ? "instant" : "smooth" });
}

/** @param {HTMLElement} place @param {string} words @returns {Range[]} */
function places(place, words) {
  const wanted = folded(words.trim(), words).text;
  if (wanted === "") return [];
  /** @type {Range[]} */
  const found = [];
  for (const part of place.querySelectorAll(":scope > header > *, :scope > .part")) {
    const whole = new TextOf(part);
    const { text, origin } = folded(whole.text, words);
    for (let start = text.indexOf(wanted); start >= 0; start = text.indexOf(wanted, start + wanted.length)) {
      found.push(whole.range(origin[start], origin[start + wanted.length]));
      if (found.length >= MOST) return found;
    }
  }
  return found;
}
