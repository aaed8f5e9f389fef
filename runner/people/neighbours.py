"""The exact nearest faces of each face, by blocked matrix products; new faces can be added to an earlier result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
MOST = 24
"""Neighbours kept per face. The neighbours of a group are those of all its faces."""

_ROWS, _COLUMNS = 1024, 16384


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of faces with similar embeddings, by position: the nearest ones of each face, at most MOST."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]  # of the same length
    cosine: NDArray[np.float32]  # of the same length, rounded to 4 digits

    def edges(self) -> Neighbours:
        """Each pair once, the lower position first, sorted by position."""
        low, high = np.minimum(self.first, self.second), np.maximum(self.first, self.second)
        order = np.lexsort((high, low))
        low, high, cosine = low[order], high[order], self.cosine[order]
        new = np.ones(len(low), bool)
        new[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
        return Neighbours(low[new], high[new], cosine[new])


NONE = Neighbours(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float32))


def neighbours(vectors: Vectors, least: float, known: Neighbours = NONE, of_known: int = 0) -> Neighbours:
    """The nearest neighbours of each face with a cosine of at least `least`.

    `vectors` are unit vectors, [face, dimension]. `known` is the result for the first `of_known` of them with the same
    `least`: then only pairs with a newer face are computed.
    """
    found = [known]
    starts = range(of_known, len(vectors), _ROWS)
    found += [_of_block(vectors, start, min(start + _ROWS, len(vectors)), least) for start in starts]
    return _nearest(_joined(found))


def without(known: Neighbours, kept: NDArray[np.bool_]) -> Neighbours:
    """The pairs among the `kept` faces, renumbered to their new positions."""
    position: NDArray[np.int32] = np.asarray(np.cumsum(kept) - 1, np.int32)
    both = kept[known.first] & kept[known.second]
    return Neighbours(position[known.first[both]], position[known.second[both]], known.cosine[both])


def _of_block(vectors: Vectors, start: int, end: int, least: float) -> Neighbours:
    """Pairs of the faces from `start` to `end` with those before `end`, in both directions: each face's nearest."""
    block, found = vectors[start:end], NONE
    for left in range(0, end, _COLUMNS):
        right = min(left + _COLUMNS, end)
        cosines = block @ vectors[left:right].T
        at = np.nonzero(cosines >= least)
        rows, columns = np.asarray(at[0] + start, np.int32), np.asarray(at[1] + left, np.int32)
        earlier = columns < rows
        pairs = Neighbours(rows[earlier], columns[earlier], np.round(cosines[at][earlier], 4))
        found = _nearest(_joined([found, pairs, Neighbours(pairs.second, pairs.first, pairs.cosine)]))
    return found


def _joined(parts: list[Neighbours]) -> Neighbours:
    return Neighbours(
        np.concatenate([each.first for each in parts]),
        np.concatenate([each.second for each in parts]),
        np.concatenate([each.cosine for each in parts]),
    )


def _nearest(pairs: Neighbours) -> Neighbours:
    """The MOST nearest ones of each first face; of equally near ones, those with the lower positions."""
    order = np.lexsort((pairs.second, -pairs.cosine, pairs.first))
    first = pairs.first[order]
    begins = np.searchsorted(first, first, side="left")
    kept = order[np.arange(len(first)) - begins < MOST]
    return Neighbours(pairs.first[kept], pairs.second[kept], pairs.cosine[kept])
