"""What the runner says, in the language that is spoken. Its evidence is English and stays so; here it is read out.

A sentence is found by its template; what stands in the gaps is put into the translated one, translated itself where it
is known. What nobody knows is said as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from runner.review.language import QT_TRANSLATE_NOOP, is_english, translate
from runner.review.rule_words import FINDINGS, MEANINGS, RULES
from runner.review.runner_words import SENTENCES, WORDS

_ALL = (*FINDINGS, *MEANINGS, *SENTENCES)
_CLAUSE, _ANYTHING = r"((?:(?!; ).)+?)", r"(.+?)"
"""What a gap may hold: no more than a clause, where that will do; between quotation marks, anything."""

_GAP = re.compile(r"\{\}")
_JOIN = QT_TRANSLATE_NOOP("quoted", " and ")


def quoted(sentence: str) -> str:
    """A sentence of the runner in the language that is spoken."""
    if is_english():
        return sentence
    said = _clauses(sentence) or _known(sentence, _CLAUSE) or _known(sentence, _ANYTHING)
    if said is None:
        return sentence
    return f"{said[:1].upper()}{said[1:]}" if sentence[:1].isupper() else said


def _known(sentence: str, gap: str) -> str | None:
    """The sentence translated; None when it is none of those that are known."""
    plain = _plain().get(sentence.casefold())
    if plain is not None:
        return translate("quoted", plain)
    for pattern, template in _templates(gap):
        if match := pattern.fullmatch(sentence):
            return translate("quoted", template).format(*_gaps(template, match.groups()))
    return None


def _clauses(sentence: str) -> str | None:
    """A sentence of clauses with semicolons between, if all of them are known."""
    clauses = sentence.removesuffix(".").split("; ")
    said = [each for clause in clauses if (each := _known(clause, _CLAUSE))]
    return "; ".join(said) + "." * sentence.endswith(".") if len(said) == len(clauses) else None


def _gaps(template: str, found: Sequence[str]) -> Iterator[str]:
    """What stands in the gaps; between quotation marks are words of a text, which stay as they are."""
    for before, words in zip(_GAP.split(template), found, strict=False):
        yield words if before.endswith("'") else _gap(words)


def _gap(words: str) -> str:
    """What stands in a gap: rules by their names, what is known translated, all else as it is."""
    names = re.split(r", | and ", words)
    if all(name in RULES for name in names):
        every = [translate("quoted", RULES[name]) for name in names]
        return translate("quoted", _JOIN).join([", ".join(every[:-1]), every[-1]] if every[1:] else every)
    return quoted(words)


@cache
def _plain() -> Mapping[str, str]:
    """Sentences and words without a gap, by what they are in small letters."""
    return {each.casefold(): each for each in (*_ALL, *WORDS, *RULES.values()) if "{}" not in each}


@cache
def _templates(gap: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those with gaps, the one with most words of its own first: it says most."""
    with_gaps = sorted((each for each in _ALL if "{}" in each), key=lambda each: -len(each.replace("{}", "")))
    return tuple((_pattern(each, gap), each) for each in with_gaps)


def _pattern(template: str, gap: str) -> re.Pattern[str]:
    parts = _GAP.split(template)
    found = (re.escape(part) + (_ANYTHING if part.endswith("'") else gap) for part in parts[:-1])
    return re.compile("".join(found) + re.escape(parts[-1]), re.IGNORECASE | re.DOTALL)
