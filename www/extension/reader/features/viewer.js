// A picture of the article alone on the screen, with what is said about it, and the others by the arrow keys.

import { element, icon } from "../../shared/dom.js";
import { t } from "../../shared/i18n.js";

/** @param {import("../reader.js").Reader} reader */
export default function viewer(reader) {
  const picture = element("img", {});
  const text = element("p", { className: "text" });
  const place = element("output", {});
  const button = (/** @type {string} */ label, /** @type {string} */ path, /** @type {() => void} */ run) =>
    element("button", { type: "button", title: t(label), "aria-label": t(label), onclick: run }, icon(path));
  const stage = element("div", { className: "stage", tabIndex: 0, role: "group", "aria-label": t("viewer") }, picture);
  const dialog = element(
    "dialog",
    { className: "viewer", "aria-label": t("viewer") },
    element(
      "div",
      { className: "tools" },
      button("previous", "M15 5 8 12l7 7", () => step(-1)),
      button("next", "M9 5l7 7-7 7", () => step(1)),
      place,
      button("actualSize", "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", () => dialog.classList.toggle("large")),
      button("close", "M6 6l12 12M18 6 6 18", () => dialog.close()),
    ),
    stage,
    text,
  );
  document.body.append(dialog);

  let at = 0;
  const pictures = () => /** @type {HTMLImageElement[]} */ ([...reader.place.querySelectorAll("img[data-viewable]")]);

  /** @param {HTMLImageElement} shown */
  const show = (shown) => {
    const all = pictures();
    at = all.indexOf(shown);
    dialog.classList.remove("large");
    picture.srcset = shown.srcset;
    picture.sizes = "100vw";
    picture.src = shown.src;
    picture.alt = shown.alt;
    picture.referrerPolicy = "no-referrer";
    text.textContent = shown.closest("figure")?.querySelector("figcaption")?.textContent ?? shown.alt;
    text.dir = "auto";
    place.textContent = t("pictureOf", at + 1, all.length);
    if (!dialog.open) dialog.showModal();
  };
  /** @param {number} way */
  const step = (way) => {
    const all = pictures();
    if (all.length > 0) show(all[(at + way + all.length) % all.length]);
  };
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  dialog.addEventListener("close", () => pictures()[at]?.focus({ preventScroll: true }));

  const prepare = () => {
    for (const image of reader.place.querySelectorAll("img")) {
      // A picture that is a link leads where it leads, save to the picture itself.
      const link = image.closest("a");
      if (link && !/\.(?:avif|gif|jpe?g|png|webp)(?:$|[?#])/i.test(link.href)) continue;
      image.dataset.viewable = "";
      image.tabIndex = 0;
      image.setAttribute("role", "button");
      image.setAttribute("aria-label", t("enlarge", image.alt));
    }
  };
  reader.place.addEventListener("click", (event) => {
    const image = event.target;
    if (!(image instanceof HTMLImageElement) || !("viewable" in image.dataset)) return;
    event.preventDefault();
    show(image);
  });
  reader.place.addEventListener("keydown", (event) => {
    const image = event.target;
    if (!(image instanceof HTMLImageElement) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    show(image);
  });
  reader.addEventListener("view", prepare);
  prepare();
}
