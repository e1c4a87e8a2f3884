// What stands between headline and text: who wrote it, when, where it is from, how long it takes to read.

/** @param {string | null | undefined} lang a page may claim any; `Intl` throws on what is no language tag */
function supported(lang) {
  try {
    return Intl.getCanonicalLocales(lang ?? "en");
  } catch {
    return "en";
  }
}

/**
 * A day in the article's own language, and where it was written: midnight is not moved to another day.
 *
 * @param {string | null | undefined} time ISO 8601 @param {string | null | undefined} lang
 */
export function dateIn(time, lang) {
  const date = new Date(`${time?.slice(0, 10)}T00:00Z`);
  if (Number.isNaN(date.getTime())) return time ?? "";
  return new Intl.DateTimeFormat(supported(lang), { dateStyle: "long", timeZone: "UTC" }).format(date);
}

/** @param {number | undefined} minutes @param {string | null | undefined} lang */
export function minutesIn(minutes, lang) {
  if (!minutes) return "";
  return new Intl.NumberFormat(supported(lang), { style: "unit", unit: "minute", unitDisplay: "long" }).format(minutes);
}

/** The authors' names; else the byline as the page shows it. @param {Partial<import("../index.js").Article>} article */
export function bylineOf({ byline, authors, lang }) {
  const names = (authors ?? []).map(({ name }) => name);
  if (names.length === 0) return byline ?? "";
  return new Intl.ListFormat(supported(lang), { type: "conjunction" }).format(names);
}
