"""Weighs the texts of a photo: chooses witnesses and calibrations, and adds what people said themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from runner.facts import Fact, Look
from runner.schema import FactsRow
from runner.text.claims.calibration import Calibration
from runner.text.claims.reader import facts_of_text, read_texts
from runner.text.claims.verdict import CAPTIONER, Limits, Weighed
from runner.text.claims.weighing import weigh
from runner.text.language.reading import TextsInContext

PEOPLE = ("set", "human")
"""Witnesses that are believed over every machine: the set's declaration, and people's texts in the file."""


def heard(texts: TextsInContext, calibrations: Mapping[str, Calibration], limits: Limits) -> tuple[Weighed, ...]:
    """The weighed claims of texts by a captioner that saw the picture; empty for all other texts.

    A captioner that was told only the facts repeats them, and a person counts as a witness.
    """
    facts = texts.facts
    if facts is None or texts.writer != "picture" or not facts.looked:
        return ()
    said = (*_people(facts), *(Fact("picture", "colour", name) for name in facts.colours))
    witnesses = (*(look.witness for look in facts.looked), *(fact.witness for fact in (*facts.facts, *said)))
    return weigh(
        read_texts(texts),
        (*facts.facts, *said),
        tuple(dict.fromkeys(witnesses)),
        _book(facts.looked, texts.model, calibrations),
        writer=texts.model or CAPTIONER,
        people=PEOPLE,
        limits=limits,
    )


def _book(
    looked: tuple[Look, ...], model: str | None, calibrations: Mapping[str, Calibration]
) -> dict[str, Calibration]:
    """Calibrations by witness, with that of captioners in general and that of the writer by its name."""
    named = [
        *((look.witness, look.calibration or "") for look in looked),
        (CAPTIONER, CAPTIONER),
        (model or "", model or ""),
    ]
    return {witness: calibrations[name] for witness, name in named if name in calibrations}


def _people(facts: FactsRow) -> Iterator[Fact]:
    """What people say is in the picture, as facts."""
    subject = [facts.subject] if facts.subject_from not in (None, "model") and facts.subject else []
    written = [term for term in facts.keywords if term not in facts.hints]
    yield from _stated("set" if facts.subject_from == "set" else "human", tuple(subject))
    yield from _stated("set", facts.hints)
    yield from _stated("human", tuple(filter(None, (facts.title, facts.caption, *written))))


@lru_cache(maxsize=1 << 12)
def _stated(who: str, texts: tuple[str, ...]) -> tuple[Fact, ...]:
    return tuple(fact for text in texts for fact in facts_of_text(who, text))
