"""Fills in subject, place, date and light as witnesses state them, unless a better source has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from runner.schema import FactsRow
from runner.text.claims.sources import agreed, stated_by


def with_stated(facts: FactsRow) -> FactsRow:
    """The facts with what witnesses agree on, which replaces a classifier's subject but no statement of set or person.

    A time of day from the sun replaces the clock's, because it is more exact.
    """
    subject, place = agreed(facts, "subject"), agreed(facts, "place")
    if subject is not None and facts.subject_from in (None, "model"):
        facts = replace(facts, subject=subject, subject_from=stated_by(facts, "subject"))
    if place is not None and facts.location is None:
        facts = replace(facts, location=place, location_from=stated_by(facts, "place"))
    if facts.captured_at is None and (written := agreed(facts, "date")) is not None:
        facts = replace(facts, captured_at=datetime.fromisoformat(written))
    light = agreed(facts, "light")
    return replace(facts, time_of_day=light) if light in ("dawn", "dusk", "night") else facts
