"""All metadata of one photo as one row."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from runner.errors import MetadataError, UnreadableFile
from runner.imaging import descriptions, exif
from runner.imaging.beside import read_beside, recorded, state
from runner.imaging.camera_tags import CameraTags, Found
from runner.imaging.cameras import camera_name
from runner.imaging.embedded import Embedded, read_embedded
from runner.imaging.exif_tags import Tags, read_tags, unread
from runner.imaging.filetypes import Format
from runner.imaging.moments import Moment, moment
from runner.imaging.positions import Position, altitude, position
from runner.imaging.wording import one_line, shortened
from runner.messages import Message, say, word
from runner.schema import ExifRow

MOST_TAGS, LONGEST_VALUE = 500, 500
"""How much of each block `raw` keeps: this many tags, and this many characters of each."""

_STANDARD = ("EXIF DateTimeOriginal", "EXIF ExposureTime", "EXIF FNumber", "EXIF ISOSpeedRatings", "EXIF FocalLength",
             "EXIF FocalLengthIn35mmFilm", "EXIF LensModel", "EXIF Orientation", "EXIF GPS")  # fmt: skip
"""The usual places of values, which are not mentioned in `sources`."""


def read_metadata(path: Path, format: Format) -> ExifRow:
    """What camera and people wrote into the file, and into an XMP sidecar beside it, which takes precedence.

    What is missing, damaged or out of range is None. A photo with damaged metadata is still a photo: the reason is then
    in `unread`, and in `raw` under "error", and the contents of the other blocks are used. Raises UnreadableFile if the
    operating system refuses the bytes.
    """
    problems: dict[str, Message] = {}
    try:
        tags = read_tags(path, format)
    except OSError as error:
        raise UnreadableFile(say("file.unreadable", reason=error.strerror or str(error))) from error
    except MetadataError as error:
        tags, problems = {}, {"exif": error.message}
    embedded, now_ns = read_embedded(path, format), time.time_ns()
    sidecars = state(path)
    if beside := read_beside(sidecars, problems):
        # Sidecars are newer: programs that keep them leave the photo as it is.
        embedded = replace(embedded, xmp={**embedded.xmp, **beside})
    unknown = unread(tags)
    if unknown:
        problems["exif charset"] = say("unread.charset", tags=sorted(unknown))
    problems |= embedded.problems
    return replace(_row(CameraTags(tags, embedded), problems), sidecars=recorded(sidecars, state(path), now_ns))


def _row(tags: CameraTags, problems: Mapping[str, Message]) -> ExifRow:
    at, where, embedded = moment(tags), position(tags), tags.embedded
    if at.ahead:
        problems = {**problems, "date": say("unread.future", date=f"{at.ahead:%Y-%m-%d}")}
    measured = {
        "lens": exif.lens(tags),
        "exposure_s": exif.exposure(tags),
        "f_number": exif.f_number(tags),
        "iso": exif.iso(tags),
        "focal_mm": exif.focal_length(tags),
        "focal_35mm": exif.focal_length_35mm(tags),
        "orientation": exif.orientation(tags),
    }
    values: dict[str, Any] = {name: found.value if found else None for name, found in measured.items()}
    return ExifRow(
        captured_at=at.at,
        utc_offset_min=at.utc_offset_min,
        camera=_camera(tags),
        latitude=where.latitude,
        longitude=where.longitude,
        altitude_m=altitude(tags),
        title=descriptions.title(tags),
        caption=descriptions.caption(tags),
        keywords=descriptions.keywords(tags),
        place=descriptions.place(embedded),
        creator=descriptions.creator(tags),
        copyright=descriptions.copyright_notice(tags),
        raw=_raw(tags.tags, embedded, problems),
        alt_text=descriptions.alt_text(embedded),
        sources=tuple(_sources(measured, at, where)),
        unread=tuple(say("unread.block", block=block, problem=problem) for block, problem in problems.items()),
        **values,
    )


def _camera(tags: CameraTags) -> str | None:
    make, model = tags.text("Image Make"), tags.text("Image Model")
    return camera_name(make, model) or camera_name(tags.xmp("tiff.Make"), tags.xmp("tiff.Model"))


def _sources(measured: Mapping[str, Found[Any] | None], at: Moment, where: Position) -> Iterator[str]:
    """`field: source` for each field whose value was not found in its usual place."""
    said = {name: found.source for name, found in measured.items() if found}
    said |= {"captured_at": at.source or "", "utc_offset_min": at.offset_source or "", "position": where.source or ""}
    return (f"{name}: {source}" for name, source in said.items() if source and source not in _STANDARD)


def _raw(tags: Tags, embedded: Embedded, problems: Mapping[str, Message]) -> str:
    """Every tag as text, by block, as JSON; empty blocks are left out."""
    printable = {name: tag.decode("latin-1") if isinstance(tag, bytes) else str(tag) for name, tag in tags.items()}
    blocks = {"exif": printable, "maker": embedded.maker, "iptc": embedded.iptc, "xmp": embedded.xmp,
              "unread": {**{name: text.decode("latin-1") for name, text in unread(tags).items()}, **embedded.unread},
              "error": {block: word(problem) for block, problem in problems.items()}}  # fmt: skip
    kept = {name: _abridged(block) for name, block in blocks.items() if block}
    return json.dumps(kept, ensure_ascii=False)


def _abridged(block: Mapping[str, object]) -> dict[str, object]:
    """The first tags of a block with their values shortened, and how many more there were."""
    kept = {one_line(name): _fit(value) for name, value in list(block.items())[:MOST_TAGS]}
    return kept if len(block) <= MOST_TAGS else {**kept, "left out": f"{len(block) - MOST_TAGS} tags"}


def _fit(value: Any) -> Any:
    if isinstance(value, dict):
        return {one_line(name): _fit(text) for name, text in list(value.items())[:MOST_TAGS]}
    if isinstance(value, list):
        return [_fit(text) for text in value[:MOST_TAGS]]
    return shortened(one_line(value), LONGEST_VALUE)
