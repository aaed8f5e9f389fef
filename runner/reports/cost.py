"""What a run costs, by the prices that the configuration gives, and for how many photos it worked."""

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
    """What an hour costs. Null is not known, and not guessed."""

    price_per_hour: Annotated[float, Ge(0)] | None
    watts: Annotated[float, Gt(0)] | None
    price_per_kwh: Annotated[float, Ge(0)] | None
    currency: Annotated[str, MinLen(1)]

    def problems(self) -> Sequence[str]:
        """A price of energy without an amount of it."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[str]:
        if self.price_per_kwh is not None and self.watts is None:
            yield "watts: missing. A price of energy needs what the machine draws: cost.watts=…"

    @property
    def per_hour(self) -> float | None:
        """What an hour costs, rent and energy together; None when neither is known."""
        energy = self.watts / 1000 * self.price_per_kwh if self.watts and self.price_per_kwh is not None else None
        known = [part for part in (self.price_per_hour, energy) if part is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class Cost:
    """Of one run, over its time from start to end, whatever of it was computing."""

    currency: str
    per_hour: float | None  # null when only the energy is known
    total: float | None
    per_photo: float | None  # of those that were computed again; null when there were none
    kwh: float | None  # null when it is not known what the machine draws


def cost(options: CostOptions, wall_s: float, computed: int | None) -> dict[str, object] | None:
    """What so many seconds cost, as run.json keeps it; None when nothing is known of prices and energy."""
    hours, per_hour = wall_s / 3600, options.per_hour
    if per_hour is None and options.watts is None:
        return None
    total = None if per_hour is None else per_hour * hours
    each = None if total is None or not computed else total / computed
    kwh = None if options.watts is None else options.watts / 1000 * hours
    return asdict(Cost(options.currency, per_hour, _rounded(total), _rounded(each), _rounded(kwh)))


def computed(run: Path, stages: Sequence[str]) -> int:
    """Photos for which at least one of these stages worked in this run; those with earlier results only are not."""
    tables = (evidence.read_columns(run, stage, ("reused_from",)) for stage in stages)
    own = [table.filter(pl.col("reused_from").is_null())["item_id"] for table in tables if table.width]
    return pl.concat(own).n_unique() if own else 0


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
