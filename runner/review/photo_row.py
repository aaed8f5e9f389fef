"""The review row of one photo; its large columns are read on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any


class PhotoRow(Mapping[str, Any]):
    """The values in memory by column, and those that `read` returns, called when a column of `further` is first used.

    Safe to read from several threads.
    """

    __slots__ = ("_names", "_read", "_there")

    def __init__(
        self, there: Mapping[str, Any], further: tuple[str, ...], read: Callable[[], Mapping[str, Any]]
    ) -> None:
        self._there, self._read = there, read
        self._names = dict.fromkeys((*there, *further))

    def __getitem__(self, name: str) -> Any:
        if name not in self._there and name in self._names:
            self._there = {**self._there, **self._read()}  # a new dictionary: another thread may be reading the old one
        return self._there[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
