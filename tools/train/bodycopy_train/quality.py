"""`npm run quality`: how good the text and the metadata are, beside other systems, and whether anything fell below its floor.

Each page is judged twice: by the model of its fold, which saw no page of its site (the figures that count), and by the
package as it is built, with the model that ships. The metric is that of the corpora's own scripts, `../shared/bench`.
Only the standard library is needed.

usage: python3 -m bodycopy_train.quality [--raise] [--save FOLDER]
"""

import argparse
import csv
import json
import math
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

from . import articles, corpora
from .articles import ROOT

SHARED = os.path.join(ROOT, "..", "shared")
BENCH = os.path.join(SHARED, "bench")
FLOORS = os.path.join(ROOT, "tools", "train", "floors.json")

CORPORA = ["naeb", "fundus", "vn", "magic_html", "wcxb", "related_tail", "trafilatura_eval", "zh_elwin", "google_trends", "pankaj"]
TAIL = "related_tail"
LABELS = [
    "naeb", "fundus", "vn", "magic_html:article", "magic_html:forum", "wcxb:article", "related_tail", "trafilatura_eval",
    "zh_elwin", "google_trends", "pankaj",
    *(f"wcxb:{kind}" for kind in ("forum", "listing", "product", "collection", "documentation", "service")),
]
# Where exactness is asked for: elsewhere it is a handful of pages, or what a gold's spaces and captions leave of it.
EXACT = ["naeb", "fundus", "magic_html:article", "wcxb:article", TAIL]
# Corpora whose titles, authors and dates are asked for.
METADATA = ["naeb", "fundus"]
# A floor is this far below what was reached when it was set: what a page or two more or less make.
MARGIN = {"f1": 0.003, "exact": 0.011, "teasers_gone": 0.003, "once": 0.005, "with_teaser": 0.01, "title": 0.01, "author": 0.01, "date": 0.01}


def _bench():
    sys.path.insert(0, BENCH)
    import score

    return score


def _score(label, path):
    """Scores of a results file, by the very code of `score.py` (and `score_tail.py`)."""
    score = _bench()
    name, _, page_type = label.partition(":")
    gold = [g for g in score.rows(os.path.join(SHARED, "corpus", name, "gold.jsonl")) if not page_type or g.get("page_type") == page_type]
    scores = score.score(gold, score.rows(path))
    if name == TAIL:
        tail = subprocess.run([sys.executable, os.path.join(BENCH, "score_tail.py"), name, path, "--json"], check=True, capture_output=True, text=True)
        tail = json.loads(tail.stdout)
        scores.update(once=tail["once"], with_teaser=tail["with_teaser"], teasers_gone=1 - tail["teasers_left"])
    return scores


def _write(path, results):
    with open(path, "w", encoding="utf-8") as f:
        for result in results:
            f.write(json.dumps(result) + "\n")


def cross_validated(work, models=articles.FOLD_MODELS):
    """{label: path of results}, each page judged by the model of its fold."""
    pages = [page for name in CORPORA for page in corpora.read(os.path.join(SHARED, "corpus"), name)]
    results = articles.extract(pages, work, lambda page: articles.fold_model(page.fold, models))
    paths = {}
    for name in CORPORA:
        paths[name] = os.path.join(work, f"{name}.cv.jsonl")
        _write(paths[name], ({**results[page.key], "id": page.id} for page in pages if page.corpus == name))
    return paths


def as_shipped(work):
    """{label: path of results} of the built package."""
    def run(name):
        path = os.path.join(work, f"{name}.shipped.jsonl")
        with open(path, "wb") as out:
            subprocess.run(["node", os.path.join(BENCH, "run.mjs"), name], cwd=ROOT, check=True, stdout=out, stderr=subprocess.DEVNULL)
        return path

    return {name: run(name) for name in CORPORA}


def score_all(paths):
    """{label: scores}, two corpora at a time."""
    with ProcessPoolExecutor(articles.PROCESSES) as pool:
        jobs = {label: pool.submit(_score, label, paths[label.partition(":")[0]]) for label in LABELS}
        return {label: job.result() for label, job in jobs.items()}


def _rivals():
    """{label: {column: best of the other systems}}."""
    best = {}
    with open(os.path.join(BENCH, "peers.tsv"), encoding="utf-8") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            mine = best.setdefault(row["corpus"], {})
            for column, value in row.items():
                if column not in ("corpus", "system", "n") and value:
                    mine[column] = max(mine.get(column, 0.0), float(value))
    return best


def _cell(value):
    return "     " if value is None else f"{value:.3f}".replace("0.", " .", 1)


def report(cv, shipped, floors, out=print):
    """Prints the tables."""
    rivals = _rivals()
    out(f"{'text':22} {'cross-validated':^23}   {'shipped model':^13}   {'best rival':^13}   {'floor':^13}   pages")
    out(f"{'':22} {'F1':^5}  exact   prec.  recall   F1     exact   F1     exact   F1     exact")
    for label in LABELS:
        mine, other, rival, floor = cv[label], (shipped or {}).get(label, {}), rivals.get(label, {}), floors.get(label, {})
        out(f"{label:22} {_cell(mine['f1'])}  {_cell(mine.get('exact'))}   {_cell(mine['precision'])}  {_cell(mine['recall'])}"
            f"   {_cell(other.get('f1'))}  {_cell(other.get('exact'))}   {_cell(rival.get('f1'))}  {_cell(rival.get('exact'))}"
            f"   {_cell(floor.get('f1'))}  {_cell(floor.get('exact'))}   {mine['n']}")
    tail, other = cv[TAIL], (shipped or {}).get(TAIL, {})
    out(f"\nother articles' cards ({TAIL})   cross-validated   shipped   floor")
    for column, name in (("teasers_gone", "teasers out of the text"), ("once", "in `related` once"), ("with_teaser", "with their teaser")):
        out(f"  {name:30} {_cell(tail[column]):>15}   {_cell(other.get(column)):>7}   {_cell(floors.get(TAIL, {}).get(column))}")
    out("\nmetadata               title           author          date           (ours, best rival, floor)")
    for label in METADATA:
        mine, rival, floor = cv[label], rivals.get(label, {}), floors.get(label, {})
        out(f"{label:22} " + "  ".join(f"{_cell(mine[c])} {_cell(rival.get(c))} {_cell(floor.get(c))}" for c in ("title", "author", "date")))


def read_floors():
    """The floors, {label: {column: lowest}}; none where there is no file."""
    if not os.path.exists(FLOORS):
        return {}
    with open(FLOORS, encoding="utf-8") as f:
        return json.load(f)


def _floored(label):
    columns = ["f1", "exact"] if label in EXACT else ["f1"]
    if label == TAIL:
        columns += ["teasers_gone", "once", "with_teaser"]
    if label in METADATA:
        columns += ["title", "author", "date"]
    return columns


def below(cv, floors):
    """What fell below its floor, a line each."""
    return [
        f"{label} {column}: {cv[label][column]:.4f} is below {floor}"
        for label, columns in floors.items() for column, floor in columns.items() if cv[label][column] < floor
    ]


def raised(cv, floors):
    """The floors, each at what is reached now less its margin, or where it was if that is higher."""
    result = {}
    for label in LABELS:
        mine = {}
        for column in _floored(label):
            reached = math.floor((cv[label][column] - MARGIN[column]) * 1000) / 1000
            mine[column] = max(floors.get(label, {}).get(column, 0.0), reached, 0.0)
        result[label] = mine
    return result


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--raise", dest="raise_floors", action="store_true", help="raise the floors to what is reached")
    arguments.add_argument("--cross-validated-only", action="store_true", help="leave out the built package's own figures")
    arguments.add_argument("--models", default=articles.FOLD_MODELS, help="folder of the folds' models")
    arguments = arguments.parse_args()
    if not os.path.isdir(os.path.join(SHARED, "corpus")):
        return print(f"skipped: {os.path.join('..', 'shared', 'corpus')} is not here")
    work = os.path.join(ROOT, "target", "quality")
    os.makedirs(work, exist_ok=True)
    articles.build()
    floors = read_floors()
    cv = score_all(cross_validated(work, arguments.models))
    shipped = None if arguments.cross_validated_only else score_all(as_shipped(work))
    report(cv, shipped, floors)
    if arguments.raise_floors:
        floors = raised(cv, floors)
        with open(FLOORS, "w", encoding="utf-8") as f:
            json.dump(floors, f, indent=2)
            f.write("\n")
        print("\nFloors raised.")
    if failures := below(cv, floors):
        print("\nBelow the floor:\n  " + "\n  ".join(failures))
        sys.exit(1)
    print("\nNothing is below its floor.")


if __name__ == "__main__":
    main()
