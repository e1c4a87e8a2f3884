// The features of the reader, a file each. One adds itself to the reader that it is given.

import leaving from "./features/leaving.js";

/** @param {import("./reader.js").Reader} reader */
export function addFeatures(reader) {
  for (const feature of [leaving]) feature(reader);
}
