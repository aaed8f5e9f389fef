"""Regular expressions that are written in YAML."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator


@lru_cache(maxsize=512)
def compiled(expression: str) -> re.Pattern[str]:
    """The compiled expression. Case counts, unless it begins with (?i)."""
    return re.compile(expression)


def _valid(expression: str) -> str:
    try:
        compiled(expression)
    except re.error as error:
        raise ValueError(f"this is no regular expression: {error}") from error
    return expression


Expression = Annotated[str, AfterValidator(_valid)]
"""A string that is a valid regular expression."""


@lru_cache(maxsize=1 << 15)
def matches(text: str, expressions: tuple[str, ...]) -> tuple[str, ...]:
    """What each expression finds first in the text. Keywords come again and again, so the answers are kept."""
    found = (match.group() for expression in expressions if (match := compiled(expression).search(text)))
    return tuple(words.strip() or words for words in found)
