// The page that the person was looking at: taken from the background, cleaned here.

import { extract } from "bodycopy";
import { takeCapture } from "../shared/messages.js";
import { optionsFor } from "../shared/sites.js";
import { note } from "./notes.js";
import { keep, kept } from "./session.js";

/** @param {import("./reader.js").Reader} reader @param {string} token @param {Promise<void>} ready */
export async function readPage(reader, token, ready) {
  const [capture, options] = await Promise.all([
    takeCapture(token),
    optionsFor(reader.source.url, reader.settings),
    ready,
  ]);
  if (!capture) {
    // The tab was reloaded, or restored.
    const session = kept(token);
    if (session) {
      reader.source = session.source;
      reader.show(session.article);
    } else {
      note("gone", { url: reader.source.url });
    }
    return;
  }
  performance.mark("captured");
  const { html, url } = capture;
  const article = extract(html, { url, ...options });
  performance.mark("cleaned");
  reader.source = { ...reader.source, kind: "page", url, html, ownTab: reader.settings.newTab };
  reader.show(article);
  performance.mark("shown");
  tellTimes(capture);
  tellVerdict(article, url);
  reader.loaded = { ...capture.loaded };
  keep(token, { article, source: reader.source });
}

/** @param {import("bodycopy").Article} article @param {string} url */
export function tellVerdict(article, url) {
  if (!article.readable) note(article.blocks.length + article.removed.length > 0 ? "notReadable" : "nothing", { url });
  else if (article.accessibleForFree === false) note("paywall", { url });
}

/** For `npm run bench:extension`, and whoever opens the developer tools. @param {import("../shared/messages.js").Capture} capture */
function tellTimes({ took, startedAt }) {
  performance.measure("capture", { start: 0, duration: took });
  performance.measure("clean", "captured", "cleaned");
  performance.measure("show", "cleaned", "shown");
  performance.measure("click to article", {
    start: 0,
    duration: performance.timeOrigin + performance.now() - startedAt,
  });
}
