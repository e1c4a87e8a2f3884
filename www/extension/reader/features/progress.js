// How much is read, as a line at the top, and about how many minutes are left.

import { byId, element } from "../../shared/dom.js";
import { minutes, t } from "../../shared/i18n.js";

/** @param {import("../reader.js").Reader} reader */
export default function progress(reader) {
  const line = byId("progress", HTMLElement);
  const left = element("span", { className: "left" });
  byId("bar", HTMLElement).append(element("span", { className: "space" }), left);
  let isAsked = false;

  const tell = () => {
    isAsked = false;
    const { top, height } = reader.place.getBoundingClientRect();
    const way = top + window.scrollY + height - window.innerHeight;
    const read = way <= 0 ? 1 : Math.min(1, Math.max(0, window.scrollY / way));
    line.style.setProperty("--read", String(read));
    line.setAttribute("aria-valuenow", String(Math.round(read * 100)));
    const rest = Math.ceil((reader.article?.readingMinutes ?? 0) * (1 - read));
    const words = rest === 0 ? t("readAll") : t("timeLeft", minutes(rest));
    if (left.textContent !== words) left.textContent = words;
  };
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(tell);
  };
  window.addEventListener("scroll", ask, { passive: true });
  window.addEventListener("resize", ask, { passive: true });
  for (const event of ["view", "settings"]) reader.addEventListener(event, ask);
  ask();
}
