"""Measures how much the variants of a sweep disagree about a photo, to sort photos for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from runner.reports.comparison.words import distance
from runner.schema import TEXTS

Row = Mapping[str, Any]

_STANDS = {"passed": "ready", "repaired": "ready"}


def disagreement(rows: Sequence[Row | None]) -> float:
    """Return the disagreement from 0, all variants have the same texts and outcome, to 1.

    It is the mean over all pairs of variants. Half of it is the distance of their words, half is whether one is ready
    and the other blocked, failed or absent. The distance of words is the mean of the Jaccard distances of caption, alt
    text and keywords, as far as one of the two has them. `rows` are the review rows of one photo, None for a variant
    without it.
    """
    pairs = list(combinations(rows, 2))
    return sum(map(_apart, *zip(*pairs, strict=True))) / len(pairs) if pairs else 0.0


def _apart(one: Row | None, other: Row | None) -> float:
    written = [pair for name in TEXTS if any(pair := (_text(one, name), _text(other, name)))]
    words = sum(distance(*pair) for pair in written) / len(written) if written else 0.0
    return (words + (_stand(one) != _stand(other))) / 2


def _text(row: Row | None, name: str) -> str:
    """A text of the row; keywords are joined to one."""
    text = (row or {}).get(name) or ""
    return text if isinstance(text, str) else ", ".join(text)


def _stand(row: Row | None) -> str | None:
    return _STANDS.get(row["outcome"], row["outcome"]) if row else None
