"""Frames connected by pairs are one burst, as with SciPy's connected components."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from runner.picks.moments import connected

SIZE = 40


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=60))
def test_the_same_frames_are_joined_as_by_scipy(pairs: list[tuple[int, int]]) -> None:
    joined = np.array(pairs, np.int64).reshape(-1, 2)
    ours = connected(joined, SIZE)
    graph = coo_array((np.ones(len(joined)), (joined[:, 0], joined[:, 1])), shape=(SIZE, SIZE))
    theirs = connected_components(graph, directed=False)[1]
    assert np.array_equal(ours[:, None] == ours[None], theirs[:, None] == theirs[None])


def test_a_chain_of_many_frames_is_one() -> None:
    size = 20_000
    chain = np.stack([np.arange(size - 1), np.arange(1, size)], axis=1)
    assert not connected(chain[::-1], size).any()
