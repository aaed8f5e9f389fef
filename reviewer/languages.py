"""The languages of the window."""

from __future__ import annotations

import re
from importlib import resources

FOLDER = resources.files("reviewer") / "translations"
"""The folder of the translations: one `reviewer_<code>.qm` per language, built by `make translations`."""


def available() -> list[str]:
    """The codes of the available languages: English, the language of the source, first."""
    names = (each.name for each in FOLDER.iterdir())
    return ["en", *sorted(match[1] for name in names if (match := re.fullmatch(r"reviewer_(\w+)\.qm", name)))]
