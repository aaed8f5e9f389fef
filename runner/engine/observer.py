"""What the engine tells whoever watches a run."""

from __future__ import annotations

from typing import Protocol


class Observer(Protocol):
    """Hears of progress. Nothing it does can change the run."""

    def discovered(self, done: int, total: int) -> None:
        """So many of the files in the folder are identified."""

    def planned(self, stage: str, todo: int, reused: int) -> None:
        """A stage has so many items before it, and so many results from earlier runs."""

    def advanced(self, stage: str, todo: int, failed: bool) -> None:
        """One item came out of a stage; so many are left for it."""

    def finished(self, stage: str) -> None:
        """A stage has nothing left to do."""
