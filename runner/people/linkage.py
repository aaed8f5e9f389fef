"""Average linkage of faces under constraints: what must be one group, and what must never be.

The average cosine between two groups of unit vectors is the dot product of their means, so it is exact without a matrix
of pairs. Pairs of groups that are each other's nearest are joined in rounds, with the same result as joining the
nearest pair first (Murtagh and Contreras, Algorithms for hierarchical clustering: an overview, 2012).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runner.people.neighbours import Vectors

Ints = NDArray[np.int64]
FREE = -1
STRANGER = -2
SMALL = 4
"""A group takes in several groups at once if it is at least this many times as large as all of them together."""
_CHUNK, _SHIFT = 65536, 1 << 31


@dataclass(frozen=True, slots=True)
class Atoms:
    """What linkage starts from: single faces, and groups of faces that a person tied together."""

    sums: Vectors  # sums of the members' vectors, [atom, dimension]
    counts: Ints  # numbers of those vectors
    owners: Ints  # the number of a person, STRANGER, or FREE
    homes: Ints  # [row, 2]: atom and photo, each pair once
    apart: Ints  # [pair, 2]: atoms that must not be in one group
    denied: Ints  # [pair, 2]: an atom, and the number of a person whom it does not show


class Linkage:
    """Groups that grow. `group` maps each atom to its group, whose number is that of one of its atoms."""

    def __init__(self, atoms: Atoms) -> None:
        self.group: Ints = np.arange(len(atoms.counts))
        self.sums = atoms.sums.copy()
        self.counts = atoms.counts.copy()
        self._owners = atoms.owners.copy()
        self._homes = atoms.homes.copy()
        self._apart, self._denied = atoms.apart, atoms.denied
        self._plain = self._owners == FREE  # no answer could keep them out of a group
        self._plain[np.concatenate([atoms.apart.ravel(), atoms.denied[:, 0]])] = False

    def join(self, pairs: Ints, least: float) -> None:
        """Join groups along these pairs of atoms, [pair, 2], while their average cosine is at least `least`."""
        edges = _each_once(self.group[pairs])
        nearness = self.nearness(edges)
        while len(edges):
            near = nearness >= least
            edges, nearness = edges[near], nearness[near]
            chosen = _chosen(edges, nearness, len(self.group))
            mutual = np.flatnonzero(
                (chosen[edges[:, 0]] == np.arange(len(edges))) & (chosen[edges[:, 1]] == np.arange(len(edges)))
            )
            forbidden = self.forbidden(edges[mutual])
            small, barred = self._small(edges, nearness, chosen)
            gone = np.concatenate([mutual, chosen[small], barred])
            low, high = edges[mutual[~forbidden]].T.reshape(2, -1)
            becomes = np.arange(len(self.group))
            becomes[high] = low
            homes = _other_end(edges[chosen[small]], small)
            becomes[small] = becomes[homes]
            late = self._late(becomes, small)
            becomes[small[late]] = small[late]
            keep = np.ones(len(edges), bool)
            keep[np.setdiff1d(gone, chosen[small[late]])] = False
            edges, nearness = self._after(becomes, edges[keep], nearness[keep])

    def _small(self, edges: Ints, nearness: NDArray[np.float64], chosen: Ints) -> tuple[Ints, Ints]:
        """Groups that are joined to a much larger one, the nearest first; and edges that can never be joined.

        Besides its own nearest group, a large group takes in at once other groups whose nearest it is: at most a
        quarter of its size, so that its mean hardly moves. Joining them one by one would differ only in that, and take
        a round for each.
        """
        groups = np.flatnonzero(chosen < len(edges))
        homes = _other_end(edges[chosen[groups]], groups)
        wants = (self.counts[groups] * SMALL <= self.counts[homes]) & self._plain[groups]
        wants &= chosen[homes] != chosen[groups]
        groups, homes = groups[wants], homes[wants]
        stays = ~np.isin(homes, groups)
        groups, homes = groups[stays], homes[stays]
        order = np.lexsort((groups, -nearness[chosen[groups]], homes))
        groups, homes = groups[order], homes[order]
        shared = self._share_photos(groups, homes)
        barred = chosen[groups[shared]]
        groups, homes = groups[~shared], homes[~shared]
        begins = np.searchsorted(homes, homes, side="left")
        taken = np.concatenate([[0], np.cumsum(self.counts[groups])])
        fits = (taken[1:] - taken[begins]) * SMALL <= self.counts[homes]
        return groups[fits], barred

    def _share_photos(self, groups: Ints, homes: Ints) -> NDArray[np.bool_]:
        """Whether each group has a photo in common with its home, the group that it would join."""
        home_of = np.full(len(self.group), -1)
        home_of[groups] = homes
        is_home = np.zeros(len(self.group), bool)
        is_home[homes] = True
        there = self._homes[is_home[self._homes[:, 0]]]
        wanted = self._homes[home_of[self._homes[:, 0]] >= 0]
        keys = home_of[wanted[:, 0]] * _SHIFT + wanted[:, 1]
        double = np.isin(keys, there[:, 0] * _SHIFT + there[:, 1])
        found = np.zeros(len(self.group), bool)
        found[wanted[double, 0]] = True
        return found[groups]

    def _late(self, becomes: Ints, small: Ints) -> NDArray[np.bool_]:
        """Which small groups have to wait for the next round, because another group brings in one of their photos."""
        rank = np.full(len(self.group), -1)
        rank[small] = np.arange(len(small))
        moved = np.zeros(len(self.group), bool)
        moved[becomes[small]] = True
        rows = self._homes[moved[becomes[self._homes[:, 0]]]]
        order = np.lexsort((rank[rows[:, 0]], rows[:, 1], becomes[rows[:, 0]]))
        rows = rows[order]
        goal = becomes[rows[:, 0]]
        twice = (goal[1:] == goal[:-1]) & (rows[1:, 1] == rows[:-1, 1])
        waits = np.zeros(len(self.group), bool)
        waits[rows[1:][twice, 0]] = True
        return waits[small]

    def nearness(self, pairs: Ints) -> NDArray[np.float64]:
        """The average cosine between the faces of two groups, for each pair, rounded to 4 digits."""
        found = np.empty(len(pairs))
        for start in range(0, len(pairs), _CHUNK):
            one, other = pairs[start : start + _CHUNK].T
            products = np.einsum("ij,ij->i", self.sums[one], self.sums[other], dtype=np.float64)
            found[start : start + _CHUNK] = products / np.maximum(self.counts[one] * self.counts[other], 1)
        return np.round(found, 4)

    def forbidden(self, pairs: Ints) -> NDArray[np.bool_]:
        """Whether each pair of groups must not be joined: they share a photo, have two owners, or an answer forbids it.

        No group may be in more than one of the pairs.
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

    def _after(self, becomes: Ints, edges: Ints, nearness: NDArray[np.float64]) -> tuple[Ints, NDArray[np.float64]]:
        """Renumber the groups after joins. Returns the remaining edges and their current average cosines."""
        moved = np.flatnonzero(becomes != np.arange(len(becomes)))
        into = becomes[moved]
        self.group = becomes[self.group]
        self._homes[:, 0] = becomes[self._homes[:, 0]]
        np.add.at(self.sums, into, self.sums[moved])
        np.add.at(self.counts, into, self.counts[moved])
        owned = moved[self._owners[moved] != FREE]
        self._owners[becomes[owned]] = self._owners[owned]
        self._plain[into] &= self._plain[moved]
        changed = np.zeros(len(self.group), bool)
        changed[into] = changed[moved] = True
        touched = changed[edges].any(axis=1)
        new = _each_once(becomes[edges[touched]])
        left = np.concatenate([edges[~touched], new])
        return left, np.concatenate([nearness[~touched], self.nearness(new)])


def _other_end(edges: Ints, groups: Ints) -> Ints:
    """The group at the other end of each edge."""
    return np.asarray(edges.sum(axis=1) - groups, np.int64)


def _each_once(pairs: Ints) -> Ints:
    """Each pair of two different groups once, the lower number first, sorted."""
    low, high = np.sort(pairs.astype(np.int64).reshape(-1, 2), axis=1).T
    key = np.sort((low * _SHIFT + high)[low != high])  # np.unique takes several times as long
    key = key[np.diff(key, prepend=-1) != 0]
    return np.stack([key // _SHIFT, key % _SHIFT], axis=1)


def _chosen(edges: Ints, nearness: NDArray[np.float64], groups: int) -> Ints:
    """The position of the edge to each group's nearest group, the first of equals; the number of edges if none."""
    nearest = np.full(groups, -np.inf)
    np.maximum.at(nearest, edges[:, 0], nearness)
    np.maximum.at(nearest, edges[:, 1], nearness)
    chosen = np.full(groups, len(edges))
    for end in (0, 1):
        places = np.flatnonzero(nearness == nearest[edges[:, end]])
        np.minimum.at(chosen, edges[places, end], places)
    return chosen
