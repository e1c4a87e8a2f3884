// Theme, font, size, line length and line spacing, all remembered.

import { element } from "../../shared/dom.js";
import { number, t } from "../../shared/i18n.js";
import { FONTS, RANGES, THEMES } from "../../shared/settings.js";
import { addTool } from "../bar.js";

/** @typedef {import("../reader.js").Reader} Reader */

/** @param {Reader} reader */
export default function appearance(reader) {
  const panel = element(
    "div",
    {},
    choices(reader, "theme", THEMES),
    choices(reader, "font", FONTS),
    range(reader, "size", (value) => `${value} px`),
    range(reader, "measure", (value) => `${value}`),
    range(reader, "lineHeight", (value) => number(value, { maximumFractionDigits: 1 })),
  );
  addTool({
    id: "appearance",
    label: "appearance",
    path: "M3 18 8 6l5 12M4.5 14.5h7M14 18l3.5-8 3.5 8M15 16h5",
    key: "a",
    panel,
  });
}

/** @param {Reader} reader @param {"theme" | "font"} name @param {readonly string[]} values */
function choices(reader, name, values) {
  const row = element("div", { className: "choices" });
  for (const value of values) {
    const input = element("input", { type: "radio", name, value });
    input.addEventListener("change", () => reader.choose({ [name]: value }));
    row.append(element("label", {}, input, t(`${name}_${value}`)));
  }
  const mark = () => {
    for (const input of row.querySelectorAll("input")) input.checked = input.value === reader.settings[name];
  };
  reader.addEventListener("settings", mark);
  mark();
  return element("fieldset", {}, element("legend", {}, t(name)), row);
}

/**
 * A slider for a setting that is a number.
 *
 * @param {Reader} reader @param {keyof typeof RANGES} name @param {(value: number) => string} shown
 */
export function range(reader, name, shown) {
  const { min, max, step } = RANGES[name];
  const input = element("input", { type: "range", id: `set-${name}` });
  Object.assign(input, { min, max, step });
  const output = element("output", {});
  const mark = () => {
    input.value = String(reader.settings[name]);
    output.textContent = shown(reader.settings[name]);
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => reader.choose({ [name]: input.valueAsNumber }));
  reader.addEventListener("settings", mark);
  mark();
  const label = element("label", { htmlFor: input.id }, t(name));
  return element("div", { className: "range" }, label, output, input);
}
