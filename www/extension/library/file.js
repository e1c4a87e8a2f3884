// The library as a file: JSON that names its format and version, pictures in it as `data:` addresses.

import { add, list, pictures } from "../shared/library.js";

const FORMAT = "bodycopy library";

/** This is no such file. */
export class BadFile extends Error {}

/** @returns {Promise<Blob>} */
export async function exported() {
  const parts = [`{"format":${JSON.stringify(FORMAT)},"version":1,"articles":[`];
  for (const [at, kept] of (await list()).entries()) {
    const own = await Promise.all(
      (await pictures(kept.id)).map(async ({ url, blob }) => ({ url, data: await encoded(blob) })),
    );
    parts.push(at > 0 ? ",\n" : "\n", JSON.stringify({ ...kept, pictures: own }));
  }
  return new Blob([...parts, "\n]}\n"], { type: "application/json" });
}

/**
 * @param {File} file
 * @returns {Promise<{ added: number, known: number }>}
 * @throws {BadFile} and nothing is changed
 */
export async function imported(file) {
  /** @type {any} */
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch (error) {
    throw new BadFile(error instanceof Error ? error.message : "", { cause: error });
  }
  if (data?.format !== FORMAT || !Array.isArray(data.articles)) throw new BadFile(`no "${FORMAT}"`);
  if (data.version !== 1) throw new BadFile(`version ${data.version}`);
  const all = await Promise.all(data.articles.map(checked));
  const added = await add(all);
  return { added, known: all.length - added };
}

/** What is wrong in a file must not break the library's page; what an article holds is checked when it is shown. @param {any} given @param {number} at */
async function checked(given, at) {
  const { id, article, saved, tags, pictures: own } = given ?? {};
  const isArticle = article?.version === 1 && Array.isArray(article.blocks) && Array.isArray(article.removed);
  if (typeof id !== "string" || !isArticle) throw new BadFile(`article ${at + 1}`);
  const strings = (/** @type {unknown} */ list) =>
    Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : null);
  return {
    id,
    saved: Number.isFinite(saved) ? saved : Date.now(),
    tags: strings(tags),
    article: {
      ...article,
      title: text(article.title) ?? "",
      text: text(article.text) ?? "",
      excerpt: text(article.excerpt),
      siteName: text(article.siteName),
      byline: text(article.byline),
      url: text(article.url),
      canonicalUrl: text(article.canonicalUrl),
      lang: text(article.lang),
      dir: article.dir === "rtl" ? "rtl" : article.dir === "ltr" ? "ltr" : null,
      section: strings(article.section),
      related: Array.isArray(article.related) ? article.related : [],
      authors: Array.isArray(article.authors)
        ? article.authors.filter((/** @type {any} */ author) => text(author?.name))
        : [],
    },
    pictures: (await Promise.all((Array.isArray(own) ? own : []).map(decoded))).filter((picture) => picture !== null),
  };
}

/** @param {Blob} blob @returns {Promise<string>} */
function encoded(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** @param {any} picture @returns {Promise<import("../shared/library.js").Picture | null>} */
async function decoded(picture) {
  const [, type, data] = /^data:(image\/[a-z0-9.+-]+);base64,([a-zA-Z0-9+/=]*)$/.exec(picture?.data) ?? [];
  if (typeof picture?.url !== "string" || data === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    return { url: picture.url, blob: new Blob([bytes], { type }) };
  } catch {
    return null;
  }
}
