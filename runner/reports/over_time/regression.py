"""Detects approved photos that a run made worse, by outcome and newly broken rules, and measures text differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import polars as pl

from runner.reports.over_time.reference import RegressionOptions
from runner.reports.wording import count
from runner.schema import TEXTS
from runner.store import evidence

NAME = "regression.parquet"
LISTED = 10
"""Upper limit for the photos named on the terminal."""

_RANKS = {"passed": 2, "repaired": 2, "blocked": 1, "failed": 0}

COLUMNS: dict[str, pl.DataType] = {
    "item_id": pl.String(),
    "source_path": pl.String(),
    "worse": pl.Boolean(),  # it was ready and is blocked or failed, was blocked and now failed, or breaks more rules
    "better": pl.Boolean(),  # it was blocked and is ready
    "outcome_before": pl.String(),  # of the run whose texts were approved
    "outcome": pl.String(),  # of this run
    "new_errors": pl.List(pl.String()),  # rules with severity error that it did not break before
    **{f"{name}_distance": pl.Float64() for name in TEXTS},  # 0 as approved, 1 nothing in common; null without a text
    **{f"{name}_approved": pl.List(pl.String()) if name == "keywords" else pl.String() for name in TEXTS},
    **{name: pl.List(pl.String()) if name == "keywords" else pl.String() for name in TEXTS},  # of this run
}
"""Columns of `regression.parquet`."""


@dataclass(frozen=True)
class Regression:
    """The result of the comparison, as run.json stores it."""

    reference: str  # approved, or the folder of an export
    approved: int  # photos of the reference
    compared: int  # of these, photos of this run
    worse: int
    better: int
    max_worse: float  # highest allowed share of worse photos among the compared
    distance: float | None  # mean over captions, alt texts and keywords; null if nothing could be compared

    @property
    def failed(self) -> bool:
        """Whether too many photos got worse. A run with none of the approved photos fails too, as it proves nothing."""
        return self.worse > self.max_worse * self.compared or (self.approved > 0 and self.compared == 0)

    def for_file(self) -> dict[str, object]:
        """Return the result as `run.json` stores it, including whether it failed."""
        return {**asdict(self), "failed": self.failed}


def compare(reference: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per photo that is in both, the worst first. `rows` are the run's, including copies."""
    own = rows.filter(pl.col("outcome") != "copy")
    before = reference.rename({"outcome": "outcome_before", **{name: f"{name}_approved" for name in TEXTS}})
    both = own.join(before, on="item_id", maintain_order="left")
    now, then = (pl.col(name).replace_strict(_RANKS, return_dtype=pl.Int64) for name in ("outcome", "outcome_before"))
    both = both.with_columns(
        new_errors=pl.col("findings").list.set_difference("errors").list.sort(), better=(then == 1) & (now == 2)
    )
    both = both.with_columns(worse=(now < then) | (pl.col("new_errors").list.len() > 0))
    both = both.with_columns(
        pl.Series(f"{name}_distance", _distances(both, name), dtype=pl.Float64()) for name in TEXTS
    )
    rank = {"worse": pl.col("worse"), "fall": then - now, "more": pl.col("new_errors").list.len()}
    return both.sort(*rank.values(), descending=True, maintain_order=True).select(COLUMNS.keys())


def judge(options: RegressionOptions, reference: pl.DataFrame, compared: pl.DataFrame) -> Regression:
    """Return the figures of a comparison."""
    distances = [value for name in TEXTS for value in compared[f"{name}_distance"] if value is not None]
    return Regression(
        reference=str(options.reference),
        approved=reference.height,
        compared=compared.height,
        worse=int(compared["worse"].sum()),
        better=int(compared["better"].sum()),
        max_worse=options.max_worse,
        distance=round(sum(distances) / len(distances), 6) if distances else None,
    )


def write(run: Path, compared: pl.DataFrame) -> None:
    """Write `regression.parquet`."""
    evidence.write_parquet(run / NAME, compared, {"run_id": run.name})


def sentences(found: Regression, compared: pl.DataFrame, run: Path) -> Iterator[str]:
    """Yield the sentences to print: the verdict first, then the worst photos."""
    if not found.approved:
        yield "Regression: nothing is approved yet, so nothing was compared. Approve what is good in the reviewer."
        return
    if not found.compared:
        yield f"Regression: this run has none of the {count(found.approved, 'approved photo')}. Is it the right folder?"
        return
    allowed = f"regression.max_worse allows {_percent(found.max_worse)}"
    verdict = f"{_percent(found.worse / found.compared)}; {allowed}{': too many' if found.failed else ''}"
    yield f"Regression: {found.worse:,} of {count(found.compared, 'approved photo')} got worse, {verdict}."
    if found.better:
        yield f"Better than when they were approved: {found.better:,}."
    if found.approved > found.compared:
        yield f"Approved, but not in this run: {found.approved - found.compared:,}."
    if found.distance is not None:
        yield f"The run's texts differ from the approved ones by {found.distance:.0%} of their words."
    worst = compared.filter("worse")
    yield from (_line(row) for row in worst.head(LISTED).iter_rows(named=True))
    yield f"Photo by photo: {run / NAME}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g}%"


def _line(row: dict[str, Any]) -> str:
    broken = f", breaks {', '.join(row['new_errors'])}" if row["new_errors"] else ""
    return f"worse: {row['source_path']}: was {row['outcome_before']}, is {row['outcome']}{broken}"


def _distances(both: pl.DataFrame, name: str) -> list[float | None]:
    measure = _of_lists if name == "keywords" else _of_texts
    texts = zip(both[f"{name}_approved"].to_list(), both[name].to_list(), strict=True)
    return [measure(one, other) for one, other in texts]


def _of_texts(approved: str | None, now: str | None) -> float | None:
    """Share of the words of both texts without a match in the other, in order (1 minus difflib's ratio)."""
    if not approved or not now:
        return None
    return 1 - SequenceMatcher(None, approved.split(), now.split(), autojunk=False).ratio()


def _of_lists(approved: Sequence[str] | None, now: Sequence[str] | None) -> float | None:
    """Share of all keywords that only one of the two lists has."""
    one, other = set(approved or ()), set(now or ())
    return 1 - len(one & other) / len(one | other) if one and other else None
