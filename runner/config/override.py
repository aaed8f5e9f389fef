"""Values as they stand on a command line."""

from __future__ import annotations


def quoted(text: str) -> str:
    """Any text as one value of an override."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
