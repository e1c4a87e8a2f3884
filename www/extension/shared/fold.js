// Text as it is compared: without capitals, and without accents where the person typed none.

const ACCENTS = /\p{M}/gu;

/** @param {string} text */
export const plain = (text) =>
  text.normalize("NFD").replace(ACCENTS, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();

/**
 * @param {string} text
 * @param {string} typed what is looked for: whether accents matter is seen from it
 * @returns {{ text: string, origin: number[] }} `origin`: for each place in the result, and its end, the place in `text`
 */
export function folded(text, typed) {
  const fold =
    plain(typed) === typed.toLowerCase() ? plain : (/** @type {string} */ part) => part.normalize("NFC").toLowerCase();
  let result = "";
  /** @type {number[]} */
  const origin = [];
  let at = 0;
  // Marks stand behind their letters, so that a letter is folded with all of them.
  for (const [letter] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const part = fold(letter);
    for (let one = 0; one < part.length; one += 1) origin.push(at);
    result += part;
    at += letter.length;
  }
  origin.push(text.length);
  return { text: result, origin };
}
