// Links to a place in the article lead there without a new entry in the tab's history, so that Back always leads to the page.

/** @param {import("../reader.js").Reader} _reader */
export default function insideLinks(_reader) {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    const place = document.getElementById(decodeURIComponent(link.getAttribute("href")?.slice(1) ?? ""));
    if (place) goTo(place);
  });
}

/** @param {HTMLElement} place */
export function goTo(place) {
  place.scrollIntoView({ behavior: isCalm() ? "instant" : "smooth", block: "start" });
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/** Whether the person asked for less motion. */
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
