"""The witnesses as the page shows them: their names, each claim of a photo's texts in words, what they saw where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from runner.facts import Fact, Look, Region
from runner.messages import word
from runner.messages.wording import term
from runner.reports import tables
from runner.reports.tables import Evidence
from runner.schema import ClaimVerdict, FactsRow, RepairRow
from runner.text.claims.account import account
from runner.text.claims.shown import Account, Seen, Statement
from runner.text.claims.witness_names import called

_TEXTS = pl.String()
_CLAIM = {
    "standing": _TEXTS, "severity": _TEXTS, "fields": pl.List(_TEXTS), "words": _TEXTS, "said": _TEXTS,
    "certainty": _TEXTS, "seen": pl.List(pl.Int64()),
}  # fmt: skip
_PLACE = {
    "kind": _TEXTS, "value": _TEXTS, "confidence": pl.Float64(), "left": pl.Float64(), "top": pl.Float64(),
    "right": pl.Float64(), "bottom": pl.Float64(),
}  # fmt: skip
_WITNESS = {"node": _TEXTS, "label": _TEXTS}


def weighed(evidence: Evidence) -> Iterator[pl.DataFrame]:
    """Yield tables with `item_id` and the evidence for accounts: `verdicts`, `stated` and `looked`."""
    yield tables.newest(evidence, RepairRow, "claims").rename({"claims": "verdicts"})
    known = tables.newest(evidence, FactsRow, "facts", "looked")
    placed = pl.element().filter(pl.element().struct.field("region").struct.field("left").is_not_null())
    yield known.select("item_id", "looked", stated=pl.col("facts").list.eval(placed))


def in_words(records: pl.DataFrame) -> pl.DataFrame:
    """Return the records with `claims`, `seen` and `witnesses` instead of `verdicts`, `stated` and `looked`."""
    accounts = [_account(*each) for each in records.select("verdicts", "stated", "looked").iter_rows()]
    claims = [[_claim(claim) for claim in each.claims] for each in accounts]
    seen = [[_place(place) for place in each.seen] for each in accounts]
    witnesses = [_named([Look(**each) for each in looked or ()]) for looked in records["looked"].to_list()]
    return records.drop("verdicts", "stated", "looked").with_columns(
        pl.Series("claims", claims, pl.List(pl.Struct(_CLAIM))),
        pl.Series("seen", seen, pl.List(pl.Struct(_PLACE))),
        pl.Series("witnesses", witnesses, pl.List(pl.Struct(_WITNESS))),
    )


def _named(looked: Sequence[Look]) -> list[dict[str, str]]:
    """The witnesses that looked: the names of their nodes, and their names for people."""
    labels = called((look.witness for look in looked), looked)
    return [{"node": look.witness, "label": term("witness", label)} for look, label in zip(looked, labels, strict=True)]


def _account(
    verdicts: Sequence[Mapping[str, Any]] | None,
    stated: Sequence[Mapping[str, Any]] | None,
    looked: Sequence[Mapping[str, Any]] | None,
) -> Account:
    if not verdicts and not stated:
        return Account()
    facts = [Fact(**{**each, "region": Region(**each["region"])}) for each in stated or ()]
    return account([_verdict(each) for each in verdicts or ()], facts, [Look(**each) for each in looked or ()])


def _verdict(record: Mapping[str, Any]) -> ClaimVerdict:
    lists = {name: tuple(record[name] or ()) for name in ("supporting", "opposing")}
    return ClaimVerdict(**{**record, **lists})


def _claim(claim: Statement) -> dict[str, Any]:
    return {
        "standing": claim.standing,
        "severity": claim.severity,
        "fields": claim.fields,
        "words": word(claim.words),
        "said": word(claim.said),
        "certainty": word(claim.certainty) if claim.certainty else None,
        "seen": claim.seen,
    }


def _place(seen: Seen) -> dict[str, Any]:
    region = seen.region
    sides = {name: round(getattr(region, name), 4) for name in ("left", "top", "right", "bottom")}
    confidence = None if seen.confidence is None or seen.is_line else round(seen.confidence, 3)
    return {"kind": seen.kind, "value": seen.value, "confidence": confidence, **sides}
