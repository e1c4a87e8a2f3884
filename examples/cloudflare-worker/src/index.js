// GET /?url=https://… answers with the article of that page: Markdown for those who accept it (programs, language
// models), else a plain page. The package runs here unchanged, on as many machines as there are requests.

import { extractStream, render } from "bodycopy";

export default {
  /** @param {Request} request */
  async fetch(request) {
    const address = new URL(request.url).searchParams.get("url") ?? "";
    if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return said(400, "Name a page: /?url=https://…");
    const page = await fetch(address, { headers: { accept: "text/html, application/xhtml+xml" } }).catch(() => null);
    if (!page?.ok) return said(502, `The page cannot be had: ${page?.status ?? "no answer"}`);

    const article = await extractStream(page, { maxBytes: 8 * 2 ** 20 });
    const wantsMarkdown = /\btext\/markdown\b/.test(request.headers.get("accept") ?? "");
    const [type, body] = wantsMarkdown
      ? ["text/markdown", `# ${article.title}\n\n${render(article, "markdown")}`]
      : ["text/html", documentOf(article)];
    return new Response(body, {
      headers: {
        "content-type": `${type}; charset=utf-8`,
        "content-security-policy": "default-src 'none'; img-src *; media-src *",
        vary: "accept",
      },
    });
  },
};

/** @param {number} status @param {string} text */
const said = (status, text) => new Response(`${text}\n`, { status, headers: { "content-type": "text/plain" } });

/** @param {import("bodycopy").Article} article */
function documentOf(article) {
  const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const { title, lang, dir } = article;
  return `<!doctype html><html lang="${escaped(lang ?? "")}" dir="${dir ?? "auto"}"><meta charset="utf-8">
<title>${escaped(title)}</title><h1>${escaped(title)}</h1>${render(article, "html")}</html>`;
}
