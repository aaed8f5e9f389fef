"""Reads CSV as programs write it: with their encodings, separators, byte order marks and `sep=` lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from runner.imaging import charsets

_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LOOKED_AT = 4096  # bytes whose zeros reveal UTF-16 without a byte order mark
_MOST_SAMPLES = 2_000
"""At most this many lines are used to guess an encoding that is not declared."""

_DECLARED = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""The first line that Excel uses to name the separator."""

_SEPARATORS = ",;\t|"
_SEVERAL_BYTES = ("cp932", "cp949", "euc_jp", "gb18030", "big5")
"""Multi-byte encodings, in which a line can be valid UTF-8 by chance."""

_NONE = "\x1f"  # separator of a file with one column: a line is one value, even if it contains commas


Values = Sequence[str | None]
"""The values of one line."""

Line = tuple[int, Values]
"""The number of a line in its file, and its values."""


def rows(content: bytes, encoding: str | None = None) -> tuple[list[Line], str]:
    """Return heading and rows of a CSV file as text, and the name of its encoding. Rows may differ in length.

    `encoding` is one that a person named. Raises ValueError with the number of a line that cannot be read.
    """
    text, name = decoded(content, encoding)
    return [*_lines(text)], name


def decoded(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text and its encoding: one named by a person or byte order mark, else UTF-8, else the best guess.

    Raises ValueError if no encoding fits well enough, or the named one does not fit.
    """
    mark = next((name for mark, name in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    name = encoding or mark or _by_zeros(content)
    if name:
        return _strictly(content, name), spoken(name)
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        return _guessed(content, error.start)


def spoken(encoding: str) -> str:
    """Return the common name of an encoding: Windows-1252 for cp1252."""
    named = {"mac_roman": "Mac Roman", "utf_8": "UTF-8", "gb18030": "GB 18030", "big5": "Big5"}
    name = encoding.removesuffix("-sig")
    return named.get(name) or re.sub(r"^CP(?=125)", "Windows-", name.upper()).replace("_", "-")


def _by_zeros(content: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark: in Western text nearly every second byte is zero. None if it is not."""
    head = content[:_LOOKED_AT]
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if half and max(even, odd) > 0.7 * half and min(even, odd) < 0.1 * half:
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValueError(f"the characters of line {line} are not {spoken(encoding)}") from error


def _guessed(content: bytes, first: int) -> tuple[str, str]:
    """Decode text in an undeclared encoding. If UTF-8 lines are mixed with others, they are decoded as UTF-8."""
    lines = content.splitlines(keepends=True)
    foreign = [line for line in lines if not _is_utf8(line)]
    guess = charsets.guessed(foreign[:_MOST_SAMPLES])
    if guess is None:
        line = content[:first].count(b"\n") + 1
        raise ValueError(
            f"the characters of line {line} are not UTF-8, and no other encoding is certain. If you know it, write "
            "encoding=cp1250 (Central Europe), cp1251 (Cyrillic), cp1252 (Western), mac_roman or another"
        )
    mixed = any(not line.isascii() and _is_utf8(line) for line in lines)
    if mixed and guess not in _SEVERAL_BYTES:
        text = "".join(line.decode() if _is_utf8(line) else _strictly(line, guess) for line in lines)
        return text, f"UTF-8 and {spoken(guess)}"
    return _strictly(content, guess), spoken(guess)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _lines(text: str) -> Iterator[Line]:
    """Yield heading and rows. Raises ValueError with the number of a line that has a misplaced quotation mark."""
    declared = _DECLARED.match(text)
    rest = text[declared.end() if declared else 0 :].lstrip("\ufeff \r\n")
    reader = csv.reader(
        io.StringIO(rest, newline=""), delimiter=declared[1] if declared else _separator(rest), strict=True
    )
    above = text[: len(text) - len(rest)].count("\n")
    try:
        yield from ((above + reader.line_num, line) for line in reader if line)
    except csv.Error as error:
        raise ValueError(f"line {above + reader.line_num} has a quotation mark in the wrong place") from error


def _separator(text: str) -> str:
    """Return the most frequent separator of the first line: semicolons where the decimal separator is a comma."""
    first = re.split(r"[\r\n]", re.sub(r'"[^"]*"', "", text), maxsplit=1)[0]
    found = max(_SEPARATORS, key=first.count)
    return found if found in first else _NONE
