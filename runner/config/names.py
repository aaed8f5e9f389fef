"""Names that become a folder's: of sets."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 200
_JOINERS = "\u200c\u200d"  # Persian, Hindi and families of emoji are spelt with them
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_OURS = re.compile(r"sweeps|queue|renditions|weights\.json|catalog\.db.*|publish-.*\.lock", re.IGNORECASE)


def problem(name: str) -> str | None:
    """What forbids this name to a folder of runs, as the end of a sentence; None when nothing does."""
    if re.search(r"[/\\\0]|^\.", name):
        return "becomes a folder's name; it cannot hold slashes or begin with a dot"
    if name != name.strip() or name.endswith("."):
        return "becomes a folder's name; it cannot begin or end with a blank, nor end with a dot"
    if bad := next((each for each in name if _hidden(each)), None):
        return f"holds the invisible character U+{ord(bad):04X}; leave it out"
    if _DEVICES.fullmatch(name):
        return "is a device's name on Windows and in its shares; take another"
    if _OURS.fullmatch(name):
        return "is a name that the runs folder uses itself; take another"
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        return f"is longer than {_LONGEST} bytes; shorten it"
    return None


def _hidden(character: str) -> bool:
    """Control characters, those that turn the direction of writing, line separators, halves of pairs."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS
