// Keeps the article as it stands on the screen in the library.

import { render } from "bodycopy";
import { icon } from "../../shared/dom.js";
import { t } from "../../shared/i18n.js";
import * as library from "../../shared/library.js";
import { fetched } from "../../shared/pictures.js";
import { addTool } from "../bar.js";

const EMPTY = "M6 4h12v16l-6-4-6 4Z";
const KEPT = "M6 4h12v16l-6-4-6 4ZM9 10l2 2 4-4";

/** Fetching pictures may not take longer, in milliseconds. */
const PATIENCE = 15_000;

/** @param {import("../reader.js").Reader} reader */
export default function keep(reader) {
  const { source } = reader;
  const button = addTool({ id: "keep", label: "keepArticle", path: EMPTY, key: "s", run: () => run() });

  const tell = () => {
    const label = t(source.stored ? "keptAlready" : "keepArticle");
    button.setAttribute("aria-label", label);
    button.title = `${label} (s)`;
    button.setAttribute("aria-pressed", String(source.stored !== null));
    button.replaceChildren(icon(source.stored ? KEPT : EMPTY));
  };
  const run = async () => {
    if (source.stored) {
      location.assign("/library.html");
      return;
    }
    const id = library.idOf(reader.shown, source.url);
    button.disabled = true;
    try {
      await kept(id);
      source.stored = id;
      // Browsers may throw away what is not said to matter. Firefox asks the person, and nothing waits for the answer.
      navigator.storage.persist?.().catch(() => false);
    } catch (error) {
      console.warn("bodycopy:", error);
      const words =
        error instanceof library.NoRoom ? t("noRoom") : t("notKept", error instanceof Error ? error.message : "");
      reader.say(words);
    }
    button.disabled = false;
    tell();
  };
  /** @param {string} id */
  const kept = async (id) => {
    const article = { ...reader.shown, text: render(reader.shown, "text") };
    const pictures = reader.settings.keepPictures ? await fetched(reader.place, AbortSignal.timeout(PATIENCE)) : [];
    try {
      await library.keep(id, article, pictures);
      reader.say(t("kept"));
    } catch (error) {
      if (!(error instanceof library.NoRoom) || pictures.length === 0) throw error;
      await library.keep(id, article);
      reader.say(t("keptNoPictures"));
    }
  };
  library
    .get(library.idOf(reader.shown, source.url))
    .then((old) => {
      source.stored = old?.id ?? null;
      tell();
    })
    .catch((error) => console.warn("bodycopy:", error));
  tell();
}
