"""Finds many phrases in a sequence of words at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Phrase = tuple[str, ...]


class PhraseIndex:
    """Phrases by their first word. Built once; after that `find` costs one look-up per word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        found: dict[str, set[Phrase]] = {}
        for phrase in phrases:
            if phrase:
                found.setdefault(phrase[0], set()).add(phrase)
        self._by_first = {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}
        self._firsts = frozenset(found)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def absent(self, words: frozenset[str]) -> bool:
        """True if no phrase can occur in a text of these words."""
        return self._firsts.isdisjoint(words)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of each phrase in `words`, the longest at each place, none overlapping another."""
        by_first, free = self._by_first, 0
        for start, word in enumerate(words):
            candidates = by_first.get(word)
            if candidates is None or start < free:
                continue
            for phrase in candidates:
                if len(phrase) == 1 or tuple(words[start : start + len(phrase)]) == phrase:
                    free = start + len(phrase)
                    yield start, free
                    break
