"""Regular expressions from YAML, whoever wrote them: the time that each may take per text is limited."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

import regex
from pydantic import AfterValidator

from runner.errors import ItemError
from runner.messages import say

LONGEST = 4000
"""The most characters that an expression may have."""

TRIED_S = 0.2
"""Most seconds that an expression may take for a text designed to be hard, before any photo is read."""

SEARCHED_S = 2.0
"""Most seconds that it may take for the text of a photo, where microseconds are usual."""

_HARD = ("a" * 2000 + "!", "1" * 2000 + "!", "a b " * 500 + "!", "ab-" * 700 + "!", " " * 2000 + "!", "Aa1 .,-" * 300)


@lru_cache(maxsize=512)
def compiled(expression: str) -> regex.Pattern[str]:
    """The compiled expression, case-sensitive unless it begins with (?i)."""
    return regex.compile(expression)


@lru_cache(maxsize=512)
def _valid(expression: str) -> str:
    if len(expression) > LONGEST:
        raise ValueError(f"this expression is longer than {LONGEST} characters. Write several")
    try:
        made = compiled(expression)
        for text in _HARD:
            made.search(text, timeout=TRIED_S)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        raise ValueError(f"this is no regular expression: {error}") from error
    except TimeoutError as error:
        hint = "Repeat nothing that holds a repetition itself, as (a+)+ does"
        raise ValueError(f"this expression takes too long for some texts. {hint}") from error
    return expression


Expression = Annotated[str, AfterValidator(_valid)]
"""A string that is a valid regular expression."""


@lru_cache(maxsize=1 << 15)
def matches(text: str, expressions: tuple[str, ...]) -> tuple[str, ...]:
    """The first match of each expression in the text. Cached, because keywords recur.

    Raises ItemError if one takes longer than SEARCHED_S.
    """
    found = (match.group() for expression in expressions if (match := _search(text, expression)))
    return tuple(words.strip() or words for words in found)


def _search(text: str, expression: str) -> regex.Match[str] | None:
    try:
        return compiled(expression).search(text, timeout=SEARCHED_S)
    except TimeoutError as error:
        raise ItemError(say("stage.slow_expression", expression=expression, seconds=SEARCHED_S), "rules") from error
