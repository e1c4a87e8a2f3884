// An article of the library, as it was kept, with the pictures that were kept.

import * as library from "../shared/library.js";
import { showKept } from "../shared/pictures.js";
import { note } from "./notes.js";

/** @param {import("./reader.js").Reader} reader @param {string} id */
export async function readStored(reader, id) {
  const kept = await library.get(id);
  if (!kept) return note("gone", { url: reader.source.url });
  const url = kept.article.url ?? kept.article.canonicalUrl ?? "";
  reader.source = { ...reader.source, kind: "library", url, stored: id };
  const pictures = await library.pictures(id);
  reader.addEventListener("view", () => showKept(reader.place, pictures));
  reader.show(kept.article);
}
