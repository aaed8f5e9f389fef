"""Keywords that occur twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class KeywordDuplicatesOptions(RuleOptions):
    """No options except the severity."""


@rule(KeywordDuplicatesOptions, example="heron, Herons, canal")
def keyword_duplicates(reading: Reading, options: KeywordDuplicatesOptions) -> Iterator[Hit]:  # noqa: ARG001 - all rules are called alike
    """A keyword that repeats another one in a different case, number or hyphenation."""
    seen: dict[str, str] = {}
    for keyword in reading.keywords:
        term = " ".join(keyword.lemmas).replace("-", " ")
        if (first := seen.get(term)) is None:
            seen[term] = keyword.text
        elif term:
            yield Hit(
                "keywords", (first, keyword.text), say("keyword_duplicates.repeats", words=keyword.text, first=first)
            )
