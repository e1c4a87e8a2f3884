// A progress bar on standard error, where that is a terminal; elsewhere nothing.

const width = 24;
/** Redrawn no more often than this, in milliseconds: drawing must not slow down the work. */
const interval = 100;

export class Progress {
  #stream;
  #total;
  #shown;
  #done = 0;
  #failed = 0;
  #drawn = 0;
  #start = Date.now();

  /** @param {NodeJS.WriteStream} stream @param {number} total how many pages there are */
  constructor(stream, total) {
    this.#stream = stream;
    this.#total = total;
    this.#shown = Boolean(stream.isTTY) && total > 1;
  }

  /** @param {number} done pages finished since the last call @param {number} failed how many of them failed */
  add(done, failed) {
    this.#done += done;
    this.#failed += failed;
    if (Date.now() - this.#drawn >= interval) this.#draw();
  }

  /**
   * Takes the bar away while something else is printed, so that lines do not run into it.
   *
   * @template T
   * @param {() => T} work
   * @returns {T}
   */
  around(work) {
    if (this.#shown && this.#drawn > 0) this.#stream.write("\r\x1b[K");
    const result = work();
    if (this.#drawn > 0) this.#draw();
    return result;
  }

  end() {
    if (!this.#shown) return;
    const seconds = ((Date.now() - this.#start) / 1000).toFixed(1);
    const failed = this.#failed > 0 ? `, ${this.#failed} failed` : "";
    this.#stream.write(`\r\x1b[K${this.#done} pages in ${seconds} s${failed}\n`);
  }

  #draw() {
    if (!this.#shown) return;
    this.#drawn = Date.now();
    const filled = Math.round((this.#done / this.#total) * width);
    const failed = this.#failed > 0 ? `  ${this.#failed} failed` : "";
    this.#stream.write(
      `\r\x1b[K[${"#".repeat(filled)}${".".repeat(width - filled)}] ${this.#done}/${this.#total}${failed}`,
    );
  }
}
