"""Labels of blocks: block texts and the gold text go in; the share of each block that is the gold's comes out.

Sets of shingles would call every copy of a lead or a quotation text. So blocks are laid along the gold in order: each
block has a few places where it could stand, and the chain of places with the most shared words wins (a weighted longest
increasing subsequence). Where a gold has another order than the page, the chain would lose much: then sets decide.
"""

from bisect import bisect_right
from collections import Counter, defaultdict

from .metrics import tokens

SHINGLE = 4
# Places of one shingle in the gold that are looked at, and places of one block.
_PLACES = 8
_CANDIDATES = 4


def words(text):
    return [token.casefold() for token in tokens(text)]


def labels(blocks, gold_text):
    """(share of each block's words that stands in the gold, share of the gold's words that blocks cover)."""
    lines = [words(line) for line in gold_text.split("\n")]
    gold = [word for line in lines for word in line]
    if not gold:
        return [0.0] * len(blocks), 0.0
    where = defaultdict(list)
    for i in range(len(gold) - SHINGLE + 1):
        where[tuple(gold[i:i + SHINGLE])].append(i)
    line_starts = defaultdict(list)
    at = 0
    for line in lines:
        line_starts[tuple(line)].append(at)
        at += len(line)
    one_word = defaultdict(list)
    for i, word in enumerate(gold):
        one_word[word].append(i)

    texts = [words(block) for block in blocks]
    candidates = []  # (block, start, end, matched)
    loose = []
    for i, text in enumerate(texts):
        found = _places(text, gold, where, line_starts, one_word)
        loose.append(max((matched for _, _, matched in found), default=0) / max(1, len(text)))
        candidates += [(i, start, end, matched) for start, end, matched in found if matched * 4 >= len(text)]
    chain = _chain(candidates, len(gold))
    strict = [0.0] * len(blocks)
    covered = bytearray(len(gold))
    for i, start, end, matched in chain:
        strict[i] = matched / len(texts[i])
        covered[start:end] = b"\1" * (end - start)
    coverage = sum(covered) / len(gold)
    weigh = lambda shares: sum(share * len(text) for share, text in zip(shares, texts) if share >= 0.5)
    if weigh(strict) < 0.8 * min(weigh(loose), len(gold)):
        return loose, min(1.0, weigh(loose) / len(gold))
    return strict, coverage


def _places(text, gold, where, line_starts, one_word):
    """Where a block could stand in the gold: [(start, end, matched words)]."""
    n = len(text)
    if n == 0:
        return []
    if n < SHINGLE:
        starts = line_starts.get(tuple(text), [])
        if not starts and n >= 2:
            starts = [i for i in one_word.get(text[0], [])[:200] if gold[i:i + n] == text]
            # Two or three words in the middle of a sentence are chance.
            return [(i, i + n, n * 0.55) for i in starts[:_CANDIDATES]] if n == 3 else []
        return [(i, i + n, n) for i in starts[:_PLACES]]
    votes = Counter()
    for offset in range(n - SHINGLE + 1):
        for i in where.get(tuple(text[offset:offset + SHINGLE]), ())[:_PLACES]:
            votes[(i - offset) // 8] += 1
    found = []
    for diagonal, _ in votes.most_common(_CANDIDATES):
        low, high = (diagonal - 3) * 8, (diagonal + 4) * 8 + n // 10
        hit = bytearray(n)
        start, end = len(gold), 0
        # Words that repeat stand where the words before them go on, not anywhere near.
        expected = diagonal * 8 + 4
        for offset in range(n - SHINGLE + 1):
            places = where.get(tuple(text[offset:offset + SHINGLE]))
            if not places:
                continue
            k = bisect_right(places, expected + offset)
            near = min(places[max(0, k - 1):k + 1], key=lambda place: abs(place - offset - expected))
            if low <= near - offset <= high:
                expected = near - offset
                hit[offset:offset + SHINGLE] = b"\1" * SHINGLE
                start, end = min(start, near), max(end, near + SHINGLE)
        if end > start:
            found.append((start, end, sum(hit)))
    return found


def _chain(candidates, gold_length):
    """The candidates, one a block at most, in order in page and gold, with the most matched words."""
    best = [(0.0, -1)] * (gold_length + 2)  # a Fenwick tree of maxima over gold ends: (value, candidate)
    back, value = [-1] * len(candidates), [0.0] * len(candidates)

    def query(i):
        found = (0.0, -1)
        i += 1
        while i > 0:
            if best[i][0] > found[0]:
                found = best[i]
            i -= i & -i
        return found

    def update(i, entry):
        i += 1
        while i < len(best):
            if entry[0] > best[i][0]:
                best[i] = entry
            i += i & -i

    at = 0
    while at < len(candidates):
        same = at
        while same < len(candidates) and candidates[same][0] == candidates[at][0]:
            _, start, _, matched = candidates[same]
            before, back[same] = query(min(start + 1, gold_length))
            value[same] = before + matched
            same += 1
        for k in range(at, same):
            update(candidates[k][2], (value[k], k))
        at = same
    k = max(range(len(candidates)), key=value.__getitem__, default=-1)
    chain = []
    while k >= 0:
        chain.append(candidates[k])
        k = back[k]
    return chain[::-1]
