"""The forest: matrices go in; boosters, their judgement on pages that they never saw, and scores come out."""

import multiprocessing
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor

import lightgbm as lgb
import numpy as np

from .articles import PROCESSES
from .corpora import FOLDS
from .data import group
from .metrics import SHINGLE, f1, tokens

PARAMETERS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 30, "feature_fraction": 0.3,
    "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63, "use_missing": False,
    "num_threads": 1, "deterministic": True, "force_col_wise": True, "verbose": -1, "seed": 7,
}
ROUNDS = 160


# Parts of the features, for `--parts`: whether a column belongs to one.
PARTS = {
    "neighbours": lambda name, offset: offset != 0,
    "class and id words": lambda name, offset: name.startswith(("count_", "near_")),
    "vocabulary": lambda name, offset: name.startswith("hit_") or name in (
        "since_related", "since_comments", "since_newsletter", "since_share", "since_credit"),
    "region": lambda name, offset: name.startswith(("top_", "best_", "tight_", "main_", "headline_", "since_main", "until_main", "between_")),
    "wider containers": lambda name, offset: name.startswith("wider"),
    "same-path groups": lambda name, offset: name.startswith(("path_", "kind_", "same_path")),
    "metadata": lambda name, offset: name in ("in_title", "of_title", "in_description", "of_description", "is_headline", "is_lead",
                                              "is_byline", "is_source", "article_body", "to_headline", "words_to_headline"),
}


def fit(data, rows, rounds=ROUNDS, columns=None, **changes):
    """A booster of the given rows (those without weight are left out), of the given columns of x or all."""
    rows = rows[data.weight[rows] > 0]
    parameters = {**PARAMETERS, **changes}
    x = data.x[rows] if columns is None else data.x[np.ix_(rows, columns)]
    dataset = lgb.Dataset(x, label=data.y[rows], weight=data.weight[rows], params=parameters)
    return lgb.train(parameters, dataset, rounds)


_job = {}  # what the processes of a fold are to do; they inherit it


def _fold(seed_and_fold):
    seed, fold = seed_and_fold
    data, rounds, columns, only, changes = (_job[name] for name in ("data", "rounds", "columns", "only", "changes"))
    rows = data.fold != fold if only is None else (data.fold != fold) & only
    booster = fit(data, np.flatnonzero(rows), rounds, columns, seed=seed, **changes)
    held = np.flatnonzero(data.fold == fold)
    x = data.x[held] if columns is None else data.x[np.ix_(held, columns)]
    return booster.model_to_string(), booster.predict(x, num_threads=1)


def cross_validate(data, rounds=ROUNDS, columns=None, only=None, seed=PARAMETERS["seed"], **changes):
    """(a booster for each fold, trained without its sites; the probability of each row by its fold's)."""
    return next(cross_validated(data, [seed], rounds, columns, only, **changes))


def cross_validated(data, seeds, rounds=ROUNDS, columns=None, only=None, **changes):
    """What `cross_validate` gives, for one seed after another."""
    # A process for each fold and core: threads of one would wait for each other.
    _job.update(data=data, rounds=rounds, columns=columns, only=only, changes=changes)
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as pool:
        fitted = pool.map(_fold, [(seed, fold) for seed in seeds for fold in range(FOLDS)])
        for _ in seeds:
            boosters, probability = [], np.zeros(len(data.x))
            for fold in range(FOLDS):
                text, held = next(fitted)
                boosters.append(lgb.Booster(model_str=text))
                probability[data.fold == fold] = held
            yield boosters, probability


def _shingles(words):
    words = tuple(words)
    if not words:
        return Counter()
    return Counter(words[i:i + SHINGLE] for i in range(max(1, len(words) - SHINGLE + 1)))


def threshold(probability, words):
    """A page's threshold, as `src/verdict/expectation.rs` has it."""
    order = np.argsort(-probability, kind="stable")
    hit, kept = np.cumsum((probability * words)[order]), np.cumsum(words[order])
    best = np.max(2 * hit / np.maximum(1e-9, kept + hit[-1])) if len(hit) else 1.0
    return min(0.5, max(0.2, best / 2))


def block_scores(data, probability):
    """{group: (f1, precision, recall, exact, pages)} of the kept blocks' texts, without the rest of the pipeline."""
    scores = defaultdict(list)
    for i, page in enumerate(data.pages):
        if not page.gold.get("text"):
            continue
        first, end = data.table.starts[i], data.table.starts[i + 1]
        lowest = threshold(probability[first:end], np.array([len(words) for words in data.words[i]], dtype=float))
        kept = [words for words, block, p in zip(data.words[i], data.table.blocks[i], probability[first:end])
                if p >= lowest and not block["headline"] and not block["caption"]]
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
