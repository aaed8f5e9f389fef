"""What a camera wrote, by standard tag: numbers from exiv2, else from exifread; texts the other way round.

exiv2 keeps fractions as they are written, so that 4294967295/4294967295 (unknown) is not taken for 1, and keeps both
values of a tag that occurs twice. exifread finds tags in blocks that exiv2 gives up on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from runner.imaging.embedded import Block, Embedded, Value
from runner.imaging.exif_tags import Tags
from runner.imaging.wording import one_line

_EXIV2 = {"EXIF": "Exif.Photo", "Image": "Exif.Image", "GPS": "Exif.GPSInfo"}
_NUMBER = re.compile(r"([+-]?\d+)(?:/([+-]?\d+))?|[+-]?\d*\.\d+")
_UNKNOWN = 0xFFFFFFFF
"""A numerator of all ones means that the value is not known, or that it is infinite (CIPA DC-008, lens tags)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, and its source, in words by which a person can look it up."""

    value: T
    source: str


@dataclass(frozen=True, slots=True)
class CameraTags:
    """Access to tags by exifread's names ("EXIF FNumber"). EXIF tags that are in IFD0 are found too."""

    tags: Tags
    embedded: Embedded

    def text(self, name: str) -> str | None:
        """One line of text; None if the tag is missing, empty or not text."""
        for each in _places(name):
            values = getattr(self.tags.get(each), "values", None)
            if isinstance(values, bytes):  # text in an unknown character set
                return None
            written = values if isinstance(values, str) else _first_text(self.embedded.exif.get(_key(each)))
            if written and (line := one_line(written)):
                return line
        return None

    def numbers(self, name: str) -> tuple[float | None, ...]:
        """The numbers of a tag, with None for a value that is marked as unknown; empty if the tag is missing."""
        for each in _places(name):
            held = self.embedded.exif.get(_key(each))
            candidates = [held] if isinstance(held, str) else held if isinstance(held, list) else []
            for text in candidates:
                if found := _numbers(text):
                    return found
            if found := _of_exifread(getattr(self.tags.get(each), "values", None)):
                return found
        return ()

    def number(self, name: str) -> float | None:
        """The first known number of a tag, None if there is none."""
        return next((number for number in self.numbers(name) if number is not None), None)

    def raw(self, name: str) -> Sequence[str]:
        """All values of a tag as exiv2 writes them; a tag that occurs twice has two."""
        found = self.embedded.exif.get(_key(name))
        return [found] if isinstance(found, str) else list(found or ())

    def xmp(self, name: str) -> str | None:
        """One line of XMP by exiv2's name without "Xmp."."""
        return _line(self.embedded.xmp, f"Xmp.{name}")

    def xmp_number(self, name: str) -> float | None:
        """The first number of an XMP property. XMP writes fractions as EXIF does."""
        found = self.embedded.xmp.get(f"Xmp.{name}")
        numbers = _numbers(" ".join(found) if isinstance(found, list) else found if isinstance(found, str) else "")
        return numbers[0] if numbers else None

    def iptc(self, name: str) -> str | None:
        """One line of IPTC by exiv2's name without "Iptc.Application2."."""
        return _line(self.embedded.iptc, f"Iptc.Application2.{name}")

    def maker(self, name: str) -> str | None:
        """One line of a maker note by exiv2's name without "Exif."."""
        return _line(self.embedded.maker, f"Exif.{name}")


def _line(block: Block, name: str) -> str | None:
    return one_line(_first_text(block.get(name)) or "") or None


def _first_text(value: Value | None) -> str | None:
    if isinstance(value, dict):
        return next(iter(value.values()), None)
    return value if isinstance(value, str) else next(iter(value or ()), None)


def _places(name: str) -> Iterator[str]:
    """A tag's own directory, then IFD0, where TIFF/EP and some programs write it."""
    yield name
    directory, _, tag = name.partition(" ")
    if directory == "EXIF":
        yield f"Image {tag}"


def _key(name: str) -> str:
    directory, _, tag = name.partition(" ")
    return f"{_EXIV2[directory]}.{tag}"


def _numbers(text: str) -> tuple[float | None, ...]:
    """The numbers and fractions of a text, separated by blanks; empty if it has anything else."""
    parts = text.replace("\0", " ").split()
    matches = [_NUMBER.fullmatch(part) for part in parts]
    return tuple(_number(match) for match in matches if match) if all(matches) else ()


def _number(match: re.Match[str]) -> float | None:
    if match[1] is None:
        return float(match[0])
    numerator, denominator = int(match[1]), int(match[2] or 1)
    return None if not denominator or abs(numerator) >= _UNKNOWN else numerator / denominator


def _of_exifread(values: object) -> tuple[float | None, ...]:
    if not isinstance(values, list):
        return ()
    try:
        found = [_as_float(value[0] if isinstance(value, tuple) else value) for value in values]
    except (ValueError, TypeError):
        return ()
    return tuple(found)


def _as_float(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except ArithmeticError:  # 0/0
        return None
    return number if math.isfinite(number) and abs(number) < _UNKNOWN else None
