"""Measures how often people are rightly called smiling or not, and how often that is unknown; prints a table.

python benchmarks/smiles.py FOLDER

`smiles.csv` beside this file lists faces in Python packages, each with its package, its file name, the middle of the
face in shares of the picture, and what a person saw: smiles, not, or unsure. FOLDER holds those packages, unpacked.
Faces whose file is missing are left out and counted. The photos are not part of this project.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from people_real import models, read

from runner.faces.reader import FaceReader
from runner.people.options import ScoreRules
from runner.people.scores import MEASURES, face_flags
from runner.reports.intervals import wilson
from runner.store import evidence

LABELS = Path(__file__).with_suffix(".csv")
NEAR = 0.05
"""A face is the labelled one if its middle is at most this far from the table's, as a share of the picture."""


def measured(folder: Path) -> pl.DataFrame:
    """The labelled faces that were found, with their measurements."""
    labels = pl.read_csv(LABELS)
    reader = FaceReader(models("blazeface", "dlib_resnet"))
    found = []
    with TemporaryDirectory() as runs:
        for (name,), part in labels.group_by("file", maintain_order=True):
            path = next((each for each in sorted(folder.rglob(str(name))) if each.is_file()), None)
            rows = [row for row, _ in read(path, reader, Path(runs))] if path else []
            for x, y, label in part.select("x", "y", "label").iter_rows():
                near = [(hypot(_middle(row)[0] - x, _middle(row)[1] - y), row) for row in rows]
                apart, row = min(near, key=lambda each: each[0], default=(1.0, None))
                if row is not None and apart <= NEAR:
                    found.append(
                        {**evidence.to_record(row), "item_id": str(len(found)), "person_id": None, "label": label}
                    )
    print(f"{len(found)} of {labels.height} labelled faces found in {folder}")
    kept = ["item_id", "person_id", "label", *MEASURES]
    return (
        pl.DataFrame(found, infer_schema_length=None).select(pl.col(kept)).with_columns(pl.col("person_id").cast(str))
    )


def _middle(row) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    place = row.region
    return (place.left + place.right) / 2, (place.top + place.bottom) / 2


def figures(faces: pl.DataFrame, rules: ScoreRules) -> Iterator[tuple[str, str]]:
    """Yield the lines to print."""
    told = face_flags(faces, {}, rules).select("label", "smiles")
    sure = told.filter(pl.col("label") != "unsure")
    yield (
        "faces that smile, and that do not",
        ", ".join(str((sure["label"] == each).sum()) for each in ("smiles", "not")),
    )
    for said, label in ((True, "smiles"), (False, "not")):
        those = sure.filter(pl.col("smiles") == said)
        right = int((those["label"] == label).sum())
        yield f"called {'smiling' if said else 'not smiling'}, and it is so", share(right, those.height)
        yield "  of all of which it is so", share(right, int((sure["label"] == label).sum()))
    yield "told of at all", share(int(sure["smiles"].is_not_null().sum()), sure.height)
    unsure = told.filter(pl.col("label") == "unsure")
    counts = [str((unsure["smiles"] == each).sum()) for each in (True, False)]
    yield "of those where a person was unsure, called smiling, not", f"{', '.join(counts)} of {unsure.height}"


def share(hits: int, trials: int) -> str:
    """A share with its 95 % confidence interval."""
    found = wilson(hits, trials)
    interval = f" [{found.low:.2f} to {found.high:.2f}]" if found.low is not None and found.high is not None else ""
    return f"{hits} of {trials}{interval}"


if __name__ == "__main__":
    every = measured(Path(sys.argv[1]))
    for what, line in figures(every, ScoreRules()):
        print(f"{what:<58} {line}", flush=True)
