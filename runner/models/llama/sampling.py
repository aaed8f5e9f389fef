"""Chooses a token by the logits; the same seed gives the same choice.

Order and meaning of the cuts are llama.cpp's: top-k, top-p (Holtzman et al. 2020, arXiv:1904.09751), min-p (Nguyen et
al. 2024, arXiv:2407.01082), all at temperature 1, then the temperature. The penalty is that of Keskar et al. 2019
(arXiv:1909.05858), applied to the answer only: the facts of the prompt may be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from runner.models.options import Sampling

Pick = Callable[[NDArray[np.float32]], int]
"""Chooses an index from logits."""

# Relative probabilities below this do not matter and need no sorting.
_NEVER = 1e-18


def greedy(logits: NDArray[np.float32]) -> int:
    """Return the index of the largest logit, the first one of equals."""
    return int(logits.argmax())


def pick(sampling: Sampling, seed: int) -> Pick:
    """Return a function that chooses: greedily at temperature 0, else by random draws that are seeded with `seed`."""
    if sampling.temperature == 0:
        return greedy
    random = np.random.default_rng(seed)

    def draw(logits: NDArray[np.float32]) -> int:
        likely = _likely(logits, sampling)
        weights = np.exp((logits[likely].astype(np.float64) - logits[likely[0]]) / sampling.temperature)
        return int(random.choice(likely, p=weights / weights.sum()))

    return draw


def penalise(logits: NDArray[np.float32], written: Sequence[int], penalty: float) -> None:
    """Make the tokens of `written` less likely, in place."""
    if penalty == 1 or not written:
        return
    tokens = np.unique(written)
    scores = logits[tokens]
    logits[tokens] = np.where(scores > 0, scores / penalty, scores * penalty)


def _likely(logits: NDArray[np.float32], sampling: Sampling) -> NDArray[np.intp]:
    """The indices that the cuts leave, likeliest first, equals by ascending index."""
    kept = _top_k(logits, sampling.top_k)
    scores = logits[kept] - logits.max()
    likely = np.flatnonzero(scores >= np.log(max(sampling.min_p, _NEVER)))
    likely = likely[np.argsort(-scores[likely], kind="stable")]
    if sampling.top_p < 1:
        shares = np.exp(scores[likely], dtype=np.float64)
        likely = likely[np.cumsum(shares) - shares < sampling.top_p * np.exp(scores, dtype=np.float64).sum()]
    return kept[likely]


def _top_k(logits: NDArray[np.float32], k: int) -> NDArray[np.intp]:
    """The indices of the k largest, ascending; of equal ones the first."""
    if not 0 < k < logits.size:
        return np.arange(logits.size)
    least = np.partition(logits, -k)[-k]
    above, equal = np.flatnonzero(logits > least), np.flatnonzero(logits == least)
    return np.sort(np.concatenate([above, equal[: k - above.size]]))
