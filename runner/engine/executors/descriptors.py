"""Open files that a child gets when it is started."""

from __future__ import annotations

from multiprocessing import reduction
from typing import Any


class Descriptor:
    """The number of an open file, here and, after the child is started, there."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Any, ...]:
        """The file goes to the child beside the pickle, which is possible only while it is being started."""
        return _arrived, (reduction.DupFd(self.number),)


def _arrived(sent: Any) -> Descriptor:
    return Descriptor(sent.detach())
