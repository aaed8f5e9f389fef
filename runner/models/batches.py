"""Photos through a model, some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from runner.errors import ItemError

T = TypeVar("T")
P = TypeVar("P")
R = TypeVar("R")


def in_batches(
    items: Sequence[T], size: int, prepare: Callable[[T], P], compute: Callable[[Sequence[P]], Iterable[R]]
) -> Iterator[R | ItemError]:
    """Yield one result for each item, in order: what `compute` makes of what `prepare` made of it.

    `compute` gets at most `size` of them and gives one result each. An item of which `prepare` raises ItemError has
    that error as its result, and the others of its batch go on.
    """
    for start in range(0, len(items), size):
        prepared = [_prepared(item, prepare) for item in items[start : start + size]]
        good = [each for each in prepared if not isinstance(each, ItemError)]
        results = iter(compute(good) if good else ())
        yield from (each if isinstance(each, ItemError) else next(results) for each in prepared)


def _prepared(item: T, prepare: Callable[[T], P]) -> P | ItemError:
    try:
        return prepare(item)
    except ItemError as error:
        return error
