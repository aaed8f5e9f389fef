"""The kinds of claims: each a function that finds the claims of its kind in a text. A new kind is a new function."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from runner.registry import Registry
from runner.text.claims.claim import Claim, Count
from runner.text.claims.lexicon import Lexicon
from runner.text.claims.mentions import Thing, things
from runner.text.claims.quotations import quoted_spans
from runner.text.claims.source import Source


@dataclass(frozen=True)
class Passage:
    """A text as the finders see it; what several of them need is computed once."""

    source: Source
    lexicon: Lexicon

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """The things that the text says are there."""
        return tuple(things(self.source, self.lexicon))

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """The spans of characters between quotation marks."""
        return tuple(quoted_spans(self.source.text))

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The offset of the first word of each sentence."""
        return tuple(token.start for token in self.source.tokens if token.opens)

    def claim(
        self, kind: str, value: str, start: int, end: int, *, of: str | None = None, count: Count | None = None
    ) -> Claim:
        """A claim made by the characters from `start` to `end` (exclusive)."""
        source = self.source
        words, sentence = source.text[start:end], max(bisect_right(self.sentences, start) - 1, 0)
        return Claim(kind, value, source.field, start, end, words, of, count, index=source.index, sentence=sentence)


Finder = Callable[[Passage], Iterator[Claim]]

FINDERS: Registry[Finder] = Registry("finder")
"""The finders by the kind of claim that they find."""


def finder(kind: str) -> Callable[[Finder], Finder]:
    """Register a function as the finder of a kind. Raises ValueError if another module has registered one."""
    return FINDERS.register(kind)
