// A link that the person wants to read without opening it: fetched here, shown while it arrives. None of the page's scripts
// run, and nothing of it loads but the pictures that the article shows.

import { articleEvents } from "bodycopy";
import { browser } from "../shared/browser.js";
import { t } from "../shared/i18n.js";
import { optionsFor } from "../shared/sites.js";
import { tellVerdict } from "./from-page.js";
import { hostOf, isWeb } from "./head.js";
import { clearNote, note } from "./notes.js";
import { keep, kept } from "./session.js";
import { Tap } from "./tap.js";

/** @param {import("./reader.js").Reader} reader @param {Promise<void>} ready */
export async function readLink(reader, ready) {
  await ready;
  const { url } = reader.source;
  reader.source = { ...reader.source, kind: "link", ownTab: true };
  const session = kept(url);
  if (session) {
    reader.source = session.source;
    reader.show(session.article);
    return;
  }
  if (!isWeb(url)) {
    note("closedPage", { url });
    return;
  }
  if (!(await isAllowed(url))) await allowed(url);
  await read(reader);
}

/** The pattern of a site's addresses; ports do not count in it. @param {string} url */
function originOf(url) {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}

/** @param {string} url */
const isAllowed = (url) => browser.permissions.contains({ origins: [originOf(url)] });

/** Asks; browsers want a click for that. @param {string} url @returns {Promise<void>} when it is allowed */
function allowed(url) {
  const site = hostOf(url);
  return new Promise((resolve) => {
    const ask = async (/** @type {string[]} */ origins) => {
      if (await browser.permissions.request({ origins })) resolve();
      else note("denied", { url, actions });
    };
    const actions = [
      { label: t("allowSite", site), run: () => ask([originOf(url)]) },
      { label: t("allowAll"), run: () => ask(["http://*/*", "https://*/*"]) },
    ];
    note("askSite", { parts: [site], url, actions });
  });
}

/** @param {import("./reader.js").Reader} reader */
async function read(reader) {
  const { url } = reader.source;
  const again = [{ label: t("tryAgain"), run: () => location.reload() }];
  note("fetching", { url });
  const begun = performance.now();
  const leaving = new AbortController();
  addEventListener("pagehide", () => leaving.abort(), { once: true });
  /** @type {Response} */
  let response;
  try {
    response = await fetch(url, {
      credentials: "include",
      referrerPolicy: "no-referrer",
      signal: leaving.signal,
      headers: { accept: "text/html,application/xhtml+xml,text/plain;q=0.8" },
    });
  } catch (error) {
    console.warn("bodycopy:", error);
    note("unreachable", { url, actions: again });
    return;
  }
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok) return note("status", { parts: [response.status], url, actions: again });
  if (type && !/html|text\/plain/i.test(type)) return note("noPage", { parts: [type.split(";")[0]], url });

  const tap = new Tap();
  const page = response.url || url;
  reader.source.url = page;
  const options = { ...(await optionsFor(page, reader.settings)), url: page, contentType: type || undefined };
  const stream = response.body?.pipeThrough(tap.stream) ?? new Blob([]).stream();
  let isShown = false;
  for await (const event of articleEvents(stream, options)) {
    if (event.type === "metadata") {
      reader.begin(/** @type {import("bodycopy").Article} */ ({ ...EMPTY, ...event.metadata }));
    } else if (event.type === "block") {
      if (!isShown) clearNote();
      isShown = true;
      reader.insert(event);
    } else if (event.type === "retract") {
      reader.retract(event.id);
    } else {
      clearNote();
      const { article } = event;
      reader.source.html = tap.html();
      reader.show(article);
      tellVerdict(article, page);
      reader.saved = { ...tap.saved(), time: performance.now() - begun };
      keep(url, { article, source: reader.source });
    }
  }
}

/** What is shown of an article of which nothing is known yet. */
const EMPTY = { version: 1, title: "", section: [], authors: [], blocks: [], scores: [], related: [], removed: [] };
