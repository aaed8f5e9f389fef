"""Finds the probability from which a claim is an error, so that errors are right as often as required."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt

NEVER = inf
"""The limit if errors cannot be made as precise as required."""


def error_limit(
    contradicted: Sequence[tuple[float, bool]], right: int, *, precision: float, most_flagged: float, doubt: float = 0.0
) -> float:
    """The lowest limit at which errors have the precision and hit at most a given share of the right claims.

    `contradicted` has each contradicted claim whose truth is known: the probability that it is wrong, and whether it
    is. `right` is the number of all right claims. NEVER if no limit qualifies. On few samples errors are right less
    often than the limit promises, because it is the best of many. With `doubt` the sample's precision may fall short by
    that many standard errors, so that few samples decide less.
    """
    limit, hits, false = NEVER, 0, 0
    ranked = sorted(contradicted, reverse=True)
    for place, (probability, wrong) in enumerate(ranked):
        hits, false = hits + wrong, false + (not wrong)
        last_of_its_kind = place + 1 == len(ranked) or ranked[place + 1][0] < probability
        if last_of_its_kind and _reaches(hits, hits + false, precision, doubt) and false <= most_flagged * right:
            limit = probability
    return limit


def _reaches(hits: int, of: int, precision: float, doubt: float) -> bool:
    return hits / of >= precision - doubt * sqrt(precision * (1 - precision) / of)
