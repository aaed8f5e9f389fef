"""Species, vehicle and aircraft types that are named without evidence, or more precisely than it allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import Message, say
from runner.text.claims.grounding import quoted, terms_of, unsupported_mentions
from runner.text.claims.quotations import in_quotes
from runner.text.language.reading import FIELDS, Field, Reading
from runner.text.language.thesaurus import Thesaurus, key
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule


@dataclass(frozen=True)
class UngroundedTermOptions(RuleOptions):
    """Which terms need a source."""

    # names of vocabularies of the rule set
    vocabularies: tuple[str, ...] = ()
    # those whose terms a captioner can tell apart in the photo: a warning instead of an error
    visible: tuple[str, ...] = ()
    # those whose groups it can tell apart: dog and heron, but not grey heron
    visible_groups: tuple[str, ...] = ()
    # other terms that it can tell apart: giraffe, tulip
    visible_terms: tuple[str, ...] = ()
    # groups whose kinds it may name: a breed of dog, a garden flower
    visible_kinds: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(
    UngroundedTermOptions,
    example="A grey heron at the water. (the sources say: bird)",
    yields_to=more_telling("ungrounded_term"),
)
def ungrounded_term(reading: Reading, options: UngroundedTermOptions) -> Iterator[Hit]:
    """A species or type beyond what the sources say; a group is only a warning if the captioner saw the picture."""
    if reading.sources is None:
        return
    saw = reading.texts.writer == "picture"
    for passage in reading.passages(options.fields):
        for mention in unsupported_mentions(reading, passage, options.vocabularies):
            words = quoted(passage, mention.start, mention.end)
            if saw and in_quotes(passage.text, passage.tokens[mention.start].start):
                continue  # a claim of text in the picture, which is another rule's
            seen = saw and _is_visible(reading.thesaurus, mention.term, options)
            yield Hit(passage.field, (words,), _message(reading, words, mention.term, seen), advice=seen)


def _is_visible(thesaurus: Thesaurus, term: str, options: UngroundedTermOptions) -> bool:
    """Whether it can be recognised by sight: a dog, a pug, a bus or a tree, but no Boeing 747 or grey heron."""
    if not thesaurus.implied(term).isdisjoint(options.visible_kinds):
        return True
    groups = thesaurus.groups & terms_of(thesaurus, options.visible_groups)
    if term in groups or term in terms_of(thesaurus, options.visible):
        return True
    return any(key(listed) in thesaurus.same(term) for listed in options.visible_terms)


def _message(reading: Reading, words: str, term: str, seen: bool) -> Message:
    supported, groups = _groups(reading, term)
    if seen:
        return say("ungrounded_term.seen", words=words)
    if supported:
        return say("ungrounded_term.too_precise", words=words, group=supported[0])
    if groups and reading.texts.writer == "picture":
        return say("ungrounded_term.use_group", words=words, group=groups[0])
    return say("ungrounded_term.unsourced", words=words)


def _groups(reading: Reading, term: str) -> tuple[list[str], list[str]]:
    """The supported groups of the term, and all its groups, both sorted from specific to general."""
    implied = reading.thesaurus.implied
    groups = [group for group in implied(term) if term not in implied(group)]
    groups.sort(key=lambda group: (-len(implied(group)), group))
    written = reading.thesaurus.written
    return [written(group) for group in groups if group in reading.supported], [written(group) for group in groups]
