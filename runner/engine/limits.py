"""The limits at which a run stops by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Gt

from runner.schema import Options


@dataclass(frozen=True)
class LimitOptions(Options):
    """The budget of one run."""

    max_minutes: Annotated[float, Gt(0)] | None
    max_cost: Annotated[float, Gt(0)] | None  # in the currency of the cost


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a run may work, and which option limits it."""

    seconds: float | None = None  # from `since`; None: no limit
    name: str = ""  # the option that sets the limit
    since: float = 0.0  # in time.monotonic()

    def spent(self) -> bool:
        """True if no more photos may be started."""
        return self.seconds is not None and time.monotonic() - self.since >= self.seconds


def begin(limits: LimitOptions, per_hour: float | None, clock: Callable[[], float] = time.monotonic) -> Budget:
    """The budget of a run that starts now on a machine that costs `per_hour`; the tighter of the two limits applies."""
    now, budgets = clock(), []
    if limits.max_minutes:
        budgets.append((limits.max_minutes * 60, "limits.max_minutes"))
    if limits.max_cost and per_hour:
        budgets.append((limits.max_cost / per_hour * 3600, "limits.max_cost"))
    return Budget(*min(budgets), now) if budgets else Budget()
