"""Words for the people that texts about a photo may name, together with what else the photo shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from runner.schema import FactsRow, Texts
from runner.text.claims.sources import believed

MOST_KEYWORDS = 15
"""Upper limit for the keywords of one photo, names included."""

MOST_NAMES = 6
"""Most items in a sentence's list of names; if there are more people, the last item is "others"."""

_JOINED = {"landscape": "at", "architecture": "at", "clothing": "in", "armour": "in"}
"""The preposition between people and a classifier's subject, by the subject's group; for any other group, `with`."""

_SCENES = {"mountain": "on", "cliff": "on", "promontory": "on", "sandbar": "on", "valley": "in"}


def persons(facts: FactsRow) -> tuple[str, ...]:
    """The names that witnesses state, each once; from left to right if faces were named."""
    return tuple(dict.fromkeys(fact.value for fact in believed(facts) if fact.kind == "person"))


def from_left(facts: FactsRow) -> str | None:
    """Who is in the photo, for a captioner that sees it: "from left to right: …" if the place of everyone is known."""
    placed = [fact.value for fact in believed(facts) if fact.kind == "person" and fact.region is not None]
    if len(placed) > 1 and set(placed) == set(persons(facts)):
        return f"from left to right: {', '.join(dict.fromkeys(placed))}"
    return listed(persons(facts))


def listed(names: Sequence[str]) -> str | None:
    """Names joined as in a sentence: "Ann, Ben and Cem"; None if there are none."""
    *most, last = [*names[: MOST_NAMES - 1], "others"] if len(names) > MOST_NAMES else names or [""]
    return f"{', '.join(most)} and {last}" if most else last or None


def keywords(facts: FactsRow) -> tuple[str, ...]:
    """The names that the set wants as keywords."""
    wanted = {fact.value for fact in believed(facts) if fact.kind == "keyword"}
    return tuple(name for name in persons(facts) if name in wanted)


def with_keywords(draft: Texts, facts: FactsRow) -> Texts:
    """Add the names that the set wants to a draft's keywords. A draft without keywords stays without.

    Missing names come first. The result has at most MOST_KEYWORDS keywords, or as many as the captioner wrote if that
    is more.
    """
    said = {word.casefold() for word in draft.keywords}
    missing = [name for name in keywords(facts) if name.casefold() not in said]
    if not missing or not draft.keywords:
        return draft
    most = max(len(draft.keywords), MOST_KEYWORDS)
    return replace(draft, keywords=(*missing, *draft.keywords)[:most])


def beside(facts: FactsRow, subject: str | None) -> str | None:
    """Combine the subject, worded as part of a sentence and None if not known, with the people in the photo.

    People come before a classifier's subject, "Ann and Ben at a seashore", and after one from a person or the set,
    "Summer party with Ann and Ben". People whose first name is already in the subject are left out.
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
