"""Tables of features: pages go in; what the Rust code says of their blocks comes out."""

import json
import os
import subprocess
from dataclasses import dataclass

import numpy as np

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
BINARY = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "bodycopy-train")


def build():
    """Builds the Rust binary, whether or not the model at hand fits its features."""
    subprocess.run(["cargo", "build", "--release", "-q", "-p", "bodycopy-train"], cwd=ROOT, check=True,
                   env={**os.environ, "BODYCOPY_UNTRAINED": "1"})


def names():
    """(hash of the features' names, the names in order)."""
    lines = subprocess.run([BINARY, "names"], check=True, capture_output=True, text=True).stdout.split("\n")
    return int(lines[0], 16), [line for line in lines[1:] if line]


@dataclass
class Table:
    """Rows of all pages, one below the other."""

    cells: np.ndarray  # (rows, features), int16
    blocks: list  # of each page: [{text, tag, ...}]
    starts: np.ndarray  # first row of each page, and the number of rows


def read(pages, work, name):
    """The table of some pages, in their order."""
    listing = os.path.join(work, name + ".pages.jsonl")
    with open(listing, "w", encoding="utf-8") as f:
        for page in pages:
            f.write(json.dumps({"id": page.key, "path": page.path, "url": page.url}) + "\n")
    out = os.path.join(work, name)
    # Two processes: reading pages is the slow part.
    subprocess.run([BINARY, "table", listing, out], check=True)
    blocks = []
    with open(out + ".jsonl", encoding="utf-8") as f:
        for line in f:
            blocks.append(json.loads(line)["blocks"])
    starts = np.concatenate([[0], np.cumsum([len(b) for b in blocks])])
    cells = np.fromfile(out + ".i16", dtype="<i2").reshape(int(starts[-1]), -1) if starts[-1] else np.zeros((0, 1), "<i2")
    return Table(cells, blocks, starts)


def with_neighbours(table, columns, offsets):
    """The table with the neighbours' values of some columns appended; -1 beyond a page's ends."""
    parts = [table.cells]
    for offset in offsets:
        shifted = np.full((len(table.cells), len(columns)), -1, dtype=np.int16)
        for first, end in zip(table.starts[:-1], table.starts[1:]):
            low, high = max(first, first - offset), min(end, end - offset)
            if low < high:
                shifted[low:high] = table.cells[low + offset:high + offset][:, columns]
        parts.append(shifted)
    return np.concatenate(parts, axis=1)
