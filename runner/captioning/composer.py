"""The captioner that uses no model: it says what the facts say. Every model has to beat it."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from runner.captioner import Generation, Request
from runner.schema import FactsRow, Texts
from runner.text.claims.sources import agreed
from runner.text.prompting import phrasing
from runner.text.prompting.persons import persons


class Composer:
    """A captioner whose texts follow from the facts alone."""

    model_hash: str | None = None
    prompt: str | None = None
    sees = False
    revises = False
    max_in_flight = 1

    def __init__(self, name: str) -> None:
        """`name` is recorded in the evidence as the writer."""
        self.name = name

    def write(self, requests: Sequence[Request]) -> Iterator[Generation]:
        """Yield the texts for each request."""
        for request in requests:
            start = time.perf_counter()
            draft = compose(request.facts)
            raw = json.dumps(asdict(draft), ensure_ascii=False)
            yield Generation(draft, raw, _told(request.facts), None, None, (time.perf_counter() - start) * 1000)


def compose(facts: FactsRow) -> Texts:
    """Return caption, alt text and keywords. A text without facts is None; nothing is padded.

    The caption says what, where and when; the alt text says what can be seen, and in which colours. If both would begin
    with names of people, or with a sentence that a person wrote into the file, the alt text begins with the colours
    instead; if none are known, the caption begins with place and time. So a reader is not told the same thing twice.
    """
    return Texts(_caption(facts), _alt_text(facts), phrasing.terms(facts))


def _caption(facts: FactsRow) -> str | None:
    what, where, when = phrasing.what(facts), phrasing.where(facts), phrasing.when(facts)
    if what is None:
        return None
    mark = agreed(facts, "registration")
    what = f"{what} {mark}" if mark and mark not in what else what
    if (where or when) and _begins_both(facts, what) and phrasing.colours(facts) is None:
        place_and_time = phrasing.sentence(", ".join(filter(None, (where, when)))).removesuffix(".")
        return f"{place_and_time}: {phrasing.sentence(what)}"
    scene = f"{what} {where}" if where else what
    return phrasing.sentence(_with_time(scene, where or "", when) if when else scene)


def _with_time(scene: str, where: str, when: str) -> str:
    """Add the time to the scene, after a comma if the place has one itself or the time has no preposition."""
    plain = "," not in where and when.startswith(("in ", "at "))
    return f"{scene} {when}" if plain else f"{scene}{',' if not scene.endswith(',') else ''} {when}"


def _alt_text(facts: FactsRow) -> str | None:
    what, colours = phrasing.what(facts), phrasing.colours(facts)
    if what is None or colours is None:
        return phrasing.sentence(what) if what else None
    if _begins_both(facts, what):
        return f"Mostly {colours}: {phrasing.sentence(what)}"
    return phrasing.sentence(what, f"in a scene of mostly {colours}")


def _begins_both(facts: FactsRow, what: str) -> bool:
    """Whether caption and alt text would have a long beginning in common: names of people, or what a person wrote.

    The rule `caption_is_alt` objects to 8 equal words at the beginning: after a subject of 7 words, both may go on with
    "in".
    """
    written = facts.subject_from == "human" and facts.title is None and facts.caption is not None
    return written or (bool(persons(facts)) and len(what.split()) >= 7)


def _told(facts: FactsRow) -> str:
    return hashlib.sha256(json.dumps(asdict(facts), default=str).encode()).hexdigest()[:16]
