"""Checks names of sets, which become names of folders."""

from __future__ import annotations

import re
import unicodedata

from runner.messages import Message, say, word

_LONGEST = 200
_JOINERS = "\u200c\u200d"  # Persian, Hindi and families of emoji are spelt with them
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_OURS = re.compile(
    r"sweeps|queue|renditions|people|faces|(?:states|weights)\.json(?:\..*)?|catalog\.db.*|publish-.*\.lock",
    re.IGNORECASE,
)
"""What the program writes into the runs folder besides the folders of sets."""


def problem(name: str) -> str | None:
    """The reason why a folder of runs may not have this name, as the end of a sentence; None if it may."""
    wrong = obstacle(name)
    return word(wrong) if wrong else None


def obstacle(name: str) -> Message | None:
    """The same as a message."""
    if re.search(r"[/\\\0]|^\.", name):
        return say("set_name.signs")
    if name != name.strip() or name.endswith("."):
        return say("set_name.ends")
    if bad := next((each for each in name if _hidden(each)), None):
        return say("set_name.invisible", code=f"U+{ord(bad):04X}")
    if _DEVICES.fullmatch(name):
        return say("set_name.device")
    if _OURS.fullmatch(name):
        return say("set_name.ours")
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        return say("set_name.long", most=_LONGEST)
    return None


def _hidden(character: str) -> bool:
    """True for control characters, those that change the writing direction, line separators, and surrogates."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS
