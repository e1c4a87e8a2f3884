// The library's page: what is kept, searched in, tagged, removed, taken elsewhere and brought back.

import { byId, element, listed } from "../shared/dom.js";
import { bytes, date, minutes, number, t, translatePage } from "../shared/i18n.js";
import * as library from "../shared/library.js";
import { dress, load, loadNow, onChange } from "../shared/settings.js";
import { BadFile, exported, imported } from "./file.js";
import { Search } from "./search.js";

/** @typedef {import("../shared/library.js").Kept} Kept */

dress(loadNow());
load().then(dress);
onChange(dress);
translatePage();
document.title = `${t("library")} · bodycopy`;

const field = byId("search", HTMLInputElement);
const chosenTag = byId("tag", HTMLSelectElement);
const place = byId("articles", HTMLUListElement);
const file = byId("file", HTMLInputElement);

/** @type {Kept[]} */
let all = [];
const search = new Search();

async function refresh() {
  all = await library.list();
  search.fill(all);
  const tags = [...new Set(all.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
  const chosen = chosenTag.value;
  chosenTag.replaceChildren(
    element("option", { value: "" }, t("allTags")),
    ...tags.map((tag) => element("option", { value: tag }, tag)),
  );
  chosenTag.value = tags.includes(chosen) ? chosen : "";
  chosenTag.hidden = tags.length === 0;
  show();
}

function show() {
  const words = field.value.trim();
  const ids = words === "" ? null : search.find(words);
  const found = ids === null ? all : ids.flatMap((id) => all.find((kept) => kept.id === id) ?? []);
  const shown = found.filter(({ tags }) => chosenTag.value === "" || tags.includes(chosenTag.value));
  place.replaceChildren(...shown.map((kept) => row(kept)));
  const count = byId("count", HTMLElement);
  if (all.length === 0) count.textContent = t("libraryEmpty");
  else count.textContent = shown.length === 0 ? t("libraryNoMatch") : t("libraryCount", number(shown.length));
  tellSpace(count);
}

/** @param {HTMLElement} count */
async function tellSpace(count) {
  const { usage = 0 } = (await navigator.storage.estimate?.()) ?? {};
  if (usage > 0 && all.length > 0) count.textContent += ` · ${t("space", bytes(usage))}`;
}

/** @param {Kept} kept */
function row({ id, article, saved, tags }) {
  const { title, lang, dir, siteName, readingMinutes, excerpt, text } = article;
  const href = `/reader.html?${new URLSearchParams({ stored: id, url: article.url ?? "" })}`;
  const about = listed(siteName, date(saved), readingMinutes ? minutes(readingMinutes) : "");
  const tagField = element("input", { type: "text", value: tags.join(", "), placeholder: t("tags") });
  tagField.setAttribute("aria-label", t("tagsOf", title));
  tagField.addEventListener("change", async () => {
    const wanted = tagField.value.split(",").map((tag) => tag.trim());
    await library.tag(id, [...new Set(wanted.filter(Boolean))]).then(refresh, complain);
  });
  const away = element("button", { type: "button", "aria-label": t("removeThis", title) }, t("remove"));
  away.addEventListener("click", async () => {
    try {
      const old = await library.remove(id);
      await refresh();
      say(t("removed", title), old && { label: t("undo"), run: () => library.add([old]).then(refresh, complain) });
    } catch (error) {
      complain(error);
    }
  });
  return element(
    "li",
    {},
    element("h2", { lang: lang ?? "", dir: dir ?? "auto" }, element("a", { href }, title || id)),
    element("p", { className: "quiet" }, ...about),
    element("p", { className: "words", lang: lang ?? "", dir: dir ?? "auto" }, excerpt || text.slice(0, 300)),
    element("p", { className: "row" }, tagField, away),
  );
}

field.addEventListener("input", show);
chosenTag.addEventListener("change", show);
byId("export", HTMLButtonElement).addEventListener("click", async () => {
  const href = URL.createObjectURL(await exported());
  element("a", { href, download: `bodycopy-library-${new Date().toISOString().slice(0, 10)}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
});
byId("import", HTMLButtonElement).addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? [];
  if (!chosen) return;
  try {
    const { added, known } = await imported(chosen);
    await refresh();
    say(t("imported", number(added), number(known)));
  } catch (error) {
    complain(error);
  }
  file.value = "";
});

/** @param {unknown} error */
function complain(error) {
  console.warn("bodycopy:", error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof library.NoRoom) say(t("noRoom"));
  else say(error instanceof BadFile ? t("badFile", message) : t("notKept", message));
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

/** @param {string} message @param {{ label: string, run: () => void }} [action] */
function say(message, action) {
  const status = byId("status", HTMLElement);
  const run = () => {
    status.replaceChildren();
    action?.run();
  };
  const button = action && element("button", { type: "button", onclick: run }, action.label);
  status.replaceChildren(element("span", {}, message, button && " ", button));
  clearTimeout(silence);
  silence = setTimeout(() => status.replaceChildren(), action ? 12_000 : 6000);
}

await refresh();
document.documentElement.dataset.state = "ready";
// Another tab may have kept an article meanwhile.
addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
addEventListener("pageshow", (event) => event.persisted && refresh());
