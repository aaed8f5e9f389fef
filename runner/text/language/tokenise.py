"""Splits a text into words, with the forms in which rules compare them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from runner.text.language.inflect import singular
from runner.text.language.spelling import british

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:/]\d+)+[^\W_]*(?:[-‐‑][^\W_]+)*"  # 1.5  3,000  10:30  1.5-litre
    r"|[^\W_]+(?:['’ʼ\-‐‑&][^\W_]+)*"  # heron  short-eared  747-400  AT&T
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")
_ABBREVIATIONS = frozenset(
    "st mt dr mr mrs ms no vs ft sgt gen lt col gov sen rep jr sr capt prof approx ca "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'", "‐": "-", "‑": "-"}
)


class Token(NamedTuple):
    """One word of a text."""

    text: str  # as written
    fold: str  # lower case, without accents and possessive 's
    lemma: str  # the folded word in the singular, in British spelling
    start: int  # offset of its first character
    end: int  # offset after its last character
    opens: bool  # whether it is the first word of a sentence


@lru_cache(maxsize=1 << 14)
def tokenise(text: str) -> tuple[Token, ...]:
    """The words of `text` in order. Compounds with hyphens and numbers such as 1.5 are one word."""
    tokens: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        opens = not tokens or _opens_sentence(text[end : match.start()], tokens[-1].fold)
        word = match.group()
        tokens.append(Token(word, *_forms(word), match.start(), match.end(), opens))
        end = match.end()
    return tuple(tokens)


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, str]:
    folded = fold(word)
    return folded, british(singular(folded))


def fold(word: str) -> str:
    """`word` in lower case, without accents, typographic apostrophes and a possessive 's."""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(
            c for c in unicodedata.normalize("NFKD", folded.translate(_LETTERS)) if not unicodedata.combining(c)
        )
    return folded[:-2] if folded.endswith("'s") and len(folded) > 2 else folded


@lru_cache(maxsize=1 << 16)
def parts(word: str) -> tuple[str, ...]:
    """The pieces of a compound: 747-400 gives 747 and 400; a plain word gives nothing."""
    pieces = tuple(piece for piece in re.split(r"[-/&]", word) if piece)
    return pieces if len(pieces) > 1 else ()


def _opens_sentence(gap: str, before: str) -> bool:
    if gap == " " or not _SENTENCE_END.search(gap):
        return False
    return not (gap.startswith(".") and (before in _ABBREVIATIONS or len(before) == 1))
