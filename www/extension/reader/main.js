// The reader's page: gets the article that its address asks for and shows it; then come the features.

import { byId } from "../shared/dom.js";
import { ready } from "../shared/engine.js";
import { translatePage } from "../shared/i18n.js";
import { load, loadNow, onChange } from "../shared/settings.js";
import leaving from "./features/leaving.js";
import { readPage } from "./from-page.js";
import { note } from "./notes.js";
import { Reader } from "./reader.js";

const isReady = ready();
const reader = new Reader(loadNow());
translatePage();
// Whatever is shown, and while nothing is yet, there is a way back.
leaving(reader);
load().then((settings) => reader.adopt(settings));
onChange((settings) => reader.adopt(settings));

const query = new URLSearchParams(location.search);
reader.source.url = query.get("url") ?? "";

try {
  if (query.has("page")) await readPage(reader, query.get("page") ?? "", isReady);
  else if (query.has("link")) await (await import("./from-link.js")).readLink(reader, isReady);
  else if (query.has("stored")) await (await import("./from-library.js")).readStored(reader, query.get("stored") ?? "");
  else note("closedPage", { url: reader.source.url });
} catch (error) {
  console.error("bodycopy:", error);
  note("failed", { parts: [error instanceof Error ? error.message : String(error)], url: reader.source.url });
}
if (reader.view) {
  const { addFeatures } = await import("./features.js");
  addFeatures(reader);
}
byId("article", HTMLElement).dataset.state = reader.view ? "whole" : "none";
