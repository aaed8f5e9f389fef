"""Texts in which names of any length may stand, for labels that wrap."""

from __future__ import annotations

import re

_LONG = re.compile(r"(\S{20})(?=\S)")
_HERE = "\u200b"  # zero width space: a line may break here


def breakable(text: str) -> str:
    """The text with places to break in its longest words, so that no file name makes a panel wider."""
    return _LONG.sub(rf"\1{_HERE}", text)
