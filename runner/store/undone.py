"""Which changes do not count, where changes are taken back and done again by later ones."""

from __future__ import annotations

from collections.abc import Iterable


def undone(newest_first: Iterable[tuple[int, int | None]]) -> frozenset[int]:
    """The ids of changes that were taken back by one that counts.

    Of each change its id, and that of the change which it takes back; None where it takes back none.
    """
    gone: set[int] = set()
    for change, undoes in newest_first:
        if undoes is not None and change not in gone:
            gone.add(undoes)
    return frozenset(gone)
