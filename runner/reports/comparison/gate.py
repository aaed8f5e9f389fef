"""How well rules predict that a person rejects a text: precision and recall of the gate against decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from runner.reports.comparison.people import Judgement
from runner.reports.comparison.variants import Variant
from runner.reports.intervals import Interval, wilson

BLOCKED, SAID = "blocked", "any finding"
"""Signs of the gate as a whole: that it blocked the photo, and that it found anything, including warnings."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """How well one sign predicts rejections, over texts with a decision; equal texts of several variants count once."""

    sign: str  # a rule, or one of the two above
    shown: int  # texts with the sign
    foreseen: int  # of these, texts that were rejected
    rejected: int  # all rejected texts, with the sign or without
    precision: Interval  # of the texts with the sign, the share that was rejected
    recall: Interval  # of the rejected texts, the share with the sign


def foresight(variants: Sequence[Variant], judged: Sequence[Judgement]) -> list[Foresight]:
    """Return the gate as a whole, then each rule with findings, the most often right first; empty without decisions."""
    verdicts = {(each.item_id, each.content_hash): each.approved for each in judged}
    texts = {key: signs for variant in variants for key, signs in _signs(variant) if key in verdicts}
    rejected = {key for key in texts if not verdicts[key]}
    named = sorted({sign for signs in texts.values() for sign in signs} - {BLOCKED, SAID})
    found = [_foresight(sign, texts, rejected) for sign in (BLOCKED, SAID, *named)] if texts else []
    return found[:2] + sorted(found[2:], key=lambda each: (-each.foreseen, each.shown, each.sign))


def _signs(variant: Variant) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    """The signs of each text, by photo and content hash."""
    for item_id, content, outcome, findings, warnings in (
        variant.photos.filter(pl.col("content_hash").is_not_null())
        .select("item_id", "content_hash", "outcome", "findings", "warnings")
        .iter_rows()
    ):
        whole = [BLOCKED] * (outcome == "blocked") + [SAID] * bool(findings or warnings)
        yield (item_id, content), frozenset([*whole, *findings, *warnings])


def _foresight(sign: str, texts: dict[tuple[str, str], frozenset[str]], rejected: set[tuple[str, str]]) -> Foresight:
    shown = {key for key, signs in texts.items() if sign in signs}
    right = len(shown & rejected)
    return Foresight(sign, len(shown), right, len(rejected), wilson(right, len(shown)), wilson(right, len(rejected)))
