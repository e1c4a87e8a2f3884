// An article as a person reads it in a terminal: title, lead, text, then what was left out and why.

/** @typedef {import("bodycopy").Article} Article */

/** Columns that a terminal has when it does not say. */
const defaultWidth = 100;

/** @param {Article} article @param {NodeJS.WriteStream} stream */
export function printArticle(article, stream) {
  const width = Math.min(stream.columns ?? defaultWidth, 120);
  const color = stream.isTTY && stream.getColorDepth() > 1;
  const bold = (/** @type {string} */ text) => (color ? `\x1b[1m${text}\x1b[22m` : text);
  const dim = (/** @type {string} */ text) => (color ? `\x1b[2m${text}\x1b[22m` : text);
  const heading = (/** @type {string} */ text) => stream.write(`\n${bold(text)}\n`);

  heading("Title");
  stream.write(`${wrapped(article.title, width)}\n`);
  heading("Lead");
  stream.write(`${wrapped(article.lead ?? "(none)", width)}\n`);

  const facts = Object.entries({
    Section: article.section.join(" › "),
    Authors: article.authors.map((author) => author.name).join(", "),
    Source: article.source,
    Published: article.publishedTime,
    Language: article.lang,
  }).filter(([, value]) => value);
  if (facts.length > 0) heading("About it");
  for (const [name, value] of facts) stream.write(`${dim(name.padEnd(10))} ${value}\n`);

  heading(`Text ${dim(`(${article.wordCount} words, ${article.readingMinutes} min)`)}`);
  stream.write(
    `${article.text
      .split("\n")
      .map((line) => wrapped(line, width))
      .join("\n\n")}\n`,
  );

  heading(`Related ${dim(`(${article.related.length})`)}`);
  for (const { title, section, date } of article.related) {
    stream.write(
      `${shortened(title, width)}${dim(
        [section, date]
          .filter(Boolean)
          .map((part) => ` · ${part}`)
          .join(""),
      )}\n`,
    );
  }

  heading(`Removed ${dim(`(${article.removed.length + article.removedMore})`)}`);
  for (const { kind, reason, text } of article.removed) {
    stream.write(`${kind.padEnd(10)} ${shortened(text, width - 11)}\n${dim(`${" ".repeat(11)}${reason}`)}\n`);
  }
  if (article.removedMore > 0) stream.write(dim(`… and ${article.removedMore} more\n`));
}

/** @param {string} text @param {number} width */
function wrapped(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1];
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}

/** One line of at most `width` characters. @param {string} text @param {number} width */
function shortened(text, width) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
