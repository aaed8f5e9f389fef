"""All metadata of one photo as one row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runner.errors import MetadataError, UnreadableFile
from runner.imaging import descriptions, exif
from runner.imaging.cameras import camera_name
from runner.imaging.embedded import Embedded, read_embedded
from runner.imaging.exif_tags import Tags, positive, read_tags, text
from runner.imaging.filetypes import Format
from runner.imaging.wording import decode, one_line, shortened
from runner.messages import say
from runner.schema import ExifRow

MOST_TAGS, LONGEST_VALUE = 500, 500
"""How much of each block `raw` keeps: so many tags, and so many characters of each."""

# Lens names from before Exif 2.3 gave them a tag of their own.
_MAKER_LENSES = ("Exif.Canon.LensModel", "Exif.OlympusEq.LensModel", "Exif.Panasonic.LensType")


def read_metadata(path: Path, format: Format) -> ExifRow:
    """What camera and people wrote into the file. What is missing, damaged or out of range is None.

    A photo with damaged metadata is still a photo: the reason then stands in `raw` under "error", and whatever the
    other blocks hold is used. Raises UnreadableFile when the operating system refuses the bytes.
    """
    problems: dict[str, str] = {}
    try:
        tags = read_tags(path, format)
    except OSError as error:
        raise UnreadableFile(say("file.unreadable", reason=error.strerror or str(error))) from error
    except MetadataError as error:
        tags, problems = {}, {"exif": str(error)}
    embedded = read_embedded(path, format)
    return _row(tags, embedded, _raw(tags, embedded, {**problems, **embedded.problems}))


def _row(tags: Tags, embedded: Embedded, raw: str) -> ExifRow:
    moment, position = exif.moment(tags), exif.position(tags)
    return ExifRow(
        captured_at=moment.at,
        utc_offset_min=moment.utc_offset_min,
        camera=camera_name(text(tags, "Image Make"), text(tags, "Image Model")),
        lens=exif.lens(tags) or _maker_lens(embedded),
        exposure_s=positive(tags, "EXIF ExposureTime"),
        f_number=positive(tags, "EXIF FNumber"),
        iso=exif.iso(tags),
        focal_mm=positive(tags, "EXIF FocalLength"),
        focal_35mm=positive(tags, "EXIF FocalLengthIn35mmFilm"),
        orientation=exif.orientation(tags),
        latitude=position.latitude,
        longitude=position.longitude,
        altitude_m=exif.altitude(tags),
        title=descriptions.title(embedded),
        caption=descriptions.caption(embedded, tags),
        keywords=descriptions.keywords(embedded),
        place=descriptions.place(embedded),
        creator=descriptions.creator(embedded, tags),
        copyright=descriptions.copyright_notice(embedded, tags),
        raw=raw,
    )


def _maker_lens(embedded: Embedded) -> str | None:
    found = (embedded.maker.get(name) for name in _MAKER_LENSES)
    return next(
        (lens for value in found if isinstance(value, str) and (lens := exif.known_lens(one_line(value)))), None
    )


def _raw(tags: Tags, embedded: Embedded, problems: Mapping[str, str]) -> str:
    """Every tag as text, by block; empty blocks left out."""
    printable = {name: decode(tag) if isinstance(tag, bytes) else str(tag) for name, tag in tags.items()}
    blocks = {"exif": printable, "maker": embedded.maker, "iptc": embedded.iptc, "xmp": embedded.xmp, "error": problems}
    kept = {name: _abridged(block) for name, block in blocks.items() if block}
    return json.dumps(kept, ensure_ascii=False)


def _abridged(block: Mapping[str, Any]) -> dict[str, Any]:
    """The first tags of a block, their values shortened, and how many more there were."""
    kept = {one_line(name): _fit(value) for name, value in list(block.items())[:MOST_TAGS]}
    return kept if len(block) <= MOST_TAGS else {**kept, "left out": f"{len(block) - MOST_TAGS} tags"}


def _fit(value: Any) -> Any:
    if isinstance(value, dict):
        return {one_line(name): _fit(text) for name, text in list(value.items())[:MOST_TAGS]}
    if isinstance(value, list):
        return [_fit(text) for text in value[:MOST_TAGS]]
    return shortened(one_line(value), LONGEST_VALUE)
