"""A caption that says the same as the alt text, although they serve different readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le

from runner.messages import say
from runner.text.language.reading import Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class CaptionIsAltOptions(RuleOptions):
    """When two texts count as the same."""

    # words that both have, as a share of the words that either has (Jaccard)
    most_overlap: Annotated[float, Gt(0), Le(1)] = 0.86
    # number of equal words at the beginning
    first_words: Annotated[int, Ge(1)] = 8


@rule(
    CaptionIsAltOptions,
    example="A grey heron in a canal in Leiden in winter. | A grey heron in a canal in winter in Leiden.",
)
def caption_is_alt(reading: Reading, options: CaptionIsAltOptions) -> Iterator[Hit]:
    """An alt text that repeats the caption instead of describing what can be seen."""
    if reading.caption is None or reading.alt_text is None:
        return
    caption = [token.fold for token in reading.caption.tokens]
    alt_text = [token.fold for token in reading.alt_text.tokens]
    first = options.first_words
    overlap = _overlap(frozenset(caption), frozenset(alt_text))
    if overlap >= options.most_overlap or (len(caption) >= first and caption[:first] == alt_text[:first]):
        yield Hit("alt_text", (), say("caption_is_alt.repeats"))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0
