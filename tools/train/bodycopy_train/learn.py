"""The forest: matrices go in; boosters, their judgement on pages that they never saw, and scores come out."""

from collections import Counter, defaultdict

import lightgbm as lgb
import numpy as np

from .corpora import FOLDS
from .data import group
from .metrics import SHINGLE, f1, tokens

PARAMETERS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 30, "feature_fraction": 0.5,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63, "use_missing": False,
    "num_threads": 2, "deterministic": True, "force_row_wise": True, "verbose": -1, "seed": 7,
}
ROUNDS = 100


def fit(data, rows, rounds=ROUNDS, **changes):
    """A booster of the given rows (those without weight are left out)."""
    rows = rows[data.weight[rows] > 0]
    parameters = {**PARAMETERS, **changes}
    # Columns that are one feature have different thresholds: all are whole numbers.
    dataset = lgb.Dataset(data.x[rows], label=data.y[rows], weight=data.weight[rows], params=parameters)
    return lgb.train(parameters, dataset, rounds)


def cross_validate(data, rounds=ROUNDS, **changes):
    """(a booster for each fold, trained without its sites; the probability of each row by its fold's)."""
    boosters, probability = [], np.zeros(len(data.x))
    for fold in range(FOLDS):
        boosters.append(fit(data, np.flatnonzero(data.fold != fold), rounds, **changes))
        held = data.fold == fold
        probability[held] = boosters[-1].predict(data.x[held], num_threads=2)
    return boosters, probability


def _shingles(words):
    words = tuple(words)
    if not words:
        return Counter()
    return Counter(words[i:i + SHINGLE] for i in range(max(1, len(words) - SHINGLE + 1)))


def block_scores(data, probability, threshold=0.5):
    """{group: (f1, precision, recall, exact, pages)} of the kept blocks' texts, without the rest of the pipeline."""
    scores = defaultdict(list)
    for i, page in enumerate(data.pages):
        if not page.gold.get("text"):
            continue
        first, end = data.table.starts[i], data.table.starts[i + 1]
        kept = [words for words, block, p in zip(data.words[i], data.table.blocks[i], probability[first:end])
                if p >= threshold and not block["headline"] and not block["caption"]]
        got = [word for words in kept for word in words]
        gold = tokens(page.gold["text"])
        g, s = _shingles(gold), _shingles(got)
        hit = sum((g & s).values())
        scores[group(page)].append((hit / max(1, sum(s.values())), hit / max(1, sum(g.values())), got == gold))
    result = {}
    for name, rows in sorted(scores.items()):
        precision, recall, exact = np.mean(rows, axis=0)
        result[name] = (f1(precision, recall), precision, recall, exact, len(rows))
    return result
