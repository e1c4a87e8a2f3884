// Where the recipes are tried: a folder outside the repository, with the packed tarball installed for all of them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before } from "node:test";
import { serve } from "../../../tools/serve.mjs";
import { installedRecipes, packed } from "../install.mjs";

/** What all recipes read. */
export const title = "The mill turns again";
export const lastWords = "is kept under glass in the post office";
export const junk = /Old bridge to close|Privacy|Share/;

export const workspace = {
  /** A folder of one's own. */
  folder: "",
  /** The recipes. */
  root: "",
  /** Where `root` is served, with a slash at the end. */
  address: "",
  /** @type {string[]} */
  recipes: [],
};

/** What has been tried, so that no recipe is forgotten. @type {Set<string>} */
export const tried = new Set();

/** Packs, installs and serves before the tests around it, and clears up after them. */
export function useWorkspace() {
  const closing = new AbortController();
  /** @type {Awaited<ReturnType<typeof packed>>} */
  let pack;
  before(async () => {
    pack = await packed();
    workspace.folder = pack.folder;
    workspace.root = join(pack.folder, "examples");
    workspace.recipes = await installedRecipes(pack.tarball, workspace.root);
    workspace.address = await serve(workspace.root, { port: 0, signal: closing.signal });
  });
  after(() => {
    closing.abort();
    pack?.remove();
  });
}

/** The folder of a recipe that is about to be tried. @param {string} name */
export function recipe(name) {
  tried.add(name);
  return join(workspace.root, name);
}

/** @param {string} name */
export const bin = (name) => join(workspace.root, "node_modules/.bin", name);

/** @param {string} markdown */
export function assertArticle(markdown) {
  assert.match(markdown, new RegExp(`^# ${title}$`, "m"));
  assert.match(markdown, /^## Three months of water$/m);
  assert.match(markdown, new RegExp(lastWords));
  assert.doesNotMatch(markdown, junk);
}
