"""Computes what a run costs by the configured prices, and how many photos it worked on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import polars as pl
from annotated_types import Ge, Gt, MinLen

from runner.schema import Options
from runner.store import evidence


@dataclass(frozen=True)
class CostOptions(Options):
    """What an hour costs. Null means unknown, and is not guessed."""

    price_per_hour: Annotated[float, Ge(0)] | None
    watts: Annotated[float, Gt(0)] | None
    price_per_kwh: Annotated[float, Ge(0)] | None
    currency: Annotated[str, MinLen(1)]

    def problems(self) -> Sequence[str]:
        """Report a price of energy without an amount of it."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[str]:
        if self.price_per_kwh is not None and self.watts is None:
            yield "watts: missing. A price of energy needs what the machine draws: cost.watts=…"

    @property
    def per_hour(self) -> float | None:
        """What an hour costs, rent and energy together; None if neither is known."""
        energy = self.watts / 1000 * self.price_per_kwh if self.watts and self.price_per_kwh is not None else None
        known = [part for part in (self.price_per_hour, energy) if part is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class Cost:
    """The cost of one run over its whole time from start to end, including idle time."""

    currency: str
    per_hour: float | None  # null if only the energy is known
    total: float | None
    per_photo: float | None  # over the photos that the run worked on; null if there were none
    kwh: float | None  # null if the power of the machine is unknown


def cost(options: CostOptions, wall_s: float, computed: int | None) -> dict[str, object] | None:
    """Return the cost of this many seconds as run.json stores it; None if neither prices nor power are known."""
    hours, per_hour = wall_s / 3600, options.per_hour
    if per_hour is None and options.watts is None:
        return None
    total = None if per_hour is None else per_hour * hours
    each = None if total is None or not computed else total / computed
    kwh = None if options.watts is None else options.watts / 1000 * hours
    return asdict(Cost(options.currency, per_hour, _rounded(total), _rounded(each), _rounded(kwh)))


def computed(run: Path, stages: Sequence[str]) -> int:
    """Return the number of photos that at least one of these stages computed in this run, rather than reused."""
    tables = (evidence.read_columns(run, stage, ("reused_from",)) for stage in stages)
    own = [table.filter(pl.col("reused_from").is_null())["item_id"] for table in tables if table.width]
    return pl.concat(own).n_unique() if own else 0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
