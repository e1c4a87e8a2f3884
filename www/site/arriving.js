// A page as it arrives, in slow motion: its bytes are given to `articleEvents` bit by bit, and each event is shown as it
// comes. What is taken back is struck out before it goes.

import { articleEvents } from "bodycopy";
import { element, nodesOf } from "./screen.js";

/** Pieces that a page is cut into, whatever its size. */
const pieces = 120;

/** @typedef {import("./sources.js").Page} Page */

/** Plays a page into a place. Starting another one stops it. */
export class Arrival {
  #signal = new AbortController();
  #isPaused = false;

  /** @param {HTMLElement} place @param {Page} page */
  show(place, page) {
    this.stop();
    const bytes = typeof page.content === "string" ? new TextEncoder().encode(page.content) : page.content;
    const progress = element("progress", { max: bytes.length, value: 0, ariaLabel: "Bytes that have arrived" });
    const button = element("button", { type: "button" }, "Pause");
    const speed = element(
      "select",
      { ariaLabel: "Speed" },
      element("option", { value: "30" }, "fast"),
      element("option", { value: "90", selected: true }, "slow"),
      element("option", { value: "300" }, "very slow"),
    );
    const count = element("output", {}, "");
    const heading = element("h1");
    const body = element("div", { className: "reading arriving" }, heading);
    place.replaceChildren(element("div", { className: "player" }, button, progress, speed, count), body);

    const signal = new AbortController();
    this.#signal = signal;
    this.#isPaused = false;
    button.onclick = () => {
      if (signal.signal.aborted) return this.show(place, page);
      this.#isPaused = !this.#isPaused;
      button.textContent = this.#isPaused ? "Go on" : "Pause";
    };

    const isPaused = () => this.#isPaused;
    async function* arriving() {
      const size = Math.ceil(bytes.length / pieces);
      for (let at = 0; at < bytes.length; at += size) {
        do await new Promise((resolve) => setTimeout(resolve, Number(speed.value)));
        while (isPaused());
        signal.signal.throwIfAborted();
        progress.value = Math.min(at + size, bytes.length);
        yield bytes.subarray(at, at + size);
      }
    }
    this.#play(arriving(), page, { place, heading, count, progress }, signal.signal)
      .then(() => {
        signal.abort();
        button.textContent = "Play again";
      })
      .catch((error) => {
        if (!signal.signal.aborted) count.value = String(error.message ?? error);
      });
  }

  stop() {
    this.#signal.abort();
  }

  /**
   * @param {AsyncIterable<Uint8Array>} source @param {Page} page
   * @param {{ place: HTMLElement, heading: HTMLElement, count: HTMLOutputElement, progress: HTMLProgressElement }} screen
   * @param {AbortSignal} signal
   */
  async #play(source, { url, contentType }, { place, heading, count, progress }, signal) {
    /** @type {Map<number, HTMLElement>} */
    const blocks = new Map();
    let announced = 0;
    let retracted = 0;
    /** @type {number | undefined} */
    let first;
    for await (const event of articleEvents(source, {
      url,
      contentType: contentType ?? "text/html;charset=utf-8",
      signal,
    })) {
      const share = progress.value / progress.max;
      if (event.type === "metadata") {
        const { title, lang, dir } = event.metadata;
        heading.textContent = title ?? "";
        place.lang = lang ?? "";
        place.dir = dir ?? "auto";
      } else if (event.type === "block") {
        announced += 1;
        first ??= share;
        const part = element("div", { className: "block" }, nodesOf({ blocks: [] }, event.block));
        const before = event.after === null ? undefined : blocks.get(event.after);
        (before ?? heading).after(part);
        blocks.set(event.id, part);
      } else if (event.type === "retract") {
        retracted += 1;
        const part = blocks.get(event.id);
        blocks.delete(event.id);
        part?.classList.add("gone");
        setTimeout(() => part?.remove(), 900);
      }
      const begun = first === undefined ? "" : `, the first after ${Math.round(first * 100)} % of the page`;
      count.value = `${announced} blocks announced${begun}; ${retracted} taken back.`;
    }
  }
}
