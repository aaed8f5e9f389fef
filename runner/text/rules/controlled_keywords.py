"""Keywords outside a controlled vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from runner.messages import Message, say
from runner.text.language.reading import Passage, Reading
from runner.text.language.thesaurus import key
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class ControlledKeywordsOptions(RuleOptions):
    """The only keywords that the archive accepts."""

    # as they have to be written; empty: any keyword is accepted
    terms: tuple[str, ...] = ()


@rule(ControlledKeywordsOptions, example="herons, Canal, snowfall (the vocabulary: heron, canal, snow)")
def controlled_keywords(reading: Reading, options: ControlledKeywordsOptions) -> Iterator[Hit]:
    """A keyword that is not in the controlled vocabulary, or is spelled differently there."""
    listed = _listed(options.terms)
    for keyword in reading.keywords if options.terms else ():
        if (message := _wrong(keyword, listed.get(" ".join(keyword.lemmas)))) is not None:
            yield Hit("keywords", (keyword.text,), message)


def _wrong(keyword: Passage, term: str | None) -> Message | None:
    if term is None:
        return say("controlled_keywords.unlisted", words=keyword.text)
    if keyword.text.strip() == term:
        return None
    return say("controlled_keywords.written", term=term, words=keyword.text)


@lru_cache(maxsize=64)
def _listed(terms: tuple[str, ...]) -> Mapping[str, str]:
    return {key(term): term for term in terms}
