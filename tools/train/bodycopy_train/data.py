"""What a forest is trained on: pages, their tables and labels go in; matrices with weights come out."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from . import align, table
from .articles import PROCESSES
from .metrics import tokens

# Features that a neighbour's row is asked for, and which neighbours.
NEIGHBOUR_FEATURES = [
    "words", "link_density", "sentences", "ends_sentence", "tag", "depth", "in_title", "path_words", "links_inside",
    "main_path", "since_related",
]
OFFSETS = (-3, -2, -1, 1, 2, 3)

# How much a page of each corpus says. Those that include captions, bylines or comments now and then say less; pages
# of other kinds teach what lists, forums and products look like, and must not outweigh the articles.
CORPUS_WEIGHTS = {
    "naeb": 1.5, "fundus": 1.5, "vn": 3.0, "related_tail": 0.4, "injected": 0.5, "cut": 0.4,
    "wcxb:article": 0.5, "magic_html:article": 0.7, "zh_elwin": 0.7, "pankaj": 0.5,
    "wcxb:forum": 0.8, "wcxb:listing": 0.6, "wcxb:product": 0.6, "wcxb:collection": 0.7, "wcxb:documentation": 1.2,
    "wcxb:service": 0.7, "magic_html:forum": 0.6, "google_trends": 0.3,
}

# Corpora whose golds hold the standfirst where the page has one. In the others it is now in, now out; that says little.
WITH_STANDFIRST = ("naeb", "fundus", "vn")
STANDFIRST_ROWS, STANDFIRST_WORDS, STANDFIRST_WEIGHT = 6, 6, 0.2

# A gold that the page's blocks cover less than this was not made from this page's text.
FEWEST_COVERED = 0.75

# Rows that are easily told are drawn once in this many; the others' weight makes up for it.
EASY_ROWS_OF = 8
# Rows so far before the first and behind the last of the body are easily told too: menus, footers.
FAR_BEFORE, FAR_BEHIND = 8, 60
# No page needs more rows than this to say what it is like; more are drawn by lot.
MOST_ROWS = 120


def group(page):
    """The corpus, with the page type where a corpus has several."""
    return f"{page.corpus}:{page.page_type}" if page.corpus in ("wcxb", "magic_html") else page.corpus


@dataclass
class Data:
    """Rows of all pages."""

    pages: list
    table: table.Table
    names: list
    columns: list  # (feature, neighbour's offset) of each column of x
    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray
    fold: np.ndarray
    share: list  # of each page: the share of each block that is the gold's
    covered: list  # of each page: the share of its gold that its blocks cover
    words: list  # of each page: the words of each block


# Corpora whose pages' ids begin with the corpus that they were made of.
MADE = ("related_tail", "injected", "cut")


def _standfirst(cells, place):
    """Rows that may be the standfirst: text between the headline and the first of the main paragraphs."""
    column = lambda name: cells[:, place[name]]
    headline = np.flatnonzero(column("is_headline") > 0)
    if not len(headline):
        return headline
    rows = np.arange(headline[0] + 1, min(len(cells), headline[0] + 1 + STANDFIRST_ROWS))
    main = np.flatnonzero(column("main_path")[rows] > 0)
    rows = rows[: main[0]] if len(main) else rows
    is_text = (column("words")[rows] >= STANDFIRST_WORDS) & (column("link_density")[rows] < 300) & (column("is_byline")[rows] == 0)
    return rows[is_text]


def _easy(cells, place):
    column = lambda name: cells[:, place[name]]
    return (
        (column("in_nav") > 0)
        | ((column("link_density") >= 900) & (column("words") <= 10))
        | ((column("since_long") > 25) & (column("until_long") > 25) & (column("words") < 12))
    )


def _labels(text, blocks):
    """(share of each block that is the gold's, share of the gold that they cover, words of each block)."""
    texts = [tokens(block["text"]) for block in blocks]
    if not text or not blocks:
        return np.zeros(len(blocks)), 0.0, texts
    # The title and captions are parts of their own in an article, whatever a corpus does with them.
    parts = ["" if block["headline"] or block["caption"] else block["text"] for block in blocks]
    share, covered = align.labels(parts, text)
    return np.array(share), covered, texts


def _draw(weight, y, easy, starts, rng):
    """Takes rows out by setting their weight to 0; those that stay weigh as much more."""
    for first, end in zip(starts[:-1], starts[1:]):
        body = np.flatnonzero(y[first:end])
        if len(body):
            easy[first:first + max(0, body[0] - FAR_BEFORE)] = True
            easy[first + body[-1] + FAR_BEHIND:end] = True
    drawn = rng.random(len(easy)) < 1 / EASY_ROWS_OF
    weight[easy] *= np.where(drawn[easy], EASY_ROWS_OF, 0)
    for first, end in zip(starts[:-1], starts[1:]):
        rows = first + np.flatnonzero(weight[first:end])
        if len(rows) > MOST_ROWS:
            out = rng.permutation(rows)[MOST_ROWS:]
            weight[rows] *= len(rows) / MOST_ROWS
            weight[out] = 0


def prepare(pages, work, name, seed):
    """Reads the pages' tables and labels them."""
    _, names = table.names()
    place = {feature: i for i, feature in enumerate(names)}
    read = table.read(pages, work, name)
    keys = [place[feature] for feature in NEIGHBOUR_FEATURES]
    x = table.with_neighbours(read, keys, OFFSETS)
    columns = [(i, 0) for i in range(len(names))] + [(key, offset) for offset in OFFSETS for key in keys]
    rows = len(x)
    y, weight = np.zeros(rows, dtype=np.int8), np.zeros(rows)
    fold = np.zeros(rows, dtype=np.int8)
    shares, words, coverage = [], [], []
    with ProcessPoolExecutor(PROCESSES) as pool:
        labelled = pool.map(_labels, [page.text for page in pages], read.blocks, chunksize=16)
        for page, first, end, (share, covered, texts) in zip(pages, read.starts[:-1], read.starts[1:], labelled):
            fold[first:end] = page.fold
            words.append(texts)
            shares.append(share)
            coverage.append(covered)
            scale = CORPUS_WEIGHTS.get(group(page), 0)
            # A page that is cut off lacks the rest of its gold; it was made of a page that has it.
            if (covered < FEWEST_COVERED and page.corpus != "cut") or not scale:
                continue
            y[first:end] = share >= 0.5
            # What a wrong block costs: its share of the page's words in precision and recall, and exactness.
            length = np.array([len(text) for text in texts])
            cost = 0.6 + np.minimum(20 * length / max(60, len(tokens(page.text))), 8)
            # A block of which half is the gold's is no example of anything.
            weight[first:end] = scale * cost * np.maximum(0.1, np.abs(2 * share - 1))
    for page, first, end in zip(pages, read.starts[:-1], read.starts[1:]):
        if not page.key.split("/")[-1 if page.corpus in MADE else 0].startswith(WITH_STANDFIRST):
            rows = first + _standfirst(read.cells[first:end], place)
            weight[rows[y[rows] == 0]] *= STANDFIRST_WEIGHT
    _draw(weight, y, _easy(read.cells, place), read.starts, np.random.default_rng(seed))
    return Data(pages, read, names, columns, x, y, weight, fold, shares, coverage, words)


def joined(one, other):
    """The rows of two sets of pages as one."""
    starts = np.concatenate([one.table.starts, other.table.starts[1:] + one.table.starts[-1]])
    cells = np.zeros((0, 0), "<i2")  # what training needs of them is in x
    return Data(
        one.pages + other.pages, table.Table(cells, one.table.blocks + other.table.blocks, starts), one.names, one.columns,
        *(np.concatenate([getattr(one, name), getattr(other, name)]) for name in ("x", "y", "weight", "fold")),
        one.share + other.share, one.covered + other.covered, one.words + other.words,
    )
