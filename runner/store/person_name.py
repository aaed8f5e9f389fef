"""Names of people as they are stored and compared: one name, however a keyboard or a program composes its letters.

A Mac writes "ë" as two characters where most keyboards write one. Both are the same name, and so is "ANN".
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"  # part of the spelling in Persian and Indic scripts


def tidied(name: str) -> str:
    """The name as it is stored: composed (NFC), on one line, without characters that nobody sees; perhaps empty."""
    composed = unicodedata.normalize("NFC", " ".join(name.split()))
    return " ".join("".join(each for each in composed if _is_visible(each)).split())


def folded(name: str) -> str:
    """The name for comparison: equal for names that differ only in case, composition or spaces."""
    return tidied(unicodedata.normalize("NFKC", name)).casefold()


def _is_visible(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs", "Cn")
