// The pages that the benchmarks read: `*/source.html` in a folder, by default the test pages of Mozilla's Readability; and the
// files of the corpora beside the repository.

import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from "node:fs";
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

/**
 * Pages of the corpora by their size.
 *
 * @param {number} least bytes, unpacked
 * @param {number} most
 * @returns {string[]} files, some of them packed; none if the corpora are not there
 */
export function corpusFiles(least, most, folder = join(root, "../shared/corpus")) {
  if (!existsSync(folder)) return [];
  const pages = readdirSync(folder)
    .sort()
    .map((corpus) => join(folder, corpus, "pages"));
  const files = pages.filter(existsSync).flatMap((path) =>
    readdirSync(path)
      .sort()
      .map((name) => join(path, name)),
  );
  return files.filter((file) => {
    const size = unpackedSize(file);
    return size >= least && size <= most;
  });
}

/** Bytes of a file; of a packed one those that it unpacks to, which its last four bytes say (RFC 1952). @param {string} file */
function unpackedSize(file) {
  const { size } = statSync(file);
  if (!file.endsWith(".gz")) return size;
  const end = Buffer.alloc(4);
  const handle = openSync(file, "r");
  readSync(handle, end, 0, 4, Math.max(0, size - 4));
  closeSync(handle);
  return end.readUInt32LE();
}
