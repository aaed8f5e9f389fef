"""Makes texts with very long words breakable, for labels that wrap."""

from __future__ import annotations

import re

_LONG = re.compile(r"(\S{20})(?=\S)")
_HERE = "\u200b"  # zero width space: a line may break here


def breakable(text: str) -> str:
    """The text with possible line breaks in long words, so that a file name cannot make a panel wider."""
    return _LONG.sub(rf"\1{_HERE}", text)
