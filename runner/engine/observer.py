"""What the engine tells whoever watches a run."""

from __future__ import annotations

from typing import Protocol

from runner.stage import Item, Result


class Observer(Protocol):
    """Hears of progress. Nothing it does can change the run."""

    def restored(self, done: int, total: int) -> None:
        """The catalogue was lost: so many of the parts of earlier runs are read again."""

    def discovered(self, done: int, total: int) -> None:
        """So many of the files in the folder are identified."""

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None:
        """A stage has so many items before it, and so many results from earlier runs.

        Unless it is `certain`, some of the items wait for another stage and may fail there.
        """

    def began(self, stage: str, items: int) -> None:
        """A stage over the whole set works on so many items at once: how far it is cannot be told."""

    def kept(self, stage: str, items: int, todo: int) -> None:
        """So many results of an earlier release still hold for this stage; at most so many items are left for it."""

    def said(self, stage: str, line: str) -> None:
        """A stage tells something of itself: what it runs on."""

    def advanced(self, stage: str, item: Item, result: Result, todo: int) -> None:
        """One item came out of a stage with this result; at most so many are left for it."""

    def finished(self, stage: str, items: int) -> None:
        """A stage has nothing left to do; so many items came out of it in this run."""

    def paused(self, seconds: float) -> None:
        """The run is paused, and has been for these seconds since this was last told."""

    def continued(self) -> None:
        """The pause is over."""
