"""Tables of features: pages go in; what the Rust code says of their blocks comes out."""

import json
import os
import subprocess
from dataclasses import dataclass

import numpy as np

from .articles import BINARY, PROCESSES


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
    """The table of some pages, in their order; read by as many processes as there are cores to use."""
    halves = [pages[at::PROCESSES] for at in range(PROCESSES)]
    running = []
    for at, half in enumerate(halves):
        listing = os.path.join(work, f"{name}.{at}.pages.jsonl")
        with open(listing, "w", encoding="utf-8") as f:
            for page in half:
                f.write(json.dumps({"id": page.key, "path": page.path, "url": page.url}) + "\n")
        running.append(subprocess.Popen([BINARY, "table", listing, os.path.join(work, f"{name}.{at}")]))
    if any(process.wait() for process in running):
        raise SystemExit("reading the pages' tables failed")
    blocks, cells = [None] * len(pages), [None] * len(pages)
    for at in range(PROCESSES):
        out = os.path.join(work, f"{name}.{at}")
        with open(out + ".jsonl", encoding="utf-8") as f:
            for place, line in enumerate(f):
                blocks[at + place * PROCESSES] = json.loads(line)["blocks"]
        rows = sum(len(b) for b in blocks[at::PROCESSES])
        read_cells = np.fromfile(out + ".i16", dtype="<i2").reshape(rows, -1)
        first = 0
        for place in range(at, len(pages), PROCESSES):
            cells[place] = read_cells[first:first + len(blocks[place])]
            first += len(blocks[place])
        for ending in (".i16", ".jsonl", ".pages.jsonl"):
            os.remove(out + ending)
    starts = np.concatenate([[0], np.cumsum([len(b) for b in blocks])])
    return Table(np.concatenate([c for c in cells if len(c)]), blocks, starts)


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
