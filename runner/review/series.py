"""Approves a series by its facts: those of its photos that are clean and have the same facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runner.review.consequences import file_of
from runner.review.language import translate
from runner.review.planning import Refused
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.review.wording import named
from runner.schema import FactsRow
from runner.text.claims.sources import agreed
from runner.text.naming import KINDS

_TOLD = ("subject", "location")


def approve_series(session: Session, place: int) -> ChangeResult:
    """Approve the photos of this one's series that break no rule and agree with it in every fact.

    Facts are the current subject and location, the category, and what all witnesses agree on. Photos with a decision
    stay as they are. `refused` gives the reason for each other photo. Raises Refused if there is no series.
    """
    snapshot = session.snapshot
    places = snapshot.series(place)
    if len(places) < 2:
        raise Refused(translate("series", "This photo is in no series."))
    open_ = [each for each in places if snapshot.effective_decision(each) in (None, "lapsed")]
    differing = _differing(session, place, open_)
    done = session.approve([each for each in open_ if each not in differing])
    refused = {**differing, **done.refused}
    said = translate("series", "Approved {} of %Ln photo(s) of the series.", "", len(places))
    staying = {each: f"{file_of(session, each)}: {why}" for each, why in sorted(refused.items())}
    approved = sum(session.snapshot.effective_decision(each) == "approved" for each in places)
    return ChangeResult(said.format(approved), done.places, staying)


def _differing(session: Session, place: int, places: list[int]) -> dict[int, str]:
    """Photos with other facts than this one, and a sentence each on the difference."""
    snapshot = session.snapshot
    bases = session.checker.bases([snapshot.items[each] for each in {place, *places}])
    known = {each: _known(snapshot.row(each), bases[snapshot.items[each]].facts) for each in {place, *places}}
    found = {}
    for each in places:
        difference = next((name for name in known[place] if known[each][name] != known[place][name]), None)
        if difference is not None:
            found[each] = _said(difference, known[each][difference], known[place][difference])
    return found


def _known(row: Mapping[str, Any], facts: FactsRow | None) -> dict[str, str | None]:
    told = {name: row[name] for name in _TOLD}
    kinds = {kind: agreed(facts, kind) if facts is not None else None for kind in KINDS}
    return {**told, "category": facts.category if facts is not None else None, **kinds}


def _said(name: str, own: str | None, other: str | None) -> str:
    said = translate("series", "another {}: “{}”, not “{}”")
    return said.format(named(name), own or "—", other or "—")
