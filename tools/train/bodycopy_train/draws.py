"""Which draw of the models is kept: what models of several seeds reach goes in; their figures, their spread and the best come out.

Training draws columns and rows by lot, and two models that differ in nothing but the seed differ on a few dozen pages. The
figures of one draw are what a reader of `docs/quality.md` gets, so several are trained, each is judged as `npm run quality`
judges, and one is kept: a choice among so many draws, which says nothing of the pages that nobody measures.
"""

import os
from dataclasses import dataclass

import numpy as np

from . import articles, model_file, quality

SEEDS = (7, 17, 27, 37)


@dataclass
class Draw:
    """The folds' models of one seed, and what they reach."""

    seed: int
    folder: str  # where the folds' models are
    probability: np.ndarray  # of each row, by its fold's model
    scores: dict

    def below(self, floors):
        """How far it is below its floors, all in all."""
        return sum(
            max(0.0, floor - self.scores[label][column])
            for label, columns in floors.items() for column, floor in columns.items()
        )

    def reached(self):
        """What counts where no floor does: F1 of all corpora, and exactness where it is asked for, weigh alike."""
        return self.mean_f1() + self.mean_exact() / 2

    def mean_f1(self):
        return float(np.mean([self.scores[label]["f1"] for label in quality.LABELS]))

    def mean_exact(self):
        return float(np.mean([self.scores[label]["exact"] for label in quality.EXACT]))


def judged(boosters, columns, features_hash, work, folder):
    """Writes the folds' models into a folder, and gives what they reach."""
    os.makedirs(folder, exist_ok=True)
    for fold, booster in enumerate(boosters):
        forest = model_file.forest_of(booster, columns)
        model_file.write(articles.fold_model(fold, folder), forest, features_hash, f"without the sites of fold {fold}")
    return quality.score_all(quality.cross_validated(work, folder))


def best(draws, floors):
    """The draw that is least below the floors, and of those that are below none the one that reaches most."""
    return min(draws, key=lambda draw: (round(draw.below(floors), 6), -draw.reached()))


def report(draws, floors, out=print):
    """Prints each draw's figures, a line each, and their spread."""
    columns = [(label, "f1") for label in quality.LABELS] + [(label, "exact") for label in quality.EXACT]
    table = np.array([[draw.scores[label][column] for label, column in columns] for draw in draws])
    out("\nDraws, articles, cross-validated:")
    out(f"{'seed':26}" + "".join(f"{draw.seed:>8}" for draw in draws) + "    mean   ± seed   floor")
    for (label, column), row in zip(columns, table.T):
        floor = floors.get(label, {}).get(column)
        spread = row.std(ddof=1) if len(row) > 1 else 0.0
        cells = "".join(f"{value:7.4f}{'-' if floor and value < floor else ' '}" for value in row)
        out(f"{label + ' ' + column:26}{cells} {row.mean():7.4f}  {spread:7.4f}  {floor or 0:6.3f}")
    for name, of in (("mean F1", Draw.mean_f1), ("mean exactness", Draw.mean_exact), ("below the floors, in all", lambda draw: draw.below(floors))):
        row = np.array([of(draw) for draw in draws])
        out(f"{name:26}" + "".join(f"{value:7.4f} " for value in row) + f" {row.mean():7.4f}")
