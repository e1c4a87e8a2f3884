// What reading cost, and what it saved: bytes, requests, time.

import { element } from "../../shared/dom.js";
import { bytes, number, seconds, t } from "../../shared/i18n.js";

/** @param {import("../reader.js").Reader} reader */
export default function cost(reader) {
  const words = wordsFor(reader);
  if (!words) return;
  const heading = element("h2", {}, t("cost"));
  reader.after.append(
    element("section", { id: "cost", "aria-label": t("cost") }, heading, element("p", { className: "about" }, words)),
  );
}

/** @param {import("../reader.js").Reader} reader */
function wordsFor({ saved, loaded }) {
  if (saved) {
    const kinds = Object.entries(saved.files).filter(([, count]) => count > 0);
    const listed = kinds.map(([kind, count]) => t(kind, number(count))).join(", ");
    const files = kinds.reduce((sum, [, count]) => sum + count, 0);
    if (files === 0) return t("savedNothing", bytes(saved.bytes), seconds(saved.time));
    const parts = [
      bytes(saved.bytes),
      seconds(saved.time),
      number(files),
      listed,
      bytes(saved.savedBytes),
      seconds(saved.savedTime),
    ];
    return t("savedLink", ...parts);
  }
  return loaded ? t("savedPage", number(loaded.requests), bytes(loaded.bytes), seconds(loaded.time)) : "";
}
