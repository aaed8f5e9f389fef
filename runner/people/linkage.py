"""Average linkage of faces under constraints: what must be one group, and what must never be.

The average of the cosines between two groups of vectors of length 1 is the product of their means, so that it is exact
without a matrix of pairs. Pairs of groups that are each other's nearest are joined in rounds, which gives what joining
the nearest pair first gives (Murtagh and Contreras, Algorithms for hierarchical clustering: an overview, 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runner.people.neighbours import Vectors

Ints = NDArray[np.int64]
FREE = -1
STRANGER = -2
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Atoms:
    """What linkage begins with: faces, and groups of faces that a person tied together."""

    sums: Vectors  # of the members' vectors, [atom, dimension]
    counts: Ints  # of those vectors
    owners: Ints  # the number of a person, STRANGER, or FREE
    homes: Ints  # [row, 2]: atom and photo, each pair once
    apart: Ints  # [pair, 2]: atoms that must not be in one group
    denied: Ints  # [pair, 2]: atom and number of a person that it must not be


class Linkage:
    """Groups that grow. `group` says of each atom which one it is in: the lowest position of its atoms."""

    def __init__(self, atoms: Atoms) -> None:
        self.group: Ints = np.arange(len(atoms.counts))
        self.sums = atoms.sums.copy()
        self.counts = atoms.counts.copy()
        self._owners = atoms.owners.copy()
        self._homes = atoms.homes.copy()
        self._apart, self._denied = atoms.apart, atoms.denied

    def join(self, pairs: Ints, least: float) -> None:
        """Join groups along these pairs of atoms, [pair, 2], as long as two are as near as `least` on average."""
        edges = _each_once(self.group[pairs])
        nearness = self.nearness(edges)
        while len(edges):
            near = nearness >= least
            edges, nearness = edges[near], nearness[near]
            proposed = _mutual(edges, nearness, len(self.group))
            forbidden = self.forbidden(edges[proposed])
            joined = edges[proposed[~forbidden]]
            keep = np.ones(len(edges), bool)
            keep[proposed] = False
            edges, nearness = edges[keep], nearness[keep]
            edges, nearness = self._after(joined, edges, nearness)

    def nearness(self, pairs: Ints) -> NDArray[np.float64]:
        """The average cosine between the faces of two groups, of each pair, rounded to 4 digits."""
        found = np.empty(len(pairs))
        for start in range(0, len(pairs), _CHUNK):
            one, other = pairs[start : start + _CHUNK].T
            products = np.einsum("ij,ij->i", self.sums[one], self.sums[other], dtype=np.float64)
            found[start : start + _CHUNK] = products / np.maximum(self.counts[one] * self.counts[other], 1)
        return np.round(found, 4)

    def forbidden(self, pairs: Ints) -> NDArray[np.bool_]:
        """Whether two groups must not become one: a photo that both are in, two owners, or a person's word.

        No group is in two of the pairs.
        """
        one, other = self._owners[pairs].T.reshape(2, -1)
        found = (one != other) & (one != FREE) & (other != FREE)
        pair_of = np.full(len(self.group), -1)
        pair_of[pairs[:, 0]] = pair_of[pairs[:, 1]] = np.arange(len(pairs))
        self._mark_shared_photos(pair_of, found)
        one, other = self.group[self._apart].T.reshape(2, -1)
        both = (pair_of[one] >= 0) & (pair_of[one] == pair_of[other])
        found[pair_of[one[both]]] = True
        self._mark_denied(pairs, pair_of, found)
        return np.asarray(found, np.bool_)

    def _mark_shared_photos(self, pair_of: Ints, found: NDArray[np.bool_]) -> None:
        pair = pair_of[self._homes[:, 0]]
        asked = pair >= 0
        pair, photo = pair[asked], self._homes[asked, 1]
        order = np.lexsort((photo, pair))
        pair, photo = pair[order], photo[order]
        twice = (pair[1:] == pair[:-1]) & (photo[1:] == photo[:-1])
        found[pair[1:][twice]] = True

    def _mark_denied(self, pairs: Ints, pair_of: Ints, found: NDArray[np.bool_]) -> None:
        group, person = self.group[self._denied[:, 0]], self._denied[:, 1]
        asked = pair_of[group] >= 0
        group, person = group[asked], person[asked]
        owners = self._owners[pairs[pair_of[group]]]
        found[pair_of[group[(owners == person[:, None]).any(axis=1)]]] = True

    def _after(self, joined: Ints, edges: Ints, nearness: NDArray[np.float64]) -> tuple[Ints, NDArray[np.float64]]:
        """Make one group of each pair; the edges that are left, as near as they are now."""
        low, high = joined.T.reshape(2, -1)
        becomes = np.arange(len(self.group))
        becomes[high] = low
        self.group = becomes[self.group]
        self._homes[:, 0] = becomes[self._homes[:, 0]]
        self.sums[low] += self.sums[high]
        self.counts[low] += self.counts[high]
        self._owners[low] = np.where(self._owners[low] == FREE, self._owners[high], self._owners[low])
        changed = np.zeros(len(self.group), bool)
        changed[low] = True
        touched = changed[becomes[edges]].any(axis=1)
        moved = _each_once(becomes[edges[touched]])
        left = np.concatenate([edges[~touched], moved])
        near = np.concatenate([nearness[~touched], self.nearness(moved)])
        return left, near


def _each_once(pairs: Ints) -> Ints:
    """Each pair of two different groups once, the lower first, in order."""
    low, high = np.sort(pairs.astype(np.int64).reshape(-1, 2), axis=1).T
    key = np.unique((low * (1 << 31) + high)[low != high])
    return np.stack([key >> 31, key & ((1 << 31) - 1)], axis=1)


def _mutual(edges: Ints, nearness: NDArray[np.float64], groups: int) -> Ints:
    """Places of the edges whose two groups are each other's nearest; of equally near ones the first edge counts."""
    order = np.lexsort((edges[:, 1], edges[:, 0], -nearness))
    rank = np.empty(len(edges), np.int64)
    rank[order] = np.arange(len(edges))
    best = np.full(groups, len(edges))
    np.minimum.at(best, edges[:, 0], rank)
    np.minimum.at(best, edges[:, 1], rank)
    return np.flatnonzero((best[edges[:, 0]] == rank) & (best[edges[:, 1]] == rank))
