"""Quoting of values for a command line."""

from __future__ import annotations

import re

_BEFORE_QUOTE = re.compile(r"(\\*)('|\Z)")


def quoted(text: str) -> str:
    """Any text as one value of an override.

    Backslashes are literal, and are doubled only before a quotation mark (hydra.cc, Override grammar, Quoted values).
    """
    escaped = _BEFORE_QUOTE.sub(lambda found: found[1] * 2 + ("\\'" if found[2] else ""), text)
    return f"'{escaped}'"
