"""`npm run train`: the corpora go in; the model that ships, a model for each fold, and what they reach come out.

usage: python3 -m bodycopy_train [--parts] [--out FOLDER]

Without `--out` the files go where the crate and `npm run quality` read them: `data/model.bin`, `tools/train/folds/`.
`--parts` also trains without each part in turn, and prints what that costs.
"""

import argparse
import datetime
import os
import pickle
import shutil
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from . import articles, corpora, data, draws, inject, learn, model_file, quality, table

CORPORA = ["naeb", "fundus", "vn", "wcxb", "magic_html", "related_tail", "google_trends", "pankaj", "zh_elwin"]
SEED = 7
_BEGUN = time.time()


def say(text):
    print(f"[{time.time() - _BEGUN:5.0f} s] {text}", file=sys.stderr, flush=True)


def gather(folder, work):
    """Pages with their tables and labels: the corpora's own, then those made of them."""
    pages = [page for name in CORPORA for page in corpora.read(folder, name)]
    own = data.prepare(pages, work, "own", SEED)
    say(f"{len(pages)} pages, {len(own.x)} blocks")
    injector = inject.Injector(pages, os.path.join(work, "pages"), SEED)
    good = [i for i, covered in enumerate(own.covered) if covered >= data.FEWEST_COVERED]
    with ProcessPoolExecutor(articles.PROCESSES) as pool:
        jobs = ((own.pages[i], data.group(own.pages[i]), own.table.blocks[i], own.share[i]) for i in good)
        made = [page for pages in pool.map(injector.copies, *zip(*jobs), chunksize=16) for page in pages]
    other = data.prepare(made, work, "made", SEED)
    say(f"{len(made)} made pages, {len(other.x)} blocks")
    return data.joined(own, other)


def print_blocks(title, scores):
    print(f"\n{title:26} F1      prec.   recall  exact   pages")
    for name, (f1, precision, recall, exact, n) in scores.items():
        print(f"  {name:24} {f1:.4f}  {precision:.4f}  {recall:.4f}  {exact:.4f}  {n}")


def print_parts(everything):
    """What is lost without each part, in cross-validated F1 and exactness of the blocks alone."""
    groups = ["naeb", "fundus", "wcxb:article", "magic_html:article", "related_tail", "injected", "cut"]
    _, probability = learn.cross_validate(everything)
    whole = learn.block_scores(everything, probability)
    print(f"\n{'without':22}" + "".join(f"{g:>22}" for g in groups))
    print(f"{'(nothing)':22}" + "".join(f"{whole[g][0]:15.4f} {whole[g][3]:.3f} " for g in groups))
    made = np.zeros(len(everything.x), dtype=bool)
    for page, first, end in zip(everything.pages, everything.table.starts[:-1], everything.table.starts[1:]):
        made[first:end] = page.corpus in ("injected", "cut", "related_tail")
    for name, belongs in learn.PARTS.items():
        columns = [i for i, (feature, offset) in enumerate(everything.columns) if not belongs(everything.names[feature], offset)]
        _, probability = learn.cross_validate(everything, columns=columns)
        _print_loss(name, whole, learn.block_scores(everything, probability), groups)
    _, probability = learn.cross_validate(everything, only=~made)
    _print_loss("made pages", whole, learn.block_scores(everything, probability), groups)


def _print_loss(name, whole, part, groups):
    print(f"{name:22}" + "".join(f"{part[g][0] - whole[g][0]:+15.4f} {part[g][3] - whole[g][3]:+.3f}" for g in groups), flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--parts", action="store_true", help="print what each part gives (takes several times as long)")
    arguments.add_argument("--out", help="a folder for the models instead of where they are read")
    arguments.add_argument("--keep", help="a file that keeps tables and labels for experiments")
    arguments = arguments.parse_args()
    folder = os.path.join(quality.SHARED, "corpus")
    if not os.path.isdir(folder):
        sys.exit(f"{folder} is missing: there is nothing to train on")
    work = os.path.join(articles.ROOT, "target", "train", "work")
    os.makedirs(work, exist_ok=True)
    articles.build()
    everything = gather(folder, work)
    features_hash, _ = table.names()
    floors, drawn = quality.read_floors(), []
    for seed, (boosters, probability) in zip(draws.SEEDS, learn.cross_validated(everything, draws.SEEDS)):
        say(f"seed {seed}: trained")
        if arguments.keep and not drawn:
            with open(arguments.keep, "wb") as f:
                pickle.dump((everything, probability), f, protocol=5)
        folder = os.path.join(work, f"draw-{seed}")
        scores = draws.judged(boosters, everything.columns, features_hash, work, folder)
        drawn.append(draws.Draw(seed, folder, probability, scores))
        say(f"seed {seed}: {drawn[-1].mean_f1():.4f} {drawn[-1].mean_exact():.4f}; below: {'; '.join(quality.below(scores, floors)) or 'nothing'}")
    draws.report(drawn, floors)
    kept = draws.best(drawn, floors)
    print(f"\nKept: the draw of seed {kept.seed}.")
    print_blocks("blocks, cross-validated", learn.block_scores(everything, kept.probability))
    print("\nArticles, cross-validated:")
    quality.report(kept.scores, None, floors)
    if arguments.parts:
        print_parts(everything)

    failures = quality.below(kept.scores, floors)
    if failures and not arguments.out:
        sys.exit("\nNo draw is above all floors, so the model that is there stays; `--out FOLDER` writes the best all the same. It lacks:\n  " + "\n  ".join(failures))
    shipped = arguments.out or os.path.join(articles.ROOT, "data")
    folds = arguments.out or articles.FOLD_MODELS
    os.makedirs(folds, exist_ok=True)
    for fold in range(corpora.FOLDS):
        shutil.copyfile(articles.fold_model(fold, kept.folder), articles.fold_model(fold, folds))
    booster = learn.fit(everything, np.arange(len(everything.x)), seed=kept.seed)
    reached = ", ".join(f"{label} {kept.scores[label]['f1']:.4f}" for label in quality.LABELS)
    date = os.environ.get("TRAINED_ON") or datetime.date.today().isoformat()
    note = f"bodycopy block model of {date}; trained on {' '.join(CORPORA)}; cross-validated F1: {reached}"
    size, nodes = model_file.write(os.path.join(shipped, "model.bin"), model_file.forest_of(booster, everything.columns), features_hash, note)
    say(f"{nodes} inner nodes, {size} bytes: {os.path.join(shipped, 'model.bin')}")


if __name__ == "__main__":
    main()
