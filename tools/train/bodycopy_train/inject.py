"""Training pages with made-up junk, and pages cut off: pages and their labelled blocks go in; written pages come out.

What comes of a page keeps its gold, its site and its fold, and gets texts of pages of the same fold alone, so that no
model is shown anything of the sites that it is judged on.
"""

import gzip
import os
import random
from dataclasses import replace

from .align import words
from .corpora import read_bytes
from .junk import Junk
from .places import Places
from .texts import Texts, phrases

# How many pages are made of each page of a corpus: with junk, cut off.
COPIES = {
    "naeb": (1.3, 0.5), "fundus": (1.5, 0.6), "vn": (5, 2), "wcxb:article": (0.35, 0.15), "magic_html:article": (0.7, 0.3), "pankaj": (0.5, 0),
}
# A language with fewer articles takes the texts of all.
_FEWEST = 5


def language(page):
    """The page's language, as far as the texts need to know."""
    if page.lang:
        return page.lang
    if page.corpus == "magic_html" and any("\u4e00" <= c <= "\u9fff" for c in page.text[:400]):
        return "zh"
    return "en"


class Injector:
    """Makes pages out of pages; the same seed makes the same."""

    def __init__(self, pages, folder, seed):
        self.folder, self.seed = folder, seed
        self.pools = {}
        for fold in {page.fold for page in pages}:
            mine = [page for page in pages if page.fold == fold and page.text]
            everything = Texts(mine, "en")
            by_lang = {lang: Texts([p for p in mine if language(p) == lang], lang) for lang in {language(p) for p in mine}}
            for lang, texts in by_lang.items():
                if len(texts.articles) < _FEWEST:
                    texts.articles = everything.articles
                texts.names = texts.names or everything.names
                self.pools[fold, lang] = texts
        os.makedirs(folder, exist_ok=True)

    def copies(self, page, group, blocks, share):
        """The pages made of one page."""
        junk, cut = COPIES.get(group, (0, 0))
        made = []
        for kind, count in (("junk", junk), ("cut", cut)):
            rng = random.Random(f"{self.seed} {kind} {page.key}")
            for number in range(int(count) + (rng.random() < count % 1)):
                html = self._read(page)
                body = [block["text"] for block, s in zip(blocks, share) if s >= 0.9 and len(words(block["text"])) >= 8]
                if html is None or len(body) < 3:
                    break
                html = self._with_junk(html, page, body, rng) if kind == "junk" else _cut(html, body, rng)
                if html is None:
                    break
                made.append(self._write(page, f"{kind}{number}", html))
        return made

    def _read(self, page):
        try:
            return read_bytes(page.path).decode()
        except UnicodeDecodeError:
            return None

    def _write(self, page, kind, html):
        name = f"{page.corpus}_{page.id}_{kind}"
        path = os.path.join(self.folder, name + ".html.gz")
        with gzip.open(path, "wb", compresslevel=1) as f:
            f.write(html.encode())
        made = replace(page, corpus="injected" if kind.startswith("junk") else "cut", id=name, path=path)
        return made

    def _with_junk(self, html, page, body, rng):
        texts = self.pools[page.fold, language(page)]
        own = [line for line in page.text.split("\n") if len(words(line)) >= 10]
        junk = Junk(rng, phrases(language(page)), texts, own[-1] if own else "")
        places = Places(html)
        ends = [places.behind(text) for text in body]
        if ends[-1] is None:
            return None
        opening = places.opening(ends[-1])
        pieces = []  # (offset, HTML)
        # Inside the body.
        inside = [end for end, following in zip(ends, ends[1:]) if end and following and end < following]
        rng.shuffle(inside)
        makers = [junk.body_cards, junk.newsletter, junk.advert, lambda: junk.captioned_picture(opening), lambda: junk.captioned_picture(opening), junk.consent, junk.about]
        weights = [5, 2, 2, 3, 3, 1, 0.5]
        for end in inside[: rng.choice([0, 1, 1, 2, 3])]:
            pieces.append((end, rng.choices(makers, weights)[0]()))
        # Behind it.
        level = rng.choice([0, 0, 0, 1, 1, 2, 3])
        tail = []
        for maker, chance in ((junk.furniture, 0.3), (junk.biography, 0.3), (junk.about, 0.12), (junk.newsletter, 0.2), (junk.advert, 0.15)):
            if rng.random() < chance:
                tail.append(maker())
        rng.shuffle(tail)
        behind = []
        if rng.random() < 0.75:
            behind += [junk.tail() for _ in range(rng.choice([1, 1, 1, 2]))]
        if rng.random() < 0.15:
            behind.append(junk.comments())
        if rng.random() < 0.05:
            behind.append(junk.next_article(opening))
        first = ends[-1] if rng.random() < 0.7 else places.outwards(ends[-1], level)
        pieces.append((first, "\n".join(tail)))
        pieces.append((places.outwards(ends[-1], level), "\n".join(behind)))
        # And before the page.
        start = html.lower().find("<body")
        if rng.random() < 0.1 and start >= 0 and (start := html.find(">", start)) >= 0:
            pieces.append((start + 1, junk.consent()))
        out, at = [], 0
        for offset, piece in sorted(pieces, key=lambda piece: piece[0]):
            if offset >= at:
                out += [html[at:offset], "\n", piece, "\n"]
                at = offset
        return "".join(out) + html[at:]


def _cut(html, body, rng):
    """The page as it is while it still arrives."""
    places = Places(html)
    ends = [end for end in map(places.behind, body) if end]
    if len(ends) < 3:
        return None
    return html[: rng.randint(ends[0], max(ends[-1], ends[0] + 1))]
