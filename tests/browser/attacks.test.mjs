// Hostile pages and hostile articles, shown in a real browser in every way that the documentation names: nothing runs,
// nothing loads but pictures, nothing but allowed elements and attributes stands there.
//
// Of all payloads the pictures are held back, by a policy: what a page would ask for is still reported, and a hundred
// thousand answers less make it possible to try them all. One payload in `sample` is shown once more with its pictures.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { articleOf } from "../common/articles.mjs";
import { browserName } from "./browser.mjs";
import { places } from "./hostile-pages.mjs";
import { openWitnessed } from "./witness.mjs";

const blank = "tests/browser/blank.html";
const collections = new URL("../../../shared/security/", import.meta.url);
const names = [
  "dompurify-expect",
  "ammonia-tests",
  "h5sc-items",
  "h5sc-vectors",
  "owasp-filter-evasion",
  "payloadbox",
  "mxss",
];

/** @returns {string[] | null} */
function readPayloads() {
  if (!existsSync(collections)) return null;
  return names.flatMap((name) =>
    JSON.parse(readFileSync(new URL(`${name}.json`, collections), "utf8")).map(
      (/** @type {{ payload: string }} */ record) => record.payload,
    ),
  );
}

/** Payloads shown at a time. */
const batch = 100;
/** One payload in this many is shown with its pictures, the same ones in every run. */
const sample = 40;
/** The drop-in is given parsed pages, whose own styles and handlers are reported, too. */
const ofParsedPage = /"source-file":"[^"]*\/parsed-page\.mjs"|"effective-directive":"style-src/;
/** Faults of a kind that a failure prints. */
const few = 5;

describe(`attacks in ${browserName}`, () => {
  const payloads = readPayloads();
  const skip = payloads === null ? "the collections of payloads are not there" : false;
  /** @type {Awaited<ReturnType<typeof openWitnessed>>} */
  let witness;
  before(async () => {
    witness = await openWitnessed(fileURLToPath(new URL("../../", import.meta.url)));
  });
  after(() => witness?.close());

  /** @param {string[]} hostile @param {string | null} place in a page; null for articles @param {{ withPictures: boolean }} how */
  async function attack(hostile, place, { withPictures }) {
    const { page, errors } = await witness.open(blank, { withPictures });
    for (let start = 0; start < hostile.length; start += batch) {
      const known = { requests: witness.requests.length, reports: witness.reports.length };
      const { faults, pictureHosts } = await page.evaluate(
        async (payloads, start, place) => {
          const path = "/tests/browser/shown.mjs";
          const { showArticles, showPages } = await import(path);
          return place === null ? showArticles(payloads, start) : showPages(payloads, place);
        },
        hostile.slice(start, start + batch),
        start,
        place,
      );
      // Of a request over TLS no more than the host is seen.
      const asked = witness.requests.slice(known.requests).filter(({ address, accept }) => {
        const host = new URL(address).host.replace(/:443$/, "");
        return !pictureHosts.includes(host) || !(accept.startsWith("image/") || address.startsWith("https:"));
      });

      const where = `payloads from ${start}`;
      assert.deepEqual(faults, [], where);
      assert.deepEqual(asked.slice(0, few), [], where);
      const reports = witness.reports.slice(known.reports).filter((report) => !ofParsedPage.test(report));
      assert.deepEqual(reports.slice(0, few), [], where);
      assert.deepEqual(errors, [], where);
    }
    await page.close();
  }

  test("the witness sees a handler, a frame and a request that our output would never hold", async () => {
    for (const withPictures of [false, true]) {
      const { page, errors } = await witness.open(blank, { withPictures });
      const known = { requests: witness.requests.length, reports: witness.reports.length };
      await page.evaluate(() => {
        document.body.innerHTML =
          '<img src="http://evil.example/x.png" onload="alert(1)" onerror="alert(1)"><iframe src="http://evil.example/frame"></iframe>';
      });
      for (let tries = 0; tries < 100 && witness.reports.length < known.reports + 2; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { faults } = await page.evaluate(
        async (article) => {
          const [path, entry] = ["/tests/browser/shown.mjs", "/www/package/browser.js"];
          await (await import(entry)).default();
          return (await import(path)).show([article]);
        },
        { ...articleOf([]), html: '<b onclick="alert(1)">x</b>' },
      );
      const reports = witness.reports.slice(known.reports).join("\n");
      assert.match(reports, /script-src/);
      assert.match(reports, /frame-src/);
      const asked = witness.requests.slice(known.requests).map(({ address }) => address);
      assert.ok(asked.includes("http://evil.example/frame"));
      assert.equal(asked.includes("http://evil.example/x.png"), withPictures);
      assert.ok(errors.some((error) => error.startsWith("dialog")));
      assert.ok(faults.length > 0);
      await page.close();
    }
  });

  test("no payload in a hostile article runs, loads or stands in the page", { skip }, async () => {
    assert.ok(payloads && payloads.length > 7000, `${payloads?.length} payloads`);
    await attack(payloads, null, { withPictures: false });
  });

  for (const place of Object.keys(places)) {
    test(`no payload ${place} runs, loads or stands in the page`, { skip }, () =>
      attack(payloads ?? [], place, { withPictures: false }),
    );
  }

  test("nothing else happens when pictures load", { skip }, async () => {
    const some = (payloads ?? []).filter((_, at) => at % sample === 0);
    for (const place of [null, ...Object.keys(places)]) await attack(some, place, { withPictures: true });
  });
});
