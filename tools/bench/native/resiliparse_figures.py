"""A list of files goes in on standard input, one a line; the seconds that Resiliparse takes for all of them come out, the best of
some rounds. Reading the files is no part of it. The seconds are the processor's."""

import sys
import time
from importlib.metadata import version

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

ROUNDS = 5


def main() -> None:
    pages = [open(line.strip(), "rb").read() for line in sys.stdin]
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for page in pages:
            extract_plain_text(HTMLTree.parse_from_bytes(page, "utf-8"), main_content=True)
        best = min(best, time.process_time() - start)
    print(f"Resiliparse {version('resiliparse')}\t{best}")


main()
