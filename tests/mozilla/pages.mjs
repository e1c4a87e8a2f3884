// The pages of Mozilla's suite, which lie beside the repository.

import { existsSync, readdirSync, readFileSync } from "node:fs";

const place = new URL("../../../shared/peer-suites/readability/", import.meta.url);

/** Where the suite lies; undefined if it does not. */
export const folder = existsSync(place) ? place : undefined;

/** @typedef {{ name: string, source: string, bytes: Uint8Array, expectedContent: string, expectedMetadata: Record<string, any> }} MozillaPage */

/** @type {MozillaPage[] | undefined} */
let all;

/** @returns {MozillaPage[]} in the order of their names; none without the suite */
export function pages() {
  if (!folder) return [];
  all ??= readdirSync(new URL("test-pages/", folder))
    .sort()
    .map((name) => {
      const read = (/** @type {string} */ file) => readFileSync(new URL(`test-pages/${name}/${file}`, folder));
      return {
        name,
        bytes: read("source.html"),
        source: read("source.html").toString().trim(),
        expectedContent: read("expected.html").toString().trim(),
        expectedMetadata: JSON.parse(read("expected-metadata.json").toString()),
      };
    });
  return all;
}
