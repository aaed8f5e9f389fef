"""Claims of models' texts against witnesses, without pictures: how many wrong ones are found, how many right ones hit.

`python benchmarks/claims.py [TABLE]`, TABLE as Parquet with the columns image_id, model, caption, truth_objects (COCO
classes) and hallucinated (words of the caption for things that are not there); by default `$CLAIMS_TABLE`, then
`../shared/data/vlm/captions.parquet` beside the project.

The truth stands in for a detector: first one that sees everything, then one that sees, seeded by the picture, 85 % of
what is there and 0.3 things per picture that are not. The second captioner is another model of the table with a text
about the same picture: the one whose silence tells most, measured on other pictures, with its longest text. Witnesses
are calibrated, and the limit from which a claim is an error is chosen, on three quarters of the pictures; the last
quarter is judged, for each quarter in turn.

Goals at 0.85: recall >= 0.60, true_flagged <= 0.005, good_blocked <= 0.02, precision >= 0.9.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
from claims_rules import grounding_errors
from claims_table import RECALL, TABLE, Bench, Judged

from runner.text.claims.reader import read

RESAMPLES = 200

MEASURES: dict[str, Callable[[Sequence[Judged]], tuple[int, int]]] = {
    "recall": lambda js: (sum(j.text.wrong and j.right_errors > 0 for j in js), sum(j.text.wrong for j in js)),
    "true_flagged": lambda js: (sum(j.false_errors for j in js), sum(j.object_words for j in js)),
    "good_blocked": lambda js: (
        sum(not j.text.wrong and bool(j.false_errors + j.right_errors + j.other_errors) for j in js),
        sum(not j.text.wrong for j in js),
    ),
    "precision": lambda js: (sum(j.right_errors for j in js), sum(j.right_errors + j.false_errors for j in js)),
    "warned_recall": lambda js: (
        sum(j.text.wrong and j.right_errors + j.right_warnings > 0 for j in js),
        sum(j.text.wrong for j in js),
    ),
    "true_warned": lambda js: (sum(j.false_errors + j.false_warnings for j in js), sum(j.object_words for j in js)),
}


def share(pair: tuple[int, int]) -> float | None:
    return pair[0] / pair[1] if pair[1] else None


def interval(judged: Sequence[Judged], measure: Callable[[Sequence[Judged]], tuple[int, int]]) -> tuple[float, float]:
    """The 95 % interval by resampling pictures, because texts about one picture are not independent."""
    by_picture: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_picture[each.text.picture].append(each)
    pairs = [measure(group) for group in by_picture.values()]
    rng = random.Random(1)
    drawn = sorted(_drawn(pairs, rng) for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES) - 1]


def _drawn(pairs: Sequence[tuple[int, int]], rng: random.Random) -> float:
    chosen = rng.choices(pairs, k=len(pairs))
    return sum(a for a, _ in chosen) / max(sum(b for _, b in chosen), 1)


def show(name: str, judged: Sequence[Judged]) -> dict[str, float | None]:
    found = {}
    print(f"  {name}: {len(judged)} texts, {sum(j.text.wrong for j in judged)} with a wrong object")
    for measure, counted in MEASURES.items():
        pair = counted(judged)
        found[measure] = share(pair)
        if pair[1]:
            low, high = interval(judged, counted)
            print(f"    {measure:14} {pair[0] / pair[1]:.4f}  [{low:.4f}, {high:.4f}]  {pair[0]} of {pair[1]}")
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("table", nargs="?", type=Path, default=TABLE)
    arguments.add_argument("--precision", type=float, default=0.91, help="share of errors that have to be right")
    asked = arguments.parse_args()
    table = pl.read_parquet(asked.table)
    captions = table["caption"].fill_null("").unique().to_list()
    began = time.process_time()
    for caption in captions:
        read(caption)
    print(f"Reading: {(time.process_time() - began) / len(captions) * 1000:.2f} ms a text (goal: at most 2)")
    others = grounding_errors(captions)
    for recall in (1.0, RECALL):
        print(f"Detector of recall {recall}:")
        judged = list(Bench(table, recall).run(asked.precision, others))
        for model in sorted({each.text.model for each in judged}):
            show(model, [each for each in judged if each.text.model == model])
        found = show("all", judged)
    goals = {name: found[name] for name in ("recall", "true_flagged", "good_blocked", "precision")}
    print(
        json.dumps(
            {
                **{name: None if value is None else round(value, 4) for name, value in goals.items()},
                "texts": table.height,
            }
        )
    )


if __name__ == "__main__":
    main()
