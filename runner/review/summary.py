"""What a run has left to do, in lines that lead to photos, and its figures in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from runner.reports.summary import BANDS
from runner.review.language import number, term, translate
from runner.review.query import parse
from runner.review.session import Session
from runner.review.snapshot import State
from runner.review.wording import failure, why, word


class Line(NamedTuple):
    """One thing to look at: how many photos, what of them and why, and the filter that shows them."""

    state: State | None  # of a head line
    photos: int
    text: str
    why: str
    filter: str


_RULES = 8
"""Rules that are listed, the commonest first."""

_HEADS: tuple[State, ...] = (
    "blocked", "lapsed", "mended", "repaired", "passed", "failed", "approved", "rejected",
)  # fmt: skip


def lines(session: Session) -> list[Line]:
    """What there is to look at, the most pressing first."""
    snapshot = session.snapshot
    states = snapshot.states()
    found: list[Line] = []
    for state in _HEADS:
        if states[state]:
            found.append(Line(state, states[state], word(state), why(state), f"state:{state}"))
            found += (*_returned(session), *_by_rule(session)) if state == "blocked" else ()
            found += _by_kind(session) if state == "failed" else ()
    return [*found, Line(None, len(snapshot), translate("summary", "all photos"), "", "")]


def figures(session: Session) -> str:
    """Quality, series and captioner of the run, in a line."""
    photos = session.snapshot.photos.table
    bands = dict(photos["quality_band"].drop_nulls().value_counts().iter_rows())
    parts = [f"{number(bands[band])} {term('band', band)}" for band in BANDS if band in bands]
    series = photos["series"].drop_nulls().n_unique()
    models = photos["caption_model"].drop_nulls().unique().sort().to_list()
    said = [translate("summary", "Quality: {}").format(", ".join(parts))] if parts else []
    said += [translate("summary", "%Ln series", "", series)] if series else []
    said += [translate("summary", "written by {}").format(", ".join(models))] if models else []
    return "  ·  ".join(said)


def _returned(session: Session) -> Iterator[Line]:
    snapshot = session.snapshot
    count = sum(snapshot.state(place) == "blocked" for place in snapshot.find(parse("is:returned")))
    if count:
        yield Line(
            None, count, translate("summary", "a text is rejected"),
            translate("summary", "a person wants another one"), "state:blocked is:returned",
        )  # fmt: skip


def _by_rule(session: Session) -> Iterator[Line]:
    snapshot = session.snapshot
    blocked = pl.Series(snapshot.find(parse("state:blocked")), dtype=pl.UInt32)
    findings = snapshot.photos.table["findings"].gather(blocked).explode(empty_as_null=True).drop_nulls()
    rules = findings.value_counts().sort("count", "findings", descending=[True, False])
    for rule, count in rules.head(_RULES).iter_rows():
        yield Line(None, count, term("rule", rule), term("meaning", rule), f"error:{rule} decision:undecided")


def _by_kind(session: Session) -> Iterator[Line]:
    failed = session.snapshot.photos.table.filter(pl.col("outcome") == "failed")
    for (kind,), rows in failed.group_by("error_kind", maintain_order=True):
        kinds = term("kind", str(kind or "unknown"))
        yield Line(None, rows.height, kinds, failure(rows.row(0, named=True)), "outcome:failed decision:undecided")
