// The far side of the worker: requests in, articles out. It calls what "bodycopy" exports and nothing else.

/** @typedef {import("./messages.js").Answer} Answer */
/** @typedef {import("./messages.js").Request} Request */

/**
 * @param {Pick<typeof import("../index.js"), "init" | "extract" | "assess" | "extractStream" | "render" | "restrict">} bodycopy
 * @param {(answer: Answer) => void} post
 * @returns {(request: Request) => void} takes the requests
 */
export function servant(bodycopy, post) {
  /** @type {Promise<void> | undefined} */
  let loading;
  /** Streams that wait for a piece. @type {Map<number, (piece: unknown) => void>} */
  const waiting = new Map();
  const gaveUp = Symbol("gave up");

  /** @param {number} id */
  async function* pieces(id) {
    for (;;) {
      const piece = await new Promise((resolve) => {
        waiting.set(id, resolve);
        post({ id, more: true });
      });
      waiting.delete(id);
      if (piece === null) return;
      if (piece === gaveUp) throw new Error("given up");
      yield piece;
    }
  }

  /** @param {number} id @param {any} options @param {boolean} wantsEvents */
  const stream = (id, options, wantsEvents) =>
    bodycopy.extractStream(pieces(id), {
      ...options,
      // The last event is the answer itself.
      onEvent: wantsEvents ? (event) => event.type !== "article" && post({ id, event }) : undefined,
    });

  /** @param {number} id @param {string} name @param {any} args */
  const answer = (id, name, args) => {
    if (name === "stream") return stream(id, args[0], args[1]);
    if (name === "extract") return bodycopy.extract(args[0], args[1]);
    if (name === "assess") return bodycopy.assess(args[0], args[1]);
    if (name === "render") return bodycopy.render(args[0], args[1]);
    if (name === "restrict") return bodycopy.restrict(args[0], args[1]);
    return undefined;
  };

  return async (request) => {
    if ("wasm" in request) {
      loading = bodycopy.init(/** @type {any} */ (request.wasm));
      // Whoever asks for something is told.
      loading.catch(() => {});
    } else if ("piece" in request) {
      waiting.get(request.id)?.(request.piece);
    } else if ("gaveUp" in request) {
      waiting.get(request.id)?.(gaveUp);
    } else {
      const { id, name, args } = request;
      try {
        loading ??= bodycopy.init();
        await loading;
        post({ id, result: await answer(id, name, args) });
      } catch (error) {
        const { code = "INTERNAL", message = String(error) } = /** @type {any} */ (error);
        post({ id, error: { code, message } });
      }
    }
  };
}
