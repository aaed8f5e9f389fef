"""Cleans text from files for use in tables: valid, without control characters, in one normal form."""

from __future__ import annotations

import re
import unicodedata

# Controls except tab and line ends, lone surrogates, noncharacters, the byte order mark, marks that reverse text.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """`text` in NFC, without control characters and empty lines, and with single spaces only between words."""
    lines = (" ".join(line.split()) for line in _UNFIT.sub("", text).splitlines())
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def one_line(text: str) -> str:
    """`text` cleaned, with its lines joined by spaces."""
    return clean(text).replace("\n", " ")


def shortened(text: str, limit: int) -> str:
    """`text`, or, if it is longer than `limit`, that many first characters and its length."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
