// A server that renders: /?url=… is the article of that page, put together by React on the server. In Next.js the same
// component is a server component; name the package in `serverExternalPackages`.

import { createServer } from "node:http";
import { extractStream, render } from "bodycopy";
import { createElement as h } from "react";
import { renderToPipeableStream } from "react-dom/server";

/** @param {{ article: import("bodycopy").Article }} props */
function Article({ article }) {
  const { title, byline, lang, dir, related } = article;
  return h(
    "html",
    { lang: lang ?? undefined, dir: dir ?? undefined },
    h("head", null, h("meta", { charSet: "utf-8" }), h("title", null, title)),
    h(
      "body",
      null,
      h("h1", null, title),
      byline && h("p", null, byline),
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made of typed blocks, with no markup of the page in it
      h("main", { dangerouslySetInnerHTML: { __html: render(article, "html") } }),
      h("ul", null, ...related.map(({ title, url }) => h("li", { key: url }, h("a", { href: url }, title)))),
    ),
  );
}

const server = createServer(async (request, response) => {
  try {
    const address = new URL(request.url ?? "/", "http://localhost").searchParams.get("url");
    const page = await fetch(address ?? "");
    if (!page.ok) throw new Error(`HTTP ${page.status}`);
    const article = await extractStream(page);
    const { pipe } = renderToPipeableStream(h(Article, { article }), {
      onShellReady() {
        response.setHeader("content-type", "text/html; charset=utf-8");
        pipe(response);
      },
    });
  } catch (error) {
    response.writeHead(502, { "content-type": "text/plain" }).end(`${error.message}\n`);
  }
});
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`http://localhost:${server.address().port}/?url=https://…`);
});
