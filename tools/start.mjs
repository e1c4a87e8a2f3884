#!/usr/bin/env node
// `npm start [-- PAGE]`: sets up, builds, prints the article of a page (the bundled example unless one is named), and
// serves the playground with that page in it. Without a terminal, or with `CI` set, it prints and ends.

import { existsSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { Obstacle, root } from "./command.mjs";
import { printArticle } from "./print.mjs";
import { serve } from "./serve.mjs";
import { ensureDependencies, ensurePackage, ensureSite, ensureToolchains } from "./setup.mjs";

const example = join(root, "www/site/public/examples/related-tail.vi.html");
const exampleUrl = "https://vamxanh.example/moi-truong/xa-vam-xanh-trong-dai-rung-ban-giu-dat-bai-boi-1043.html";

/** @param {string | undefined} given a page's file */
async function start(given) {
  if (given !== undefined && !existsSync(given)) throw new Obstacle(`There is no file ${given}.`);
  ensureToolchains();
  await ensureDependencies();
  await ensurePackage();

  const page = given ?? example;
  const { extract } = await import("bodycopy");
  const contentType = extname(page) === ".txt" ? "text/plain" : undefined;
  const article = extract(readFileSync(page), { url: given ? undefined : exampleUrl, contentType });
  console.log(`\nThe article of ${given ?? "the bundled example page"}:\n`);
  printArticle(article, process.stdout);

  if (process.env.CI || !process.stdout.isTTY) return;
  await ensureSite();
  const name = given && encodeURIComponent(basename(given));
  const address = await serve(join(root, "dist/site"), { extra: given ? { [`/given/${name}`]: given } : {} });
  console.log(`\nThe playground: ${address}${given ? `?page=given/${name}` : ""}   (Ctrl-C ends it)`);
}

try {
  await start(process.argv[2]);
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
