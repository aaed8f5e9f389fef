"""What the engine reports about a run."""

from __future__ import annotations

from typing import Protocol

from runner.stage import Item, Result


class Observer(Protocol):
    """Receives the progress of a run. Nothing it does can change the run."""

    def restored(self, done: int, total: int) -> None:
        """The catalogue was lost: `done` of `total` parts of earlier runs have been read again."""

    def discovered(self, done: int, total: int) -> None:
        """`done` of `total` files in the folder have been identified."""

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None:
        """A stage has `todo` items to process, and `reused` results from earlier runs.

        Unless `certain`, some of the items wait for another stage and may fail there.
        """

    def began(self, stage: str, items: int) -> None:
        """A stage over the whole set starts on this many items at once: no progress can be given."""

    def kept(self, stage: str, items: int, todo: int) -> None:
        """Results of an earlier release are still valid for this many items; at most `todo` are left for the stage."""

    def said(self, stage: str, line: str) -> None:
        """A stage says something about itself, such as what it runs on."""

    def advanced(self, stage: str, item: Item, result: Result, todo: int) -> None:
        """One item left a stage with this result; at most `todo` are left for it."""

    def finished(self, stage: str, items: int) -> None:
        """A stage has nothing left to do; it processed this many items in this run."""

    def paused(self, seconds: float) -> None:
        """The run is paused. `seconds` is the time paused since the last call."""

    def continued(self) -> None:
        """The pause is over."""
