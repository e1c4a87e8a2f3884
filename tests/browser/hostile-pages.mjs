// A payload goes in; pages that hold it, otherwise articles, come out, one for each way in which it gets there.

/** Enough of an article that what stands between its paragraphs is kept. @param {number} at */
const prose = (at) =>
  `<p>The ${at} bridge over the river was opened on a cold morning, and people from both banks came to walk across it,
  slowly, because the wind was strong. The mayor said that the work had taken four years, and that nobody was hurt.</p>`;

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** @type {Record<string, (payload: string) => string>} */
export const places = {
  "as markup between paragraphs": (payload) =>
    `<title>Bridge</title><article><h1>Bridge</h1>${prose(1)}${prose(2)}${payload}${prose(3)}<p>Words ${payload} words, and then
    some more words of the same paragraph, so that it is a long one.</p>${prose(4)}</article>`,
  "as text of the title, the headline, a caption, code and JSON-LD": (payload) =>
    `<title>${escaped(payload)}</title><meta name="description" content="${escaped(payload)}">
    <script type="application/ld+json">${JSON.stringify({
      "@type": "NewsArticle",
      headline: payload,
      author: { name: payload, url: payload },
      image: payload,
      articleSection: payload,
    }).replaceAll("<", "\\u003c")}</script>
    <article><h1>${escaped(payload)}</h1>${prose(1)}<figure><img src="http://a.example/1.jpg" alt="${escaped(payload)}">
    <figcaption>${escaped(payload)}</figcaption></figure>${prose(2)}<pre><code class="language-${escaped(payload)}">${escaped(payload)}
    </code></pre>${prose(3)}<p>${escaped(payload)} is what a visitor had written on the wall beside the old bridge, in
    white.</p>${prose(4)}</article>`,
  "as an address or another attribute": (payload) => {
    const value = escaped(payload);
    return `<title>Bridge</title><base href="${value}"><article><h1>Bridge</h1>${prose(1)}
      <p>Read <a href="${value}" title="${value}" id="${value}" name="${value}" style="${value}">the whole report</a> about the
      bridge, <abbr title="${value}">as</abbr> it was told <time datetime="${value}">then</time> by those who were there.</p>
      <p><img src="${value}" srcset="${value} 2x, http://a.example/2.jpg 3x" alt="A bridge" width="800" height="600"></p>${prose(2)}
      <p><img data-src="${value}" data-srcset="${value} 800w" src="data:image/gif;base64,AA==" width="800" height="600"></p>
      <blockquote cite="${value}">${prose(3)}</blockquote><video poster="${value}" src="${value}" controls></video>
      <iframe src="${value}" width="600" height="400"></iframe><iframe srcdoc="${value}" width="600" height="400"></iframe>
      <ol start="${value}"><li dir="${value}">${prose(4)}</ol></article>`;
  },
  "in quotes that it may end": (payload) =>
    `<title>${payload}</title><meta property="og:title" content="${payload}"><article><h1>Bridge</h1>${prose(1)}
    <p><a href="http://a.example/${payload}" title='${payload}'>A link</a> to the report on the bridge, which was written by the
    people who had built it.</p>${prose(2)}<img src="${payload}" alt='${payload}'>${prose(3)}${prose(4)}</article>`,
};
