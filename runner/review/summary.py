"""What a run has left to do, in lines that lead to photos, and its figures in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from runner.review.language import number, term, translate
from runner.review.query import parse
from runner.review.session import Session
from runner.review.snapshot import State
from runner.review.wording import failure, why, word


class Line(NamedTuple):
    """One thing to look at: the number of photos, what was found and why, and the filter that shows them."""

    state: State | None  # only in a head line
    photos: int
    text: str
    why: str
    filter: str
    places: tuple[int, ...] = ()  # of the first few of these photos


SHOWN = 8
"""Maximum number of photos of a line whose places are given."""

_RULES = 8
"""Maximum number of rules that are listed, most common first."""

_HEADS: tuple[State, ...] = (
    "blocked", "lapsed", "mended", "repaired", "passed", "failed", "approved", "rejected",
)  # fmt: skip


def lines(session: Session) -> list[Line]:
    """The lines to look at, most urgent first."""
    snapshot = session.snapshot
    states = snapshot.states()
    found: list[Line] = []
    for state in _HEADS:
        if states[state]:
            first = tuple(snapshot.first_of_state(state, SHOWN))
            found.append(Line(state, states[state], word(state), why(state), f"state:{state}", first))
            found += (*_returned(session), *_by_rule(session)) if state == "blocked" else ()
            found += _by_kind(session) if state == "failed" else ()
    every = tuple(range(min(SHOWN, len(snapshot))))
    return [*found, Line(None, len(snapshot), translate("summary", "all photos"), "", "", every)]


def figures(session: Session) -> str:
    """Quality, series and captioner of the run, in a line."""
    from runner.reports.run_figures import BANDS  # its imports would slow down the start

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
    found = session.snapshot.find(parse("state:blocked is:returned"))
    if found:
        yield Line(
            None, len(found), translate("summary", "a text is rejected"),
            translate("summary", "a person asked for another one"), "state:blocked is:returned", tuple(found[:SHOWN]),
        )  # fmt: skip


def _by_rule(session: Session) -> Iterator[Line]:
    snapshot = session.snapshot
    blocked = pl.DataFrame({"place": pl.Series(snapshot.find(parse("state:blocked")), dtype=pl.UInt32)})
    findings = blocked.with_columns(rule=snapshot.photos.table["findings"].gather(blocked["place"]))
    rules = (
        findings.explode("rule", empty_as_null=True)
        .drop_nulls()
        .group_by("rule")
        .agg(pl.len(), pl.col("place").head(SHOWN))
        .sort("len", "rule", descending=[True, False])
    )
    for rule, count, places in rules.head(_RULES).iter_rows():
        shown = f"error:{rule} decision:undecided"
        yield Line(None, count, term("rule", rule), term("meaning", rule), shown, tuple(places))


def _by_kind(session: Session) -> Iterator[Line]:
    needed = ("outcome", "error_kind", "error_id", "error_arguments", "error")
    table = session.snapshot.photos.table.select(needed).with_row_index("place")
    failed = table.filter(pl.col("outcome") == "failed")
    for (kind,), rows in failed.group_by("error_kind", maintain_order=True):
        kinds, places = term("kind", str(kind or "unknown")), tuple(rows["place"].head(SHOWN))
        reason = failure(rows.row(0, named=True))
        yield Line(None, rows.height, kinds, reason, "outcome:failed decision:undecided", places)
