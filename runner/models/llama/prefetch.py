"""Work that is done for the next of many while the present ones are at work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def prefetch(items: Iterable[A], prepare: Callable[[A], B], count: int) -> Generator[B, None, None]:
    """Yield `prepare` of each, in order, computed in one other thread up to `count` before they are asked for.

    `items` is iterated in the caller's thread. An exception of `prepare` is raised in its turn. Closing waits for the
    one that is being prepared.
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
