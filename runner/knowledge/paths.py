"""Paths of photos as something to read facts from."""

from __future__ import annotations

from pathlib import Path, PurePath


def readable(path: Path) -> PurePath | None:
    """The path; None where it holds bytes that are no text."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return None
    return path
