"""Pages with gold: folders of the corpus go in; pages with a site, a fold and a reconciled gold text come out.

The corpora follow conventions of their own. What they disagree on is left out of the gold here, and of the article by
`docs/quality.md`'s conventions: the title as the text's first line, and (in `align`) headline and captions.
"""

import gzip
import json
import os
import re
import zlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .metrics import tokens

FOLDS = 5


@dataclass
class Page:
    """A page and what is known of it."""

    corpus: str
    id: str
    path: str
    url: str | None
    site: str
    fold: int
    gold: dict
    text: str
    page_type: str | None
    lang: str | None
    extra: dict = field(default_factory=dict)

    @property
    def key(self):
        return f"{self.corpus}/{self.id}"


# Second-level names under which countries register sites.
_SECOND_LEVEL = {"ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ne", "net", "nom", "or", "org"}


def registrable_domain(url):
    """The site of an address: its last two labels, three under `co.uk` and the like."""
    host = (urlsplit(url).hostname or "").lower().removeprefix("www.")
    labels = host.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


_CANONICAL = re.compile(
    rb"""<link[^>]+rel=["']?canonical[^>]*?href=["']?(https?://[^"'\s>]+)"""
    rb"""|<meta[^>]+og:url["'][^>]+content=["'](https?://[^"']+)"""
    rb"""|<link[^>]+href=["']?(https?://[^"'\s>]+)["']?[^>]*rel=["']?canonical"""
    rb"""|<base[^>]+href=["']?(https?://[^"'\s>]+)""",
    re.I,
)


def read_bytes(path):
    with open(path, "rb") as f:
        data = f.read()
    return gzip.decompress(data) if path.endswith(".gz") else data


def _site(corpus, gold, path):
    """The site, from the gold's address or from what the page says of itself; a page that says nothing is its own."""
    url = gold.get("url")
    if not url and (found := _CANONICAL.search(read_bytes(path))):
        url = next(group for group in found.groups() if group).decode("latin-1")
    return (registrable_domain(url) if url else "") or f"{corpus}:{gold['id']}"


def fold_of(site):
    """The fold of a site: the same in every corpus and run."""
    return zlib.crc32(site.encode()) % FOLDS


def _reconciled(gold):
    """The gold text without the title as its first line."""
    lines = (gold.get("text") or "").split("\n")
    squash = lambda text: " ".join(tokens(text)).casefold()
    if gold.get("title") and len(lines) > 1 and squash(lines[0]) == squash(gold["title"]):
        lines = lines[1:]
    return "\n".join(lines)


def read(folder, corpus):
    """The pages of a corpus that are there, in the order of its gold file."""
    pages = []
    with open(os.path.join(folder, corpus, "gold.jsonl"), encoding="utf-8") as f:
        for line in f:
            gold = json.loads(line)
            path = os.path.join(folder, corpus, "pages", gold["id"] + ".html.gz")
            if not os.path.exists(path):
                continue
            site = _site(corpus, gold, path)
            page_type = gold.get("page_type") or ("article" if corpus in ("naeb", "fundus", "vn") else None)
            pages.append(
                Page(corpus, gold["id"], os.path.abspath(path), gold.get("url"), site, fold_of(site), gold,
                     _reconciled(gold), page_type, gold.get("lang"))
            )
    return pages
