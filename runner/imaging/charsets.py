"""The character set of text that does not say it, and of IPTC that does.

Text that is no UTF-8 is West European in most files of older cameras and programs, and that reading is taken where it
gives plausible words. Otherwise a detector decides, and only when no other reading is nearly as good: a caption in the
wrong alphabet is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from charset_normalizer import from_bytes

_DESIGNATED = re.compile(rb"\x1b[-./]([A-Za-z_])")
# ISO 2022 designations of 96-character sets (ISO-IR registry), as IPTC-IIM 4.2, dataset 1:90, holds them.
_SETS = {
    b"A": "iso8859-1", b"B": "iso8859-2", b"C": "iso8859-3", b"D": "iso8859-4", b"L": "iso8859-5", b"G": "iso8859-6",
    b"F": "iso8859-7", b"H": "iso8859-8", b"M": "iso8859-9", b"V": "iso8859-10", b"T": "iso8859-11",
    b"Y": "iso8859-13", b"_": "iso8859-14", b"b": "iso8859-15", b"f": "iso8859-16",
}  # fmt: skip
_UTF8 = b"\x1b%"

_WESTERN = ("cp1252", "mac_roman")
_MOST_ACCENTED = 0.4
"""Share of letters beyond ASCII up to which a text is taken for West European; French and Portuguese have 0.1."""
_MARKS = frozenset("\u201c\u201d\u2018\u2019\u201e\u201a«»¡¿–—…·•©®™°§€†£²³½\xa0\xad")
_SELDOM = frozenset("ÐÞðþÝý")
"""Icelandic letters, which Turkish text read as Windows-1252 is full of."""

_LARGEST_MESS, _LEAST_LEAD = 0.1, 0.04
"""Of the detector's measure of disorder: what is accepted, and by how much any other reading has to be worse."""

_USED = (
    *(f"cp125{number}" for number in range(8)), "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "koi8_r",
    "mac_roman", "mac_latin2", "mac_cyrillic", "mac_greek", "mac_turkish", "cp437", "cp850", "cp852", "cp866",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
"""Encodings in which systems and programs have written text. The detector knows seldom ones that fit any bytes too."""

_SIGN_IN_WORD = re.compile(r"[^\W\d_m][¹²³£¥¤¦±µ¼½¾÷×˘˙¸˛˝ˇ¨¯]|[¹²³£¥¤¦±¼½¾÷×][^\W\d_]|[^\W\d_][„†‡•‹›§©®][^\W\d_]")
"""Signs beside or between letters, as when a letter of another encoding is read: `En h„ger`, `³ódka`."""


def declared(designation: bytes) -> str | None:
    """The encoding that IPTC's dataset 1:90 designates; None when it designates none that is known."""
    if designation.startswith(_UTF8):
        return "utf-8"
    found = _DESIGNATED.search(designation)
    return _SETS.get(found[1]) if found else None


def guessed(samples: Iterable[bytes]) -> str | None:
    """The encoding in which all of these texts make sense; None when that is not certain enough.

    All texts of a file go together: programs write them in one encoding, and more text is surer.
    """
    foreign = b"\n".join(sample for sample in samples if not _is_utf8(sample))
    return next((each for each in _WESTERN if _is_plausible(foreign, each)), None) or _detected(foreign)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_plausible(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    letters = [character for character in text if character.isalpha()]
    accented = [character for character in text if character > "\x7f"]
    if len([each for each in accented if each.isalpha()]) > _MOST_ACCENTED * max(1, len(letters)):
        return False
    if _SIGN_IN_WORD.search(text):
        return False
    return all(map(_is_western, accented)) and not any(_is_odd(*pair) for pair in pairwise(text))


def _is_western(character: str) -> bool:
    if character in _SELDOM:
        return False
    return character in _MARKS or (character.isalpha() and unicodedata.name(character, "").startswith("LATIN"))


def _is_odd(left: str, right: str) -> bool:
    """A capital beyond ASCII right behind a small letter, as in `CafŽ`."""
    return left.islower() and right > "\x7f" and right.isupper()


def _detected(data: bytes) -> str | None:
    readings = [each for each in from_bytes(data, cp_isolation=[*_USED]) if not _SIGN_IN_WORD.search(str(each))]
    if not readings or readings[0].chaos > _LARGEST_MESS:
        return None
    first = readings[0]
    rivals = [each for each in readings if each.chaos < first.chaos + _LEAST_LEAD and str(each) != str(first)]
    return None if rivals else first.encoding
