"""Species, vehicle and aircraft types that are named without evidence, or more precisely than it allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.text.grounding import quoted, unsupported_mentions
from runner.text.reading import FIELDS, Field, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class UngroundedTermOptions(RuleOptions):
    """Which terms need a source."""

    # names of vocabularies of the rule set
    vocabularies: tuple[str, ...] = ()
    # fields that are looked at
    fields: tuple[Field, ...] = FIELDS


@rule(UngroundedTermOptions, example="A grey heron at the water. (the sources say: bird)")
def ungrounded_term(reading: Reading, options: UngroundedTermOptions) -> Iterator[Hit]:
    """A species or a type of vehicle that no source names, or that is more precise than its evidence."""
    if reading.sources is None:
        return
    for passage in reading.passages(options.fields):
        for mention in unsupported_mentions(reading, passage, options.vocabularies):
            words = quoted(passage, mention.start, mention.end)
            yield Hit(passage.field, (words,), _message(reading, words, mention.term))


def _message(reading: Reading, words: str, term: str) -> str:
    group = _closest_group(reading, term)
    if group is None:
        return f"No source says or implies '{words}'; leave it out."
    return f"The sources are not as precise as '{words}'; use '{reading.thesaurus.written(group)}'."


def _closest_group(reading: Reading, term: str) -> str | None:
    """The most particular group of the term that is supported: the one that implies most."""
    implied = reading.thesaurus.implied
    groups = sorted(implied(term) & reading.supported)
    return max(groups, key=lambda group: len(implied(group)), default=None)
