"""Terms to offer as keywords, each with its broader terms: the rules' vocabularies and the run's own keywords."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from runner.text.language.thesaurus import Thesaurus

MOST_OWN = 5000
"""Maximum number of the run's own keywords that are offered, most frequent first."""

NEAREST = 4
"""Maximum number of broader terms that are shown for a term; synonyms are left out."""


def terms(thesaurus: Thesaurus, photos: pl.DataFrame) -> list[tuple[str, str]]:
    """Terms in alphabetical order, each with its broader terms (`heron › bird`) or an empty text."""
    found = {
        thesaurus.written(term): broader(thesaurus, term)
        for name in thesaurus.members
        for term in thesaurus.members[name]
    }
    for word in _own(photos):
        found.setdefault(word, "")
    return sorted(found.items(), key=lambda pair: pair[0].casefold())


def broader(thesaurus: Thesaurus, term: str) -> str:
    """The terms that a term implies, as text, from the nearest to the most general."""
    above = [other for other in thesaurus.implied(term) if term not in thesaurus.implied(other)]
    above.sort(key=lambda other: (-len(thesaurus.implied(other)), other))
    return " › ".join(thesaurus.written(other) for other in above[:NEAREST])


def _own(photos: pl.DataFrame) -> Iterator[str]:
    words = photos["keywords"].explode(empty_as_null=True).drop_nulls()
    yield from words.value_counts(sort=True).head(MOST_OWN)["keywords"].to_list()
