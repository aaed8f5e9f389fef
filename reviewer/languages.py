"""Which languages the window speaks."""

from __future__ import annotations

import re
from importlib import resources

FOLDER = resources.files("reviewer") / "translations"
"""Where the languages are, `reviewer_<code>.qm` each, made by `make translations`."""


def available() -> list[str]:
    """The codes of the languages that there are, that of the source first."""
    names = (each.name for each in FOLDER.iterdir())
    return ["en", *sorted(match[1] for name in names if (match := re.fullmatch(r"reviewer_(\w+)\.qm", name)))]
