"""Text as it comes out of files, made fit for tables: valid, without control characters, in one normal form."""

from __future__ import annotations

import re
import unicodedata

# Controls but tab and line ends, lone surrogates, noncharacters, the byte order mark, and the marks that reverse text.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """`text` without what no person wrote: control characters, spaces at the ends of lines, empty lines."""
    lines = (" ".join(line.split()) for line in _UNFIT.sub("", text).splitlines())
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def one_line(text: str) -> str:
    """`text` cleaned, its lines joined by spaces."""
    return clean(text).replace("\n", " ")


def shortened(text: str, limit: int) -> str:
    """`text`, or its first `limit` characters and how many it had."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text)} characters)"
