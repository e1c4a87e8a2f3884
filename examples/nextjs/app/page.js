// A server component: /?url=… is the article of that page. No script of bodycopy reaches the browser.

import { extractStream, render } from "bodycopy";
import { notFound } from "next/navigation";

export async function generateMetadata({ searchParams }) {
  return { title: (await articleAt(await searchParams)).title };
}

export default async function Page({ searchParams }) {
  const article = await articleAt(await searchParams);
  return (
    <main lang={article.lang ?? undefined} dir={article.dir ?? undefined}>
      <h1>{article.title}</h1>
      {article.byline && <p>{article.byline}</p>}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made of typed blocks, with no markup of the page in it */}
      <div dangerouslySetInnerHTML={{ __html: render(article, "html") }} />
    </main>
  );
}

/** Next asks for an address once, however often this is called for one request. */
async function articleAt({ url }) {
  const page = await fetch(url ?? "").catch(() => null);
  return page?.ok ? extractStream(page) : notFound();
}
