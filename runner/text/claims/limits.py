"""From which probability on a claim is an error, so that errors are as often right as they have to be."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt

NEVER = inf
"""The limit where no errors can be made as precise as they have to be."""

_CAUTION = 0.84
"""Standard errors by which a rate has to be better than asked for: 80 % sure of it on this sample."""


def error_limit(
    contradicted: Sequence[tuple[float, bool]], right: int, *, precision: float, most_flagged: float
) -> float:
    """The lowest limit under which errors have the precision and hit at most a share of the right claims.

    `contradicted` has each contradicted claim whose truth is known: the probability that it is wrong, and whether it
    is. `right` is the number of all claims that are right. Both rates are taken with the caution that the size of the
    sample calls for (the bound of Wilson's interval). NEVER where no limit does.
    """
    limit, hits, false = NEVER, 0, 0
    ranked = sorted(contradicted, reverse=True)
    for place, (probability, wrong) in enumerate(ranked):
        hits, false = hits + wrong, false + (not wrong)
        last_of_its_kind = place + 1 == len(ranked) or ranked[place + 1][0] < probability
        precise = wilson(hits, hits + false, -_CAUTION) >= precision
        if last_of_its_kind and precise and wilson(false, right, _CAUTION) <= most_flagged:
            limit = probability
    return limit


def wilson(count: int, of: int, errors: float) -> float:
    """The bound of Wilson's interval of a share that is `errors` standard errors off; 0 or 1 for an empty sample.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.
    """
    if of == 0:
        return 0.0 if errors < 0 else 1.0
    share, weight = count / of, errors * errors / of
    return (share + weight / 2 + errors * sqrt((share * (1 - share) + weight / 4) / of)) / (1 + weight)
