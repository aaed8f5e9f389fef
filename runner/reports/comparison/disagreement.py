"""How much the variants of a sweep disagree about a photo: what a person looks at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from runner.reports.comparison.words import distance

_STANDS = {"passed": "ready", "repaired": "ready"}


def disagreement(rows: Sequence[Mapping[str, object] | None]) -> float:
    """From 0, all variants say the same of a photo with the same outcome, to 1.

    The mean over pairs of variants of two halves: the Jaccard distance of the words of their captions, and whether one
    is ready where the other is blocked, failed or absent. `rows` are review rows of one photo, None where a variant has
    none.
    """
    pairs = list(combinations(rows, 2))
    return sum(map(_apart, *zip(*pairs, strict=True))) / len(pairs) if pairs else 0.0


def _apart(one: Mapping[str, object] | None, other: Mapping[str, object] | None) -> float:
    words = distance(_caption(one), _caption(other))
    return (words + (_stand(one) != _stand(other))) / 2


def _caption(row: Mapping[str, Any] | None) -> str | None:
    return row["caption"] if row else None


def _stand(row: Mapping[str, Any] | None) -> str | None:
    return _STANDS.get(row["outcome"], row["outcome"]) if row else None
