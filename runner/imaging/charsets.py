"""The character set of text that does not declare it, and of IPTC that does.

Text that is not UTF-8 is West European in most files of older cameras and programs, and that reading is chosen if it
gives plausible words. Otherwise a detector decides, and only if no other reading is nearly as good: a caption in the
wrong alphabet is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from runner.imaging import western

_DESIGNATED = re.compile(rb"\x1b[-./]([A-Za-z_])")
# ISO 2022 designations of 96-character sets (ISO-IR registry), as used in IPTC-IIM 4.2, dataset 1:90.
_SETS = {
    b"A": "iso8859-1", b"B": "iso8859-2", b"C": "iso8859-3", b"D": "iso8859-4", b"L": "iso8859-5", b"G": "iso8859-6",
    b"F": "iso8859-7", b"H": "iso8859-8", b"M": "iso8859-9", b"V": "iso8859-10", b"T": "iso8859-11",
    b"Y": "iso8859-13", b"_": "iso8859-14", b"b": "iso8859-15", b"f": "iso8859-16",
}  # fmt: skip
_UTF8 = b"\x1b%"

_LARGEST_MESS, _LEAST_LEAD = 0.1, 0.04
"""In the detector's measure of disorder: the most that is accepted, and how much worse every other reading must be."""

_USED = (
    *(f"cp125{number}" for number in range(8)), "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "koi8_r",
    "mac_roman", "mac_latin2", "mac_cyrillic", "mac_greek", "mac_turkish", "cp437", "cp850", "cp852", "cp866",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
"""Encodings that systems and programs have used for text. The detector also knows rare ones, which fit any bytes."""


def declared(designation: bytes) -> str | None:
    """The encoding that IPTC's dataset 1:90 designates; None if it designates no known one."""
    if designation.startswith(_UTF8):
        return "utf-8"
    found = _DESIGNATED.search(designation)
    return _SETS.get(found[1]) if found else None


def guessed(samples: Iterable[bytes]) -> str | None:
    """The encoding in which all of these texts make sense; None if that is not certain enough.

    All texts of a file are judged together: programs write them in one encoding, and more text is more certain.
    """
    foreign = b"\n".join(sample for sample in samples if not _is_utf8(sample))
    return western.encoding(foreign) or _detected(foreign)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _detected(data: bytes) -> str | None:
    readings = [each for each in from_bytes(data, cp_isolation=[*_USED]) if not western.reads_signs_in_words(str(each))]
    if not readings or readings[0].chaos > _LARGEST_MESS:
        return None
    first = readings[0]
    rivals = [each for each in readings if each.chaos < first.chaos + _LEAST_LEAD and str(each) != str(first)]
    return None if rivals else first.encoding
