"""Decides which changes do not count because later ones undo them."""

from __future__ import annotations

from collections.abc import Iterable


def undone(newest_first: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """The ids of changes that are undone by a change that counts.

    `newest_first` has the id of each change, and the id of the change that it undoes, or None.
    """
    gone: set[int] = set()
    for change, undoes in newest_first:
        if undoes is not None and change not in gone:
            gone.add(undoes)
    return frozenset(gone)
