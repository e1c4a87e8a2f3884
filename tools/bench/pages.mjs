// The pages that the benchmarks read: `*/source.html` in a folder, by default the test pages of Mozilla's Readability.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Obstacle, root } from "../command.mjs";

/**
 * @param {string} [folder]
 * @returns {{ id: string, file: string, url: string }[]}
 */
export function listPages(folder = join(root, "../shared/peer-suites/readability/test-pages")) {
  if (!existsSync(folder)) throw new Obstacle(`There are no pages in ${folder}; name another folder.`);
  const pages = readdirSync(folder)
    .sort()
    .map((id) => ({ id, file: join(folder, id, "source.html"), url: `https://example.org/${id}` }))
    .filter(({ file }) => existsSync(file));
  if (pages.length === 0) throw new Obstacle(`No ${join(folder, "*", "source.html")}.`);
  return pages;
}
