// The features of the reader, a file each. One adds itself to the reader that it is given; their order is that of the bar.

import appearance from "./features/appearance.js";
import cost from "./features/cost.js";
import exporting from "./features/export.js";
import find from "./features/find.js";
import footnotes from "./features/footnotes.js";
import insideLinks from "./features/inside-links.js";
import keep from "./features/keep.js";
import listen from "./features/listen.js";
import memory from "./features/memory.js";
import outline from "./features/outline.js";
import progress from "./features/progress.js";
import related from "./features/related.js";
import tidy from "./features/tidy.js";
import viewer from "./features/viewer.js";

const FEATURES = [
  outline,
  progress,
  find,
  listen,
  appearance,
  tidy,
  keep,
  exporting,
  related,
  cost,
  viewer,
  footnotes,
  insideLinks,
  memory,
];

/** @param {import("./reader.js").Reader} reader */
export function addFeatures(reader) {
  for (const feature of FEATURES) feature(reader);
}
