// The page that the person was looking at: the background cleaned it while this tab opened.

import { takeArticle, takePage } from "../shared/messages.js";
import { note } from "./notes.js";
import { keep, kept } from "./session.js";

/** @param {import("./reader.js").Reader} reader @param {string} token @param {Promise<void>} ready */
export async function readPage(reader, token, ready) {
  const reading = await takeArticle(token);
  if (!reading) {
    // The tab was reloaded, or restored.
    const session = kept(token);
    if (session) {
      reader.source = session.source;
      reader.show(session.article);
    } else {
      note("gone", { url: reader.source.url });
    }
    await ready;
    return;
  }
  if ("failure" in reading) {
    note("failed", { parts: [reading.failure], url: reader.source.url });
    return;
  }
  const { article, url, loaded, times } = reading;
  performance.mark("answered");
  reader.source = { ...reader.source, kind: "page", url, ownTab: reader.settings.newTab };
  reader.show(article);
  performance.mark("shown");
  tellTimes(times);
  tellVerdict(article, url);
  reader.source.html = takePage(token);
  reader.loaded = loaded;
  keep(token, { article, source: reader.source });
  await ready;
}

/** @param {import("bodycopy").Article} article @param {string} url */
export function tellVerdict(article, url) {
  if (!article.readable) note(article.blocks.length + article.removed.length > 0 ? "notReadable" : "nothing", { url });
  else if (article.accessibleForFree === false) note("paywall", { url });
}

/** For `npm run bench:extension`, and whoever opens the developer tools. @param {import("../shared/messages.js").Read["times"]} times */
function tellTimes({ capture, clean, startedAt }) {
  performance.measure("capture", { start: 0, duration: capture });
  performance.measure("clean", { start: 0, duration: clean });
  performance.measure("show", "answered", "shown");
  performance.measure("click to article", {
    start: 0,
    duration: performance.timeOrigin + performance.now() - startedAt,
  });
}
