"""How many keywords there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from runner.messages import say
from runner.text.language.reading import Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class KeywordCountOptions(RuleOptions):
    """How many keywords there may be."""

    least: Annotated[int, Ge(0)] = 0
    most: Annotated[int, Ge(1)] | None = None


@rule(KeywordCountOptions, example="heron, canal")
def keyword_count(reading: Reading, options: KeywordCountOptions) -> Iterator[Hit]:
    """Too few or too many keywords to be useful in a search."""
    count = len(reading.keywords)
    if 0 < count < options.least:
        yield Hit("keywords", (), say("keyword_count.few", count=count, least=options.least))
    if options.most is not None and count > options.most:
        yield Hit("keywords", (), say("keyword_count.many", count=count, most=options.most))


@rule(KeywordCountOptions, example="heron, canal, winter", yields_to=("keyword_count",))
def keyword_count_advice(reading: Reading, options: KeywordCountOptions) -> Iterator[Hit]:
    """Fewer or more keywords than a search works best with."""
    yield from keyword_count(reading, options)
