// Looks at a page's bytes while they pass, and counts what a browser would have loaded with it: scripts, style sheets,
// pictures, frames. Its own tokenizer would be the third one to read them, so it looks for tags only.

/** What a file of each kind weighs, about, in bytes: bytes over requests on
 * the median desktop page (HTTP Archive, Web Almanac 2024, Page Weight); a frame counts as one more document. */
const WEIGHTS = { scripts: 25_500, styles: 9_800, pictures: 58_500, frames: 18_000 };

/** @typedef {keyof typeof WEIGHTS} FileKind */

/** @type {[FileKind, RegExp][]} */
const TAGS = [
  ["scripts", /<script\b[^>]*?\ssrc\s*=/gi],
  ["styles", /<link\b[^>]*?\brel\s*=\s*["']?stylesheet\b/gi],
  ["pictures", /<img\b[^>]*?\s(?:data-)?src(?:set)?\s*=/gi],
  ["frames", /<iframe\b[^>]*?\s(?:data-)?src\s*=/gi],
];

/** A tag that is longer than this, and cut by two chunks, may be missed. */
const OVERLAP = 2000;

export class Tap {
  bytes = 0;
  /** @type {Record<FileKind, number>} */
  files = { scripts: 0, styles: 0, pictures: 0, frames: 0 };
  /** @type {Uint8Array[]} */
  #chunks = [];
  #first = 0;
  #decoder = new TextDecoder("latin1");
  #rest = "";

  /** @type {TransformStream<Uint8Array, Uint8Array>} */
  stream = new TransformStream({
    start: () => {
      this.#first = performance.now();
    },
    transform: (chunk, out) => {
      this.bytes += chunk.length;
      this.#chunks.push(chunk);
      this.#count(this.#decoder.decode(chunk));
      out.enqueue(chunk);
    },
  });

  /** Tags are ASCII in every charset that the web has, so any decoder will do. @param {string} text */
  #count(text) {
    const seen = this.#rest + text;
    const end = seen.lastIndexOf(">") + 1;
    for (const [kind, tag] of TAGS) this.files[kind] += seen.slice(0, end).match(tag)?.length ?? 0;
    this.#rest = seen.slice(end).slice(-OVERLAP);
  }

  /** The page as text, for what is looked up in it later. */
  html() {
    return new TextDecoder().decode(new Uint8Array(this.#joined()));
  }

  #joined() {
    const all = new Uint8Array(this.bytes);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  /** @returns {{ bytes: number, files: Record<FileKind, number>, savedBytes: number, savedTime: number }} of what was not
   *   loaded: about, at the speed at which the page itself came */
  saved() {
    const kinds = /** @type {FileKind[]} */ (Object.keys(WEIGHTS));
    const savedBytes = kinds.reduce((sum, kind) => sum + this.files[kind] * WEIGHTS[kind], 0);
    const took = Math.max(1, performance.now() - this.#first);
    return {
      bytes: this.bytes,
      files: this.files,
      savedBytes,
      savedTime: (savedBytes / Math.max(1, this.bytes)) * took,
    };
  }
}
