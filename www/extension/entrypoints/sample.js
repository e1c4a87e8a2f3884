// Runs in the pages that the person visits, once they allowed the badge: hands a sample of the page to the background, which
// tells whether it is readable. It works only while the page is idle, a few milliseconds at a time, and changes nothing.

import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { browser } from "../shared/browser.js";
import { pieces } from "../shared/sampling.js";

/** Characters that are enough to tell. */
const ENOUGH = 200_000;
/** Milliseconds of an idle time that are left to the page. */
const LEFT = 3;
/** Milliseconds of work at a time, however long the page is idle. */
const SLICE = 4;

export default defineUnlistedScript(() => {
  if (window.top !== window) return;
  const all = pieces(document);
  let html = "";
  let longest = 0;
  let took = 0;

  /** @param {IdleDeadline} deadline */
  const work = (deadline) => {
    const start = performance.now();
    while (deadline.timeRemaining() > LEFT && performance.now() - start < SLICE) {
      const { value, done } = all.next();
      if (value) html += value;
      if (!done && html.length < ENOUGH) continue;
      const last = performance.now() - start;
      took += last;
      browser.runtime
        .sendMessage({ type: "sample", html, url: location.href, took, longest: Math.max(longest, last) })
        .catch(() => {});
      return;
    }
    const slice = performance.now() - start;
    longest = Math.max(longest, slice);
    took += slice;
    requestIdleCallback(work);
  };
  requestIdleCallback(work);
});
