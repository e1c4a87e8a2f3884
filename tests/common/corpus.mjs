// The real pages beside the repository, for properties that hold on every page: names of folders in, pages out.
//
// By default one page in many, so that a suite stays short; with ALL_PAGES=1 all of them.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const corpora = new URL("../../../shared/corpus/", import.meta.url);
const sampled = 40;

/** Whether the pages are there. */
export const hasCorpora = existsSync(corpora);

/** @returns {Generator<{ id: string, html: Uint8Array<ArrayBuffer> }>} */
export function* corpusPages() {
  const step = process.env.ALL_PAGES ? 1 : sampled;
  for (const corpus of readdirSync(corpora).sort()) {
    const folder = new URL(`${corpus}/pages/`, corpora);
    if (!existsSync(folder)) continue;
    const names = readdirSync(folder).sort();
    for (let at = 0; at < names.length; at += step) {
      const bytes = readFileSync(new URL(encodeURIComponent(names[at]), folder));
      const html = names[at].endsWith(".gz") ? gunzipSync(bytes) : bytes;
      yield { id: `${corpus}/${names[at]}`, html: new Uint8Array(html) };
    }
  }
}
