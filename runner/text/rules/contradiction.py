"""A thing that differs from the one of its kind that the sources name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runner.messages import say
from runner.text.claims.grounding import quoted, terms_of, unsupported_mentions
from runner.text.language.reading import FIELDS, Field, Passage, Reading
from runner.text.language.thesaurus import Mention
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule


@dataclass(frozen=True)
class ContradictionOptions(RuleOptions):
    """Vocabularies whose terms are kinds of one thing."""

    # names of vocabularies of the rule set
    vocabularies: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(
    ContradictionOptions,
    example="A brown dog on a couch. (the sources say: Egyptian cat)",
    yields_to=more_telling("contradiction"),
)
def contradiction(reading: Reading, options: ContradictionOptions) -> Iterator[Hit]:
    """Something that the sources say is another thing of its kind."""
    if reading.sources is None or not _is_one_thing(reading, options.vocabularies):
        return
    for passage in reading.passages(options.fields):
        unsupported = list(unsupported_mentions(reading, passage, options.vocabularies))
        for kind in options.vocabularies if unsupported else ():
            yield from _conflicts(reading, passage, unsupported, terms_of(reading.thesaurus, (kind,)))


def _conflicts(
    reading: Reading, passage: Passage, unsupported: Sequence[Mention], kind: frozenset[str]
) -> Iterator[Hit]:
    """Yield conflicting terms, unless the passage also names the known thing: the other may then be a second one."""
    known = kind & reading.supported
    if not known or any(mention.term in known for mention in reading.mentions(passage)):
        return
    for mention in unsupported:
        others = _others(reading, known, mention.term) if mention.term in kind else ()
        if others:
            words = quoted(passage, mention.start, mention.end)
            message = say("contradiction.sources", known=reading.thesaurus.written(others[0]), words=words)
            yield Hit(passage.field, (words,), message)


def _is_one_thing(reading: Reading, vocabularies: tuple[str, ...]) -> bool:
    """Whether the sources name one thing, more or less precisely: several do not exclude yet another."""
    known = terms_of(reading.thesaurus, vocabularies) & reading.supported
    return any(known <= reading.thesaurus.implied(most_precise) for most_precise in known)


def _others(reading: Reading, known: frozenset[str], term: str) -> Sequence[str]:
    """The known things that `term` is not a kind of, the most specific first."""
    implied = reading.thesaurus.implied
    return sorted(known - implied(term), key=lambda other: (-len(implied(other)), other))
