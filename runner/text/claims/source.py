"""One text as the reader of claims sees it."""

from __future__ import annotations

from dataclasses import dataclass

from runner.text.language.reading import Field
from runner.text.language.tokenise import Token


@dataclass(frozen=True, slots=True)
class Source:
    """One text with its words, and the words around it that help to tell meanings apart."""

    text: str
    field: Field
    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    around: frozenset[str]  # singular words of the text and, for a keyword, of the other keywords
    index: int = 0
