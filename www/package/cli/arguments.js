// What the person typed, checked as a whole before any page is read.

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";

/** Wrong use: exit code 2. */
export class UsageError extends Error {}

export const usage = `Usage: bodycopy [FILE | URL | FOLDER | -]… [options]

Reads web pages and prints the clean articles. A folder means the .html files in it and
below; - is standard input, which is also read when no page is named and it is piped in.

  --format FORMAT   html, markdown (default), text, json or jsonl (one line a page)
  --url URL         the address of a file or of standard input, for its relative links
  --jobs N          how many pages at a time (default: one for each core)
  --events          the article as it grows: one JSON line an event
  --debug           how the verdict came about: in JSON, else on standard error
  --help, --version

Exit code: 0 all went well, 1 a page failed, 2 wrong use.
`;

const formats = /** @type {const} */ (["html", "markdown", "text", "json", "jsonl"]);

/**
 * @typedef {object} Settings how each page is cleaned and printed; plain data, so that a worker can be given it
 * @property {typeof formats[number]} format
 * @property {string | undefined} url
 * @property {boolean} events
 * @property {boolean} debug
 */

const options = /** @type {const} */ ({
  format: { type: "string" },
  url: { type: "string" },
  jobs: { type: "string" },
  events: { type: "boolean", default: false },
  debug: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", short: "V", default: false },
});

/**
 * @param {string[]} argv without the program's own name
 * @param {boolean} typing whether standard input is a terminal, where nobody has piped in a page
 * @returns {{ request: "clean" | "help" | "version", names: string[], jobs: number, settings: Settings }}
 * @throws {UsageError}
 */
export function parseArguments(argv, typing) {
  const { values, positionals } = parsed(argv);
  const format = formats.find((name) => name === (values.format ?? "markdown"));
  if (format === undefined) {
    throw new UsageError(`--format ${values.format}: there are ${formats.join(", ")}`);
  }
  if (values.url !== undefined && !isWebAddress(values.url)) {
    throw new UsageError(`--url ${values.url}: not an absolute http or https address`);
  }
  if (values.events && values.format !== undefined && !format.startsWith("json")) {
    throw new UsageError(`--events prints JSON lines, not ${format}`);
  }
  const request = values.help ? "help" : values.version ? "version" : "clean";
  if (request === "clean" && positionals.length === 0 && typing) {
    throw new UsageError("no page given: name a file, an address, or - for standard input");
  }
  if (positionals.filter((name) => name === "-").length > 1) throw new UsageError("- can be read only once");
  return {
    request,
    names: positionals.length > 0 ? positionals : ["-"],
    jobs: values.jobs === undefined ? availableParallelism() : positive(values.jobs),
    settings: { format, url: values.url, events: values.events, debug: values.debug },
  };
}

/** @param {string[]} args */
function parsed(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} value */
function positive(value) {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) throw new UsageError(`--jobs ${value}: not a whole number from 1`);
  return number;
}

/** @param {string} name */
export function isWebAddress(name) {
  return /^https?:\/\//i.test(name) && URL.canParse(name);
}
