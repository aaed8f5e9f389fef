"""Open files that are passed to a child when it is started."""

from __future__ import annotations

from multiprocessing import reduction
from typing import Any


class Descriptor:
    """The number of an open file in this process and, once the child has started, in the child."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __reduce__(self) -> tuple[Any, ...]:
        """Pass the file along with the pickle, which is possible only while the child is being started."""
        return _arrived, (reduction.DupFd(self.number),)


def _arrived(sent: Any) -> Descriptor:
    return Descriptor(sent.detach())
