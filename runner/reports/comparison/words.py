"""Compares the words of texts with other texts and with terms known about a photo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runner.text.language.phrases import Phrase
from runner.text.language.tokenise import tokenise


def words(text: str | None) -> Phrase:
    """Return the words of a text in the form used for comparison: lower case, singular, British spelling."""
    return tuple(token.lemma for token in tokenise(text)) if text else ()


def known_share(texts: Iterable[str], known: Sequence[str]) -> float | None:
    """Return the share of the known terms that the texts use; None if there are none. Equal terms count once."""
    terms = {phrase for term in known if (phrase := words(term))}
    return len(terms & _used(texts, terms)) / len(terms) if terms else None


def uses_any(texts: Iterable[str], vocabulary: Sequence[str]) -> float | None:
    """Return 1 if the texts use a term of the vocabulary, else 0; None if the vocabulary is empty."""
    terms = {phrase for term in vocabulary if (phrase := words(term))}
    return float(bool(_used(texts, terms))) if terms else None


def distance(one: str | None, other: str | None) -> float:
    """Return the Jaccard distance of two texts as sets of words: 0 for the same words, 1 for none in common."""
    first, second = set(words(one)), set(words(other))
    return 1 - len(first & second) / len(first | second) if first | second else 0.0


def edit_share(before: Sequence[str], after: Sequence[str]) -> float:
    """Return the Levenshtein distance of two sequences over the longer length: 0 if equal, 1 if nothing is kept.

    V. Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals" (1966), by the algorithm
    of R. Wagner and M. Fischer (1974).
    """
    if not before or not after:
        return float(bool(before or after))
    previous = list(range(len(after) + 1))
    for place, word in enumerate(before, start=1):
        current = [place]
        for other, written in enumerate(after, start=1):
            current.append(min(previous[other] + 1, current[-1] + 1, previous[other - 1] + (word != written)))
        previous = current
    return previous[-1] / max(len(before), len(after))


def _used(texts: Iterable[str], terms: Iterable[Phrase]) -> set[Phrase]:
    """Those of the terms that occur in one of the texts."""
    lengths = {len(term) for term in terms}
    read = [words(text) for text in texts]
    return {text[at : at + size] for text in read for size in lengths for at in range(len(text) - size + 1)} & {*terms}
