"""IPTC, XMP and maker notes as pyexiv2 finds them.

pyexiv2 decodes all of a block with one encoding and raises if a single value does not fit. So everything is read as
Latin-1, which loses nothing, and each value is decoded for itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pyexiv2

from runner.imaging.carrier import without_exif
from runner.imaging.filetypes import Format
from runner.imaging.wording import decode

# Below "error": pyexiv2 prints warnings on standard output, and turns what exiv2 merely notes into exceptions.
pyexiv2.set_log_level(4)

Value = str | list[str] | dict[str, str]
Block = Mapping[str, Value]

_BY_CAMERAS_AND_ALL = ("Exif.Image.", "Exif.Photo.", "Exif.GPSInfo.", "Exif.Iop.", "Exif.Thumbnail.", "Exif.SubImage")


@dataclass(frozen=True, slots=True)
class Embedded:
    """Blocks by exiv2's names ("Xmp.dc.title"). A value is one text, several, or one a language.

    `problems` says of a block why it could not be read.
    """

    maker: Block = field(default_factory=dict)
    iptc: Block = field(default_factory=dict)
    xmp: Block = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


def read_embedded(path: Path, format: Format) -> Embedded:
    """What the file holds. A block that cannot be parsed is empty and has its reason in `problems`."""
    problems: dict[str, str] = {}
    try:
        # An absolute path, because exiv2 takes the name "-" for standard input.
        with pyexiv2.Image(os.fsencode(path.absolute()).decode("latin-1"), "latin-1") as image:
            return _blocks(image, problems)
    except Exception as error:  # native code: RuntimeError, MemoryError …
        problems["embedded"] = f"{type(error).__name__}: {error}"
    try:
        with pyexiv2.ImageData(without_exif(path, format)) as image:
            return _blocks(image, problems)
    except Exception:  # as above; the first reason is the one that tells something
        return Embedded(problems=problems)


def _blocks(image: pyexiv2.Image, problems: dict[str, str]) -> Embedded:
    exif, iptc, xmp = (_read(image, block, problems) for block in ("exif", "iptc", "xmp"))
    if not xmp and (packet := image.read_raw_xmp("latin-1")):
        problems.setdefault("xmp", f"no property could be read from a packet of {len(packet)} bytes")
    extra = {name: value for name, value in exif.items() if _is_extra(name)}
    return Embedded(_decode_block(extra), _decode_block(iptc), _decode_block(xmp), problems)


def _read(image: pyexiv2.Image, block: str, problems: dict[str, str]) -> Mapping[str, Any]:
    try:
        return cast(Mapping[str, Any], getattr(image, f"read_{block}")("latin-1"))
    except Exception as error:  # as above
        problems[block] = f"{type(error).__name__}: {error}"
        return {}


def _is_extra(name: str) -> bool:
    """Whether exifread leaves the tag out: maker notes, and comments with their declared encoding."""
    return name == "Exif.Photo.UserComment" or not name.startswith(_BY_CAMERAS_AND_ALL)


def _decode_block(block: Mapping[str, Any]) -> Block:
    return {_decoded(name): _value(value) for name, value in block.items()}


def _value(found: Any) -> Value:
    if isinstance(found, dict):
        return {_decoded(language): _decoded(text) for language, text in found.items()}
    if isinstance(found, list):
        return [_decoded(part) for entry in found for part in (entry if isinstance(entry, list) else [entry])]
    return _decoded(found)


def _decoded(text: str) -> str:
    return decode(text.encode("latin-1"))
