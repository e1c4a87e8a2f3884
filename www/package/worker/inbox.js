// Messages that arrive when they like go in; whoever waits for the next one takes them out in order.

/** @template T */
export class Inbox {
  /** @type {T[]} */
  #messages = [];
  /** @type {{ reason: unknown } | undefined} */
  #failure;
  /** @type {(() => void) | undefined} */
  #wake;

  /** @param {T} message */
  put(message) {
    this.#messages.push(message);
    this.#wake?.();
  }

  /** Nothing more will come: whoever waits is told why, and what has come is forgotten. @param {unknown} reason */
  fail(reason) {
    this.#failure ??= { reason };
    this.#wake?.();
  }

  /** @returns {Promise<T>} */
  async next() {
    for (;;) {
      if (this.#failure) throw this.#failure.reason;
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      await new Promise((resolve) => {
        this.#wake = () => resolve(undefined);
      });
    }
  }
}
