"""Words that a writer who never saw the photo cannot know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from runner.messages import say
from runner.text.claims.grounding import has_digit, says, unsupported_tokens
from runner.text.language.reading import PROSE, Field, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule


@dataclass(frozen=True)
class InventedOptions(RuleOptions):
    """What may be said without a source, and which function words may not."""

    # fields that are checked
    fields: tuple[Field, ...] = PROSE
    # content words that claim nothing about a photo
    harmless: tuple[str, ...] = ()
    # function words that claim something: how many, whose, or that something is not there
    claims: tuple[str, ...] = ()


@rule(
    InventedOptions,
    example="Several birds in the morning, May 2019. (the captioner was told: bird, morning)",
    yields_to=(
        *more_telling("invented"),
        "category_leak",
        "gear_words",
        "meta_words",
        "image_of",
        "shell",
        "uncertainty",
        "fluff",
        "instructions",
    ),
)
def invented(reading: Reading, options: InventedOptions) -> Iterator[Hit]:
    """A word that a captioner who did not see the picture was not told. Numbers have their own rule."""
    if reading.texts.writer != "facts" or reading.sources is None:
        return
    for passage in reading.passages(options.fields):
        for word in _words(reading, passage, options):
            yield Hit(passage.field, (word,), say("invented.unsaid", words=word))


def _words(reading: Reading, passage: Passage, options: InventedOptions) -> tuple[str, ...]:
    claims = _set(options.claims)
    unsupported = unsupported_tokens(reading, passage, _set(options.harmless))
    unknown = [token for token in unsupported if not has_digit(token)]
    unknown += [token for token in passage.tokens if token.fold in claims and not says(reading, token.lemma)]
    return tuple(dict.fromkeys(token.text for token in sorted(unknown, key=lambda token: token.start)))


@lru_cache(maxsize=64)
def _set(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words)
