// The library: articles kept for reading offline, in IndexedDB, with their pictures.
//
// An article, its tags and its pictures are written in one transaction, so where there is no room nothing is changed. What
// the full-text search needs is made of the texts when the library is opened, and is not stored.

import { openDB } from "idb";

/** @typedef {import("bodycopy").Article} Article */

/**
 * @typedef {object} Kept
 * @property {string} id its address without the fragment
 * @property {Article} article
 * @property {number} saved when, in milliseconds since 1970
 * @property {string[]} tags
 *
 * @typedef {{ url: string, blob: Blob }} Picture
 * @typedef {import("idb").DBSchema & {
 *   articles: { key: string, value: Kept, indexes: { saved: number } },
 *   pictures: { key: [string, string], value: Picture & { article: string }, indexes: { article: string } },
 * }} Schema
 */

/** A new version adds a step to `upgrade`, and never changes one. */
const VERSION = 1;

/** There is no room for it. Nothing was changed. */
export class NoRoom extends Error {}

/** @type {Promise<import("idb").IDBPDatabase<Schema>> | undefined} */
let opened;

function database() {
  opened ??= openDB("library", VERSION, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore("articles", { keyPath: "id" }).createIndex("saved", "saved");
        database.createObjectStore("pictures", { keyPath: ["article", "url"] }).createIndex("article", "article");
      }
    },
    // Another tab wants to upgrade.
    blocking: close,
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

/** It is opened anew when it is next needed. */
function close() {
  opened?.then((old) => old.close());
  opened = undefined;
}

/** @param {Article} article @param {string} url it was read at */
export const idOf = (article, url) =>
  (article.canonicalUrl ?? article.url ?? url).replace(/#.*$/s, "") || crypto.randomUUID();

/**
 * Keeps an article; one that is kept already keeps its tags and its date.
 *
 * @param {string} id @param {Article} article @param {Picture[]} pictures
 * @throws {NoRoom}
 */
export async function keep(id, article, pictures = []) {
  await written(async (articles, images) => {
    const old = await articles.get(id);
    await articles.put({ id, article: lean(article), saved: old?.saved ?? Date.now(), tags: old?.tags ?? [] });
    for (const { url, blob } of pictures) await images.put({ article: id, url, blob });
  });
}

/**
 * Adds articles that come from elsewhere, all or none.
 *
 * @param {(Kept & { pictures?: Picture[] })[]} all
 * @returns {Promise<number>} how many were not here yet; those that were are as they were
 * @throws {NoRoom}
 */
export function add(all) {
  return written(async (articles, images) => {
    let added = 0;
    for (const { pictures = [], ...kept } of all) {
      if (await articles.getKey(kept.id)) continue;
      await articles.put({ ...kept, article: lean(kept.article) });
      for (const { url, blob } of pictures) await images.put({ article: kept.id, url, blob });
      added += 1;
    }
    return added;
  });
}

/** `html` and `text` are made of `blocks`, whenever they are wanted; `debug` is for developers. @param {Article} article */
function lean(article) {
  const { debug: _, ...rest } = article;
  return { ...rest, html: "" };
}

/**
 * @template T
 * @param {(articles: import("idb").IDBPObjectStore<Schema, ["articles", "pictures"], "articles", "readwrite">,
 *   pictures: import("idb").IDBPObjectStore<Schema, ["articles", "pictures"], "pictures", "readwrite">) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function written(work) {
  const transaction = (await database()).transaction(["articles", "pictures"], "readwrite");
  // It rejects when anything in it fails; whoever waits for the work hears of that.
  const done = transaction.done;
  done.catch(() => {});
  try {
    const result = await work(transaction.objectStore("articles"), transaction.objectStore("pictures"));
    await done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has been aborted already.
    }
    // In Firefox a connection that met the end of the room refuses the next write too, room or not.
    close();
    if (isQuota(error) || isQuota(transaction.error)) throw new NoRoom("no room", { cause: error });
    throw error;
  }
}

/** @param {unknown} error */
const isQuota = (error) => error instanceof Error && /Quota/.test(error.name + error.message);

/** @param {string} id */
export const get = async (id) => (await database()).get("articles", id);

/** All of them, the latest first. @returns {Promise<Kept[]>} */
export const list = async () => (await (await database()).getAllFromIndex("articles", "saved")).reverse();

/** @param {string} id @returns {Promise<Picture[]>} */
export const pictures = async (id) => (await database()).getAllFromIndex("pictures", "article", id);

/** @param {string} id @param {string[]} tags */
export const tag = (id, tags) =>
  written(async (articles) => {
    const kept = await articles.get(id);
    if (kept) await articles.put({ ...kept, tags });
  });

/** @param {string} id @returns {Promise<(Kept & { pictures: Picture[] }) | undefined>} what was removed, to be put back */
export const remove = (id) =>
  written(async (articles, images) => {
    const kept = await articles.get(id);
    const own = await images.index("article").getAll(id);
    await articles.delete(id);
    for (const { url } of own) await images.delete([id, url]);
    return kept && { ...kept, pictures: own.map(({ url, blob }) => ({ url, blob })) };
  });
