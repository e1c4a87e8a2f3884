"""What a forest is trained on: pages, their tables and labels go in; matrices with weights come out."""

from dataclasses import dataclass

import numpy as np

from . import align, table
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
    "naeb": 1.0, "fundus": 1.0, "vn": 2.0, "related_tail": 0.5, "injected": 0.5,
    "wcxb:article": 0.7, "magic_html:article": 0.7, "zh_elwin": 0.5, "pankaj": 0.5,
    "wcxb:forum": 0.3, "wcxb:listing": 0.3, "wcxb:product": 0.3, "wcxb:collection": 0.3, "wcxb:documentation": 0.3,
    "wcxb:service": 0.3, "magic_html:forum": 0.3, "google_trends": 0.2,
}

# A gold that the page's blocks cover less than this was not made from this page's text.
FEWEST_COVERED = 0.75

# Rows that are easily told are drawn once in this many; the others' weight makes up for it.
EASY_ROWS_OF = 8


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
    words: list  # of each page: the words of each block


def _easy(cells, place):
    column = lambda name: cells[:, place[name]]
    return (
        (column("in_nav") > 0)
        | ((column("link_density") >= 900) & (column("words") <= 10))
        | ((column("since_long") > 25) & (column("until_long") > 25) & (column("words") < 12))
    )


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
    shares, words = [], []
    for page, blocks, first, end in zip(pages, read.blocks, read.starts[:-1], read.starts[1:]):
        fold[first:end] = page.fold
        texts = [tokens(block["text"]) for block in blocks]
        words.append(texts)
        if not page.text or not blocks:
            shares.append(np.zeros(len(blocks)))
            continue
        share, covered = align.labels([block["text"] for block in blocks], page.text)
        share = np.array(share)
        # The title and captions are parts of their own in an article, whatever a corpus does with them.
        share[[block["headline"] or block["caption"] for block in blocks]] = 0
        shares.append(share)
        scale = CORPUS_WEIGHTS.get(group(page), 0)
        if covered < FEWEST_COVERED or not scale:
            continue
        y[first:end] = share >= 0.5
        # What a wrong block costs: its share of the page's words in precision and recall, and exactness.
        length = np.array([len(text) for text in texts])
        cost = 0.25 + np.minimum(20 * length / max(60, len(tokens(page.text))), 8)
        # A block of which half is the gold's is no example of anything.
        weight[first:end] = scale * cost * np.maximum(0.1, np.abs(2 * share - 1))
    easy = _easy(read.cells, place)
    drawn = np.random.default_rng(seed).random(rows) < 1 / EASY_ROWS_OF
    weight[easy] *= np.where(drawn[easy], EASY_ROWS_OF, 0)
    return Data(pages, read, names, columns, x, y, weight, fold, shares, words)
