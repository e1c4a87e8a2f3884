// What is shown and what is not: the strictness, parts hidden by hand, and the list of what was left out, with the reason.

import { element } from "../../shared/dom.js";
import { number, t } from "../../shared/i18n.js";
import { addTool } from "../bar.js";
import { BY_HAND, textOf } from "../view.js";
import { range } from "./appearance.js";

/** @param {import("../reader.js").Reader} reader */
export default function tidy(reader) {
  const slider = range(reader, "strictness", (value) => number(value, { style: "percent" }));
  slider.append(element("small", {}, t("keepMore")), element("small", {}, t("keepLess")));
  let strictness = reader.settings.strictness;
  reader.addEventListener("settings", () => {
    if (reader.settings.strictness === strictness) return;
    strictness = reader.settings.strictness;
    reader.restrict(strictness);
  });

  const edit = element("button", { type: "button", "aria-pressed": "false" }, t("editBlocks"));
  edit.addEventListener("click", () => {
    const isEditing = document.body.classList.toggle("editing");
    edit.setAttribute("aria-pressed", String(isEditing));
    edit.textContent = t(isEditing ? "doneEditing" : "editBlocks");
    panel.hidePopover();
    offerHiding();
  });
  const panel = element("div", {}, slider, edit);
  addTool({
    id: "tidy",
    label: "tidy",
    path: "M4 6h10M18 6h2M4 12h2M10 12h10M4 18h8M16 18h4M16 4v4M8 10v4M14 16v4",
    key: "t",
    panel,
  });

  const offerHiding = () => {
    for (const button of reader.place.querySelectorAll(".hide")) button.remove();
    if (!document.body.classList.contains("editing")) return;
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (reader.place.querySelectorAll(":scope > .part"))) {
      const label = t("hideThis", part.textContent?.trim().slice(0, 60) ?? "");
      const run = () => reader.hide(Number(part.dataset.id));
      part.append(
        element("button", { type: "button", className: "hide", "aria-label": label, onclick: run }, t("hide")),
      );
    }
  };

  const summary = element("summary", {});
  const list = element("ul", {});
  const box = element("details", { id: "left-out" }, summary, list);
  reader.after.append(box);

  const fill = () => {
    const left = reader.view?.left ?? [];
    const more = reader.article?.removedMore ?? 0;
    summary.textContent = t("leftOut", left.length + more);
    const { lang, dir } = reader.place;
    list.replaceChildren(
      ...left.map(({ kind, reason, text, block }) => {
        // The reasons are the library's own words.
        const why = reason !== BY_HAND && element("span", { lang: "en" }, reason);
        const words = text || textOf(block);
        const back = () => {
          reader.restore(block.id);
          reader.partOf(block.id)?.scrollIntoView({ block: "center", behavior: "instant" });
        };
        const label = t("putBackThis", words.slice(0, 60));
        return element(
          "li",
          {},
          element(
            "p",
            { className: "about" },
            element("span", { className: "label" }, t(reason === BY_HAND ? "byHand" : `kind_${kind}`)),
            " ",
            why,
          ),
          element("p", { className: "words", lang, dir }, words),
          element("button", { type: "button", "aria-label": label, onclick: back }, t("putBack")),
        );
      }),
    );
    if (left.length === 0) list.append(element("li", {}, t("nothingLeftOut")));
    if (more > 0) list.append(element("li", {}, t("andMore", more)));
    offerHiding();
  };
  reader.addEventListener("view", fill);
  fill();
}
