"""Persons in the words of a sentence: those whom texts about a photo may name, with what else it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from runner.schema import FactsRow, Texts
from runner.text.claims.sources import believed

MOST_KEYWORDS = 15
"""Keywords of one photo, names included."""

MOST_NAMES = 6
"""Names in one sentence; of more people the last is "others"."""

_JOINED = {"landscape": "at", "architecture": "at", "clothing": "in", "armour": "in"}
"""How people stand to what a classifier sees, by its groups; with anything else they are `with` it."""

_SCENES = {"mountain": "on", "cliff": "on", "promontory": "on", "sandbar": "on", "valley": "in"}


def persons(facts: FactsRow) -> tuple[str, ...]:
    """The names that witnesses state, each once: from left to right where faces were named."""
    return tuple(dict.fromkeys(fact.value for fact in believed(facts) if fact.kind == "person"))


def from_left(facts: FactsRow) -> str | None:
    """What a captioner that sees the photo is told of them: whom it shows, and in which order."""
    placed = [fact.value for fact in believed(facts) if fact.kind == "person" and fact.region is not None]
    if len(placed) > 1 and set(placed) == set(persons(facts)):
        return f"from left to right: {', '.join(dict.fromkeys(placed))}"
    return listed(persons(facts))


def listed(names: Sequence[str]) -> str | None:
    """Names as a sentence has them: "Ann, Ben and Cem". None for nobody."""
    *most, last = [*names[: MOST_NAMES - 1], "others"] if len(names) > MOST_NAMES else names or [""]
    return f"{', '.join(most)} and {last}" if most else last or None


def keywords(facts: FactsRow) -> tuple[str, ...]:
    """Those of the names that the set wants among the keywords."""
    wanted = {fact.value for fact in believed(facts) if fact.kind == "keyword"}
    return tuple(name for name in persons(facts) if name in wanted)


def with_keywords(draft: Texts, facts: FactsRow) -> Texts:
    """The draft with those names among its keywords, whatever the captioner made of them; no keywords stay none.

    Names come first. There are no more than MOST_KEYWORDS then, unless the captioner wrote more.
    """
    said = {word.casefold() for word in draft.keywords}
    missing = [name for name in keywords(facts) if name.casefold() not in said]
    if not missing or not draft.keywords:
        return draft
    most = max(len(draft.keywords), MOST_KEYWORDS)
    return replace(draft, keywords=(*missing, *draft.keywords)[:most])


def beside(facts: FactsRow, subject: str | None) -> str | None:
    """The subject with the people who are in it. `subject` is it as a piece of a sentence, None where none is known.

    People come before what a classifier sees, "Ann and Ben at a seashore", and after what a person or the set says,
    "Summer party with Ann and Ben", unless that names them already.
    """
    said = (facts.subject or "").casefold().split()
    people = listed([name for name in persons(facts) if name.split()[0].casefold() not in said])
    if subject is None or people is None:
        return subject or people
    if facts.subject_from == "model":
        return f"{people} {_joint(facts)} {subject}"
    return f"{subject} with {people}"


def _joint(facts: FactsRow) -> str:
    by_scene = _SCENES.get(facts.subject or "")
    return by_scene or next((_JOINED[label] for label in facts.labels if label in _JOINED), "with")
