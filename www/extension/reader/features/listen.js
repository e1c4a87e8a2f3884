// Reads the article aloud with the browser's voices, sentence by sentence, and marks the one that is spoken.

import { element, icon } from "../../shared/dom.js";
import { number, t } from "../../shared/i18n.js";
import { addTool } from "../bar.js";
import { mark, TextOf } from "../text-ranges.js";
import { range as slider } from "./appearance.js";
import { show } from "./find.js";

const PLAY = "M7 5v14l12-7Z";
const PAUSE = "M8 5v14M16 5v14";

/** @param {import("../reader.js").Reader} reader */
export default function listen(reader) {
  if (!("speechSynthesis" in window)) return;
  const start = element("button", { type: "button", id: "listen-start" });
  const stop = element("button", { type: "button", onclick: () => end() }, icon("M6 6h12v12H6Z"), t("listenStop"));
  const voice = element("select", { id: "listen-voice" });
  const none = element("p", {}, t("noVoice"));
  const panel = element(
    "div",
    {},
    element("p", { className: "choices" }, start, stop),
    slider(reader, "speechRate", (value) => `${number(value)} ×`),
    element("label", { htmlFor: voice.id }, t("listenVoice")),
    voice,
    none,
  );
  const tool = addTool({
    id: "listen",
    label: "listen",
    path: "M4 10v4h4l5 4V6L8 10ZM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
    key: "l",
    panel,
  });

  /** @type {{ text: string, range: Range }[]} */
  let sentences = [];
  let at = 0;
  /** Counts the runs, so that what one of them still reports does not move another. */
  let run = 0;
  /** @type {"off" | "on" | "paused"} */
  let state = "off";

  const tell = () => {
    const isOn = state === "on";
    start.replaceChildren(icon(isOn ? PAUSE : PLAY), t(isOn ? "listenPause" : "listenStart"));
    stop.disabled = state === "off";
    tool.setAttribute("aria-pressed", String(state !== "off"));
  };
  const end = () => {
    run += 1;
    state = "off";
    speechSynthesis.cancel();
    mark("spoken", []);
    tell();
  };
  const speak = () => {
    const sentence = sentences[at];
    if (!sentence) return end();
    run += 1;
    const own = run;
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.lang = reader.article?.lang ?? "";
    utterance.rate = reader.settings.speechRate;
    const chosen = speechSynthesis.getVoices().find(({ name }) => name === reader.settings.voice) ?? voices()[0];
    if (chosen) utterance.voice = chosen;
    utterance.addEventListener("start", () => {
      if (own !== run) return;
      mark("spoken", [sentence.range]);
      show(sentence.range);
    });
    utterance.addEventListener("end", () => {
      if (own !== run || state !== "on") return;
      at += 1;
      speak();
    });
    utterance.addEventListener("error", (event) => {
      if (own !== run || event.error === "interrupted" || event.error === "canceled") return;
      reader.say(t("noVoice"));
      end();
    });
    speechSynthesis.speak(utterance);
  };
  start.addEventListener("click", () => {
    if (state === "on") {
      state = "paused";
      run += 1;
      // Pausing within a sentence does not work with every voice: it is begun again.
      speechSynthesis.cancel();
    } else {
      if (state === "off") {
        sentences = sentencesOf(reader);
        const first = reader.firstVisible();
        at =
          window.scrollY === 0
            ? 0
            : Math.max(
                0,
                sentences.findIndex(({ range }) => first?.contains(range.startContainer)),
              );
      }
      state = "on";
      speak();
    }
    tell();
  });

  /** Those that speak the article's language; all where none does. */
  const voices = () => {
    const language = (reader.article?.lang ?? "").slice(0, 2).toLowerCase();
    const all = speechSynthesis.getVoices();
    const fitting = all.filter(({ lang }) => lang.toLowerCase().startsWith(language));
    return fitting.length > 0 ? fitting : all;
  };
  const list = () => {
    const all = voices();
    none.hidden = all.length > 0;
    voice.replaceChildren(
      element("option", { value: "" }, t("voiceDefault")),
      ...all.map(({ name, lang }) => element("option", { value: name }, `${name} (${lang})`)),
    );
    voice.value = all.some(({ name }) => name === reader.settings.voice) ? reader.settings.voice : "";
  };
  voice.addEventListener("change", () => reader.choose({ voice: voice.value }));
  speechSynthesis.addEventListener("voiceschanged", list);
  panel.addEventListener("beforetoggle", list);
  reader.addEventListener("view", end);
  window.addEventListener("pagehide", end);
  list();
  tell();
}

/** @param {import("../reader.js").Reader} reader */
function sentencesOf({ place, article }) {
  const segmenter = segmenterFor(article?.lang ?? null);
  return [...place.querySelectorAll(":scope > header > h1, :scope > .part:not(.folded)")].flatMap((part) => {
    // Code and tables are not for the ear.
    if (part.querySelector("pre, table")) return [];
    const whole = new TextOf(part);
    return [...segmenter.segment(whole.text)]
      .filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
      .map(({ segment, index }) => ({
        text: segment.trim(),
        range: whole.range(index, index + segment.trimEnd().length),
      }));
  });
}

/** @param {string | null} lang a page may claim any */
function segmenterFor(lang) {
  try {
    return new Intl.Segmenter(lang ?? undefined, { granularity: "sentence" });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: "sentence" });
  }
}
