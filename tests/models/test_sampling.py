from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from runner.models.llama.sampling import greedy, penalise, pick
from runner.models.options import Sampling

HALF = np.log(np.array([0.02, 0.3, 0.5, 0.18])).astype(np.float32)
"""Logits of four tokens, the likeliest with half of the probability."""


def drawn(logits: NDArray[np.float32], sampling: Sampling, count: int = 300) -> set[int]:
    draw = pick(sampling, 0)
    return {draw(logits) for _ in range(count)}


def test_draws_repeat_with_their_seed() -> None:
    scores = np.random.default_rng(0).normal(0, 3, 50).astype(np.float32)
    hot = Sampling(temperature=1)
    draws = [[draw(scores) for _ in range(20)] for draw in (pick(hot, 7), pick(hot, 7), pick(hot, 8))]
    assert draws[0] == draws[1] != draws[2]


def test_draws_follow_the_probabilities() -> None:
    draw = pick(Sampling(temperature=1, min_p=0), 0)
    counts = np.bincount([draw(HALF) for _ in range(4000)], minlength=4)
    assert np.allclose(counts / 4000, np.exp(HALF), atol=0.03)


def test_a_temperature_flattens_or_sharpens_them() -> None:
    draw = pick(Sampling(temperature=2, min_p=0), 0)
    counts = np.bincount([draw(HALF) for _ in range(4000)], minlength=4)
    flat = np.exp(HALF / 2)
    assert np.allclose(counts / 4000, flat / flat.sum(), atol=0.03)
    assert drawn(HALF, Sampling(temperature=0.01)) == {2}


@pytest.mark.parametrize(
    ("cuts", "left"),
    [
        ({"min_p": 0.05}, {1, 2, 3}),
        ({"min_p": 0.5}, {1, 2}),
        ({"min_p": 1}, {2}),
        ({"min_p": 0, "top_k": 3}, {1, 2, 3}),
        ({"min_p": 0, "top_k": 1}, {2}),
        ({"min_p": 0, "top_k": 9}, {0, 1, 2, 3}),
        ({"min_p": 0, "top_p": 0.5}, {2}),
        ({"min_p": 0, "top_p": 0.51}, {1, 2}),
        ({"min_p": 0, "top_p": 0.81}, {1, 2, 3}),
        ({"min_p": 0, "top_k": 2, "top_p": 0.62}, {2}),
        ({"min_p": 0, "top_k": 2, "top_p": 0.63}, {1, 2}),
    ],
)
def test_cuts_leave_the_likeliest(cuts: dict[str, float], left: set[int]) -> None:
    """The last two: of 0.5 and 0.3, which top-k leaves, the first has 0.625."""
    assert drawn(HALF, Sampling(temperature=2, **cuts)) == left  # type: ignore[arg-type]


def test_of_equals_the_first_are_left() -> None:
    assert drawn(np.zeros(6, np.float32), Sampling(temperature=1, top_k=2)) == {0, 1}
    assert drawn(np.zeros(6, np.float32), Sampling(temperature=1, top_p=0.5)) == {0, 1, 2}


def test_a_token_that_is_ruled_out_is_never_drawn() -> None:
    logits = HALF.copy()
    logits[1] = -np.inf
    assert drawn(logits, Sampling(temperature=2, min_p=0)) == {0, 2, 3}


def test_temperature_0_takes_the_first_of_the_likeliest() -> None:
    assert pick(Sampling(), 5)(np.array([1, 3, 3], np.float32)) == 1
    assert greedy(HALF) == 2


def test_a_penalty_makes_what_was_written_less_likely_whatever_its_sign() -> None:
    logits = np.array([2, 4, -1, -2], np.float32)
    penalise(logits, [1, 3, 1], 2)
    assert logits.tolist() == [2, 2, -1, -4]
    penalise(logits, [0], 1)
    assert logits.tolist() == [2, 2, -1, -4]
