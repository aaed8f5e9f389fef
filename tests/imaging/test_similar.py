from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from runner.imaging import similar
from runner.imaging.similar import Hashes, Indices, differing_bits, near_clusters, near_pairs, originals

RNG = np.random.default_rng(7)
COUNT = 3000


def uniform(count: int) -> Hashes:
    return RNG.integers(0, 2**64, count, dtype=np.uint64)


def flipped(hashes: Hashes, share: float) -> Hashes:
    """The hashes with each bit turned over with probability `share`."""
    bits = RNG.random((hashes.size, 64)) < share
    return hashes ^ np.packbits(bits, axis=1).view(np.uint64).ravel()


KINDS = {
    "alike in nothing": uniform(COUNT),
    "alike in groups": flipped(np.repeat(uniform(COUNT // 30), 30), 0.05),
    "alike in few large groups": flipped(np.repeat(uniform(3), COUNT // 3), 0.04),
    "all alike": flipped(np.repeat(uniform(1), COUNT), 0.08),
    "one band in common": uniform(COUNT) >> np.uint64(24),
    "every value of eleven bits": RNG.permutation(2048).astype(np.uint64) << np.uint64(13),
}


def compared(hashes: Hashes, distance: int) -> list[tuple[int, int]]:
    """All near pairs, each hash compared with each."""
    first, second = np.triu_indices(hashes.size, 1)
    near = differing_bits(hashes[first], hashes[second]) <= distance
    return list(zip(first[near].tolist(), second[near].tolist(), strict=True))


def found(hashes: Hashes, distance: int, candidates: int | None = None) -> list[tuple[int, int]]:
    chunks = near_pairs(hashes, distance, candidates)
    return sorted(pair for each in chunks for pair in zip(each.first.tolist(), each.second.tolist(), strict=True))


def led(hashes: Hashes, distance: int) -> Indices:
    """The clusters as the definition has them, one hash after another."""
    labels = np.full(hashes.size, -1)
    for leader in range(hashes.size):
        if labels[leader] < 0:
            labels[(labels < 0) & (differing_bits(hashes, hashes[leader]) <= distance)] = leader
    return labels


@pytest.mark.parametrize("distance", [0, 1, 3, 6])
@pytest.mark.parametrize("kind", KINDS)
def test_all_near_pairs_are_found_once(kind: str, distance: int) -> None:
    hashes = RNG.permutation(np.unique(KINDS[kind]))
    assert found(hashes, distance) == compared(hashes, distance)


@pytest.mark.parametrize("kind", KINDS)
def test_dealing_bits_again_and_again_loses_no_pair(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "_FEW", 3)
    monkeypatch.setattr(similar, "_AT_ONCE", 100)
    hashes = RNG.permutation(np.unique(KINDS[kind]))[:1000]
    assert found(hashes, 3) == compared(hashes, 3)


def test_near_pairs_of_first_candidates_only() -> None:
    hashes = RNG.permutation(np.unique(KINDS["alike in groups"]))
    assert found(hashes, 3, 50) == [pair for pair in compared(hashes, 3) if pair[0] < 50]


@pytest.mark.parametrize("distance", [0, 3, 6])
@pytest.mark.parametrize("kind", KINDS)
def test_clusters_are_those_of_the_definition(kind: str, distance: int) -> None:
    hashes = RNG.permutation(np.concatenate([KINDS[kind], KINDS[kind][:200]]))
    assert np.array_equal(near_clusters(hashes, distance), led(hashes, distance))


@pytest.mark.parametrize("kind", KINDS)
def test_clusters_do_not_depend_on_how_many_pairs_are_kept_at_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = near_clusters(KINDS[kind], 3)
    monkeypatch.setattr(similar, "_KEPT", 10)
    assert np.array_equal(near_clusters(KINDS[kind], 3), before)


def test_small_steps_do_not_chain() -> None:
    steps = np.uint64(2) ** np.arange(40, dtype=np.uint64) - np.uint64(1)
    labels = near_clusters(steps, 3)
    assert labels.tolist() == [step - step % 4 for step in range(40)]
    assert differing_bits(steps, steps[labels]).max() == 3


def test_the_first_given_represents_its_cluster() -> None:
    hashes = np.array([0b1110, 0b0, 0b111, 0b0], np.uint64)
    assert near_clusters(hashes, 3).tolist() == [0, 0, 0, 0]
    assert near_clusters(hashes, 2).tolist() == [0, 1, 0, 1]


def test_equal_hashes_are_one_cluster_and_take_no_pairs() -> None:
    hashes = np.repeat(uniform(1), 200_000)
    tracemalloc.start()
    labels = near_clusters(hashes, 3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not labels.any()
    assert peak < 20 * hashes.nbytes


def test_memory_is_bounded_where_pairs_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "_KEPT", 1 << 16)
    hashes = RNG.permutation(1 << 14).astype(np.uint64)
    pairs = hashes.size * sum([14, 91, 364]) / 2
    tracemalloc.start()
    labels = near_clusters(hashes, 3)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert differing_bits(hashes, hashes[labels]).max() == 3
    assert peak < pairs * 16 / 2


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one(count: int) -> None:
    hashes = uniform(count)
    assert near_clusters(hashes, 3).tolist() == list(range(count))
    assert found(hashes, 3) == []


def test_originals_leave_out_what_has_no_hash() -> None:
    hashes = np.array([0, 1, 0, 0], np.uint64)
    assert originals(hashes, np.array([1, 3]), 3).tolist() == [0, 1, 2, 1]
    assert originals(hashes, np.array([], np.int64), 3).tolist() == [0, 1, 2, 3]
