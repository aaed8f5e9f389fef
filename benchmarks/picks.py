"""Measures picks in planted years of photos, and the speed of choosing again; prints a table.

python benchmarks/picks.py

Measurements are taken from licensed photos (tests/picks/measured_photos.py); bursts, blinks, brackets, panoramas, focus
stacks and near-duplicates are planted among 20,000 rows of evidence (tests/picks/planted_year.py).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

sys.path.append(str(Path(__file__).parent.parent / "tests" / "picks"))

from planted_wedding import Wedding, planted_wedding
from planted_year import Year, planted_year

from runner.picks.choice import Choice, choose, chosen, grouped
from runner.picks.foresight import Hits, foresight
from runner.picks.guesses import guesses
from runner.picks.moments import SEQUENCES, moments
from runner.picks.options import CullOptions, Limits, Parts

SIZE, KEEP, SEEDS = 20_000, 2_000, (0, 1, 2, 3, 4)
WEDDINGS = 100


def planted() -> Iterator[tuple[str, str]]:
    """How much of what was planted is found, as the worst and the best of all seeds."""
    found = [_found(planted_year(SIZE, seed)) for seed in SEEDS]
    for name in found[0]:
        values = [each[name] for each in found]
        yield f"{name}, {len(SEEDS)} years", f"{min(values):.4g} to {max(values):.4g}"


def _found(year: Year) -> dict[str, float]:
    choice = choose(year.table, CullOptions(keep=KEEP))
    picked = choice.items("keep")
    places = dict(choice.table.select("item_id", "place").iter_rows())
    kept = set(year.best.values())
    told = foresight(guesses(choice, year.table), kept, set(year.moment) - kept)
    return {
        "photos picked of 2,000": len(picked),
        "planted keepers": len(year.keepers),
        "share of them in the top tenth": len(year.keepers & set(picked)) / len(year.keepers),
        "planted sequences": len(year.sequences),
        "sequences broken": _broken(year, choice),
        "photos kept whole that are in none": _wrongly_whole(year, choice),
        "best frame of a burst comes first": sum(places[each] == 1 for each in kept) / len(kept),
        **{f"the same, {each.strategy}": _share(each) for each in told.winners[1:]},
        "the same choice again": float(choose(year.table, CullOptions(keep=KEEP)).rows().equals(choice.rows())),
    }


def _broken(year: Year, choice: Choice) -> int:
    about = {
        item: (pick, moment) for item, pick, moment in choice.table.select("item_id", "pick", "moment").iter_rows()
    }
    return sum(len({about[item] for item in frames}) > 1 or about[frames[0]][0] != "whole"
               for frames in year.sequences.values())  # fmt: skip


def _wrongly_whole(year: Year, choice: Choice) -> int:
    inside = {item for frames in year.sequences.values() for item in frames}
    return len(set(choice.table.filter(pl.col("kind").is_in(SEQUENCES))["item_id"]) - inside)


def _share(hits: Hits) -> float:
    return hits.hits / hits.trials


def clocks() -> Iterator[tuple[str, str]]:
    """Weddings with two cameras, one of whose clocks is an hour and two minutes behind
    (tests/picks/planted_wedding.py).
    """
    found = [_corrections(planted_wedding(seed)) for seed in range(WEDDINGS)]
    errors = [abs(abs(seconds) - abs(planted_wedding(0).behind_s)) for each in found for seconds in each]
    yield "weddings with 25 moments of both whose clock is found", f"{sum(map(bool, found))} of {WEDDINGS}"
    yield "seconds by which it is missed, middle and most", f"{np.median(errors):.1f}, {max(errors):.1f}"
    few = [_corrections(planted_wedding(seed, shared=3, decor=60)) for seed in range(WEDDINGS)]
    yield "… with 3, and 60 things taken at any time: asserted", f"{sum(map(bool, few))} of {WEDDINGS}"


def _corrections(wedding: Wedding) -> list[float]:
    return moments(wedding.table, CullOptions())["clock_s"].drop_nulls().unique().to_list()


def pace() -> Iterator[tuple[str, str]]:
    """Seconds for 20,000 photos, the best of five."""
    table, options = planted_year(SIZE).table, CullOptions(keep=KEEP)
    known = grouped(table, options)
    moved = replace(options, parts=Parts(sharpness=0.2, eyes=0.5), limits=Limits(per_hour=20))
    for name, call in (
        ("everything, moments included", lambda: choose(table, options).rows()),
        ("ranked again with other weights and limits", lambda: chosen(known, moved).rows()),
    ):
        yield f"{name}, {SIZE:,} photos", f"{min(_seconds(call) for _ in range(5)):.2f} s"


def _seconds(call: object) -> float:
    begun = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - begun


def main() -> None:
    """Print all figures."""
    for rows in (planted, clocks, pace):
        for name, value in rows():
            sys.stdout.write(f"{name:<60} {value}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
