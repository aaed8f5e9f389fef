"""Runs photos through a model in batches."""

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
    """Yield one result for each item, in order: prepared by `prepare`, then computed by `compute` in batches.

    `compute` gets at most `size` prepared items and returns one result for each. If `prepare` raises ItemError for an
    item, that error is its result, and the rest of its batch goes on.
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
