"""Prepares the next items of many while the current ones are processed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def prefetch(items: Iterable[A], prepare: Callable[[A], B], count: int) -> Generator[B, None, None]:
    """Yield `prepare(item)` for each item, in order; one other thread computes up to `count` of them in advance.

    `items` is iterated in the caller's thread. An exception from `prepare` is raised when its item's turn comes.
    Closing waits for the item that is being prepared.
    """
    rest, ready = iter(items), deque[Future[B]]()
    with ThreadPoolExecutor(1, "prefetch") as thread:
        try:
            while True:
                while len(ready) <= count and (entry := next(rest, None)) is not None:
                    ready.append(thread.submit(prepare, entry))
                if not ready:
                    return
                yield ready.popleft().result()
        finally:
            for future in ready:
                future.cancel()
