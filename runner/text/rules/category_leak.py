"""Words from the filing of the set in a text about one photo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from runner.messages import say
from runner.text.claims.grounding import says
from runner.text.language.reading import FIELDS, Field, Passage, Reading
from runner.text.language.tokenise import tokenise
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import phrases_in


@dataclass(frozen=True)
class CategoryLeakOptions(RuleOptions):
    """Which words come from filing, and which belong to a topic."""

    # the names under which sets are filed
    categories: tuple[str, ...] = ()
    # words that are only for photos of a topic, by topic
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(CategoryLeakOptions, example="KLM Boeing 747-400, Aviation Photography.")
def category_leak(reading: Reading, options: CategoryLeakOptions) -> Iterator[Hit]:
    """The category of the set, or a word from a topic that the photo has nothing to do with."""
    if reading.sources is None:
        return
    for passage in reading.passages(options.fields):
        for words in (*phrases_in(passage, options.categories), *phrases_in(passage, _category(reading))):
            yield Hit(passage.field, (words,), say("category_leak.filed", words=words))
        for topic, listed in options.topics.items():
            yield from _borrowed(reading, passage, topic, listed)


def _category(reading: Reading) -> tuple[str, ...]:
    """The set's category if it is more than one word: a single one, such as Aviation, is a fair keyword."""
    category = reading.texts.facts.category if reading.texts.facts else None
    return (category,) if category and len(category.split()) > 1 else ()


def _borrowed(reading: Reading, passage: Passage, topic: str, listed: tuple[str, ...]) -> Iterator[Hit]:
    words = [found for found in phrases_in(passage, listed) if not _known(reading, found)]
    if words and not _known(reading, topic):
        seen = reading.texts.writer == "picture"
        yield Hit(passage.field, tuple(words), say("category_leak.topic", topic=topic), seen)


def _known(reading: Reading, words: str) -> bool:
    return all(says(reading, token.lemma) for token in tokenise(words))
