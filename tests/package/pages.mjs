// Pages that the package tests share.

const sentences = [
  "The river rose in the night, and by the morning the lower meadow was under water again, as it is every spring.",
  "Two families moved their sheep to the hill before dawn, and a third carried the hay up to the loft of the mill.",
  "The bridge stayed open. A warden in a yellow coat stood at its foot with a lamp and counted those who crossed.",
  "By the evening the water had begun to fall, and the school said that lessons would start an hour later than usual.",
];

/** The paragraphs of `page`, as they stand in `Article.text`. */
export const text = sentences.join("\n");

/** A page with an article between a menu and a footer. */
export const page = pageWith(sentences);

/** @param {string[]} paragraphs @param {string} [head] */
export function pageWith(paragraphs, head = "") {
  return `<!doctype html><html lang="en"><head>${head}<title>High water</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><h1>High water</h1>${paragraphs.map((words) => `<p>${words}</p>`).join("\n")}</main>
<footer>© Example</footer></body></html>`;
}

/** The code of the `BodycopyError` that is thrown, and its message. @param {() => unknown} call */
export function failure(call) {
  try {
    call();
  } catch (error) {
    const { name, code, message } = /** @type {import("bodycopy").BodycopyError} */ (error);
    return { name, code, message };
  }
  return undefined;
}
