// The types say of every export and every field what it is, since editors show nothing else.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

/**
 * What has no comment before it: exports, and the members of interfaces and classes. Overloads and what only tells the
 * members of a union apart need none; what custom elements must have is no concern of users.
 *
 * @param {string} source
 */
function uncommented(source) {
  /** @type {string[]} */
  const missing = [];
  const lines = source.split("\n");
  for (const [at, line] of lines.entries()) {
    const name =
      /^export (?:default )?(?:declare )?(?:abstract )?(?:function |class |interface |type |const )?(\w+)/.exec(
        line,
      )?.[1] ??
      /^ {2}(?:readonly |static |get )?(\w+)[?(:<]/.exec(line)?.[1] ??
      /^ {2}(?:get )(\w+)/.exec(line)?.[1];
    if (
      name === undefined ||
      /^(type|constructor|connectedCallback|disconnectedCallback|attributeChangedCallback)$/.test(name)
    )
      continue;
    if (
      /^ {2}(static observedAttributes|addEventListener|source: |(document|options\?|source|type|listener): ?)/.test(
        line,
      )
    )
      continue;
    const before = lines[at - 1]?.trim() ?? "";
    if (before.endsWith("*/") || before.startsWith(`export function ${name}(`)) continue;
    missing.push(`${at + 1}: ${line}`);
  }
  return missing;
}

describe("types", () => {
  for (const path of ["index", "worker/index", "element/class", "readability/index"]) {
    test(`${path}.d.ts has a comment on every export and field`, () => {
      const source = readFileSync(new URL(`../../www/package/${path}.d.ts`, import.meta.url), "utf8");
      assert.deepEqual(uncommented(source), []);
    });
  }
});
