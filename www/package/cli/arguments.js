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
  -h, --help        this
  -V, --version     the version

Examples:
  bodycopy page.html
  bodycopy https://example.org/news/rain --format text
  curl -s https://example.org/news/rain | bodycopy --url https://example.org/news/rain
  bodycopy pages/ --format jsonl > articles.jsonl

Of several pages each is one JSON line with json and jsonl, else headed by its name. A page
that fails is told on standard error, in JSON also as a line, and the others go on.
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
    throw new UsageError(`--format ${values.format}: no such format; there are ${formats.join(", ")}`);
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
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) if (token.kind === "option") assertKnown(token);
  return parseArgs({ args, options, allowPositionals: true });
}

/** @param {{ name: string, rawName: string, value: string | undefined, inlineValue: boolean | undefined }} option */
function assertKnown({ name, rawName, value, inlineValue }) {
  const known = Object.hasOwn(options, name) ? options[/** @type {keyof typeof options} */ (name)] : undefined;
  if (known === undefined) throw new UsageError(`${rawName}: no such option${suggestion(name)}`);
  // `--format --url x` forgot what comes behind `--format`.
  if (known.type === "string" && (value === undefined || (!inlineValue && /^--?[a-z]/i.test(value)))) {
    throw new UsageError(`${rawName} needs a value${name === "format" ? `: ${formats.join(", ")}` : ""}`);
  }
  if (known.type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value`);
}

/** @param {string} name an option that does not exist */
function suggestion(name) {
  const names = Object.keys(options);
  const near = names.find((known) => known.startsWith(name)) ?? names.find((known) => distance(name, known) < 3);
  return near === undefined ? "" : `; did you mean --${near}?`;
}

/** Letters to be put in, taken out or changed, to make one word of the other. @param {string} from @param {string} to */
function distance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
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
