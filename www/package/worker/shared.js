// The functions of `bodycopy/worker`: one worker for all who do not make their own, started by the first call.

/** @param {typeof import("./index.js").BodycopyWorker} BodycopyWorker */
export function shared(BodycopyWorker) {
  /** @type {import("./index.js").BodycopyWorker | undefined} */
  let worker;
  const ours = () => (worker ??= new BodycopyWorker());
  return {
    /** @type {typeof import("./index.js").extract} */
    extract: (html, options) => ours().extract(html, options),
    /** @type {typeof import("./index.js").extractStream} */
    extractStream: (source, options) => ours().extractStream(source, options),
    /** @type {typeof import("./index.js").articleEvents} */
    articleEvents: (source, options) => ours().articleEvents(source, options),
    /** @type {typeof import("./index.js").assess} */
    assess: (prefixOrPage, options) => ours().assess(prefixOrPage, options),
    /** @type {typeof import("./index.js").render} */
    render: (article, format) => ours().render(article, format),
    /** @type {typeof import("./index.js").restrict} */
    restrict: (article, strictness) => ours().restrict(article, strictness),
    /** @type {typeof import("./index.js").ready} */
    ready: () => ours().ready(),
    terminate: () => worker?.terminate(),
  };
}
