"""What a run has left to do, in lines that lead to photos, and its figures in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from reviewer.board import State
from reviewer.query import parse
from reviewer.session import Session
from runner.reports.summary import BANDS
from runner.text.rules import RULES


class Line(NamedTuple):
    """One thing to look at: how many photos, what of them and why, and the filter that shows them."""

    state: State | None  # of a head line
    photos: int
    text: str
    why: str
    filter: str


_RULES = 8
"""Rules that are listed, the commonest first."""

_SAID: dict[State, tuple[str, str]] = {
    "blocked": ("blocked", "a text breaks a rule or is missing: write it, then approve"),
    "lapsed": ("approval lapsed", "approved once and changed since"),
    "mended": ("mended by hand", "your texts break no rule: ready to approve"),
    "repaired": ("repaired", "the run mended its own texts: worth a look"),
    "passed": ("passed", "no rule is broken: ready to approve"),
    "failed": ("failed", "could not be processed"),
    "approved": ("approved", "may be published"),
    "rejected": ("rejected", "never published; their rows stay"),
}


def lines(session: Session) -> list[Line]:
    """What there is to look at, the most pressing first."""
    board = session.board
    states = board.states()
    found: list[Line] = []
    for state, (text, why) in _SAID.items():
        if states[state]:
            found.append(Line(state, states[state], text, why, f"state:{state}"))
            found += (*_returned(session), *_by_rule(session)) if state == "blocked" else ()
            found += _by_kind(session) if state == "failed" else ()
    return [*found, Line(None, len(board), "all photos", "", "")]


def figures(session: Session) -> str:
    """Quality, series and captioner of the run, in a line."""
    photos = session.board.photos
    bands = dict(photos["quality_band"].drop_nulls().value_counts().iter_rows())
    parts = [f"{bands[band]:,} {band}" for band in BANDS if band in bands]
    series = photos["series"].drop_nulls().n_unique()
    models = photos["caption_model"].drop_nulls().unique().sort().to_list()
    said = ["Quality: " + ", ".join(parts)] if parts else []
    said += [f"{series:,} series"] if series else []
    said += ["written by " + ", ".join(models)] if models else []
    return "  ·  ".join(said)


def _returned(session: Session) -> Iterator[Line]:
    board = session.board
    count = sum(board.state(place) == "blocked" for place in board.find(parse("is:returned")))
    if count:
        yield Line(None, count, "a text is rejected", "a person wants another one", "state:blocked is:returned")


def _by_rule(session: Session) -> Iterator[Line]:
    board = session.board
    blocked = pl.Series(board.find(parse("state:blocked")), dtype=pl.UInt32)
    findings = board.photos["findings"].gather(blocked).explode(empty_as_null=True).drop_nulls()
    rules = findings.value_counts().sort("count", "findings", descending=[True, False])
    for rule, count in rules.head(_RULES).iter_rows():
        meaning = RULES[rule].meaning if rule in RULES else ""
        yield Line(None, count, rule.replace("_", " "), meaning, f"error:{rule} decision:undecided")


def _by_kind(session: Session) -> Iterator[Line]:
    failed = session.board.photos.filter(pl.col("outcome") == "failed")
    for (kind,), rows in failed.group_by("error_kind", maintain_order=True):
        why = rows["error"].drop_nulls().first() or ""
        yield Line(
            None, rows.height, str(kind or "unknown").replace("_", " "), str(why), "outcome:failed decision:undecided"
        )
