"""The texts that Windows Explorer writes: tags of IFD0 in UTF-16. Source: Microsoft, "Photo Metadata Policies"."""

from __future__ import annotations

from runner.imaging.camera_tags import CameraTags
from runner.imaging.wording import one_line


def xp_text(tags: CameraTags, name: str) -> str | None:
    """One line of `XPTitle`, `XPComment`, `XPSubject`, `XPAuthor` or `XPKeywords`, named without XP."""
    values = getattr(tags.tags.get(f"Image XP{name}"), "values", None)
    if isinstance(values, str):
        return one_line(values) or None
    if not isinstance(values, list) or not all(isinstance(value, int) and 0 <= value < 256 for value in values):
        return None
    return one_line(bytes(values).decode("utf-16-le", "replace").partition("\0")[0]) or None
