"""Measures how far the metadata that are read agree with exiftool's, field by field.

`python benchmarks/metadata.py FOLDER [FOLDER …]`. Needs exiftool (package libimage-exiftool-perl). For every field that
exiftool finds, it prints the share of files in which the row has the same value, and each difference; then how often
the row has a field that exiftool does not find. Goal: 99.5 %.

exiftool's values are converted to the meaning of the columns: placeholders for unknown lenses, captions written by
cameras, zeros and 0xFFFF count as none; coordinates agree within 1e-5 degrees, numbers within 1 in 1000.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from runner.errors import ItemError
from runner.imaging import descriptions, exif
from runner.imaging.cameras import camera_name
from runner.imaging.filetypes import ENOUGH, identify
from runner.imaging.metadata import read_metadata
from runner.imaging.wording import clean, one_line
from runner.schema import ExifRow

_TAGS = (
    "DateTimeOriginal", "SubSecDateTimeOriginal", "CreateDate", "SubSecCreateDate", "DateTimeCreated", "DateCreated",
    "OffsetTimeOriginal", "OffsetTimeDigitized", "OffsetTime", "Make", "Model", "LensModel", "Lens", "ISO",
    "FNumber", "ExposureTime", "FocalLength", "FocalLengthIn35mmFormat", "GPSLatitude", "GPSLongitude", "GPSAltitude",
    "Orientation", "Title", "ObjectName", "XPTitle", "Description", "Caption-Abstract", "ImageDescription",
    "Subject", "Keywords", "XPKeywords",
)  # fmt: skip
_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)(?::(\d\d))?(\.\d+)?")

_TAKEN = ("DateTimeOriginal", "DateCreated", "DateTimeCreated")
"""Tags for the time of capture. CreateDate is when a file was made: for a photo the same day."""

Truth = Mapping[str, Any]


def exiftool(folder: Path) -> list[Truth]:
    """What exiftool finds in each picture of a folder."""
    options = ["-json", "-n", "-q", "-q", "-r", "-charset", "IPTC=UTF8", *(f"-{tag}" for tag in _TAGS)]
    found = subprocess.run(["exiftool", *options, "-FileType", str(folder)], check=False, capture_output=True).stdout
    return list(json.loads(found or "[]"))


def rows(folder: Path) -> Iterator[tuple[Truth, ExifRow]]:
    """Yield exiftool's values and the row of each picture that can be read."""
    for truth in exiftool(folder):
        path = Path(truth["SourceFile"])
        with path.open("rb") as file:
            format = identify(file.read(ENOUGH)).format
        if format is None:
            continue
        try:
            yield truth, read_metadata(path, format)
        except ItemError as error:
            print(f"{path}: {error}")


def _day(truth: Truth, *names: str) -> datetime | None:
    for name in names:
        match = _DATE.match(str(truth.get(name, "")))
        if match:
            try:
                return datetime(*(int(part or 0) for part in match.groups()[:6]))  # type: ignore[arg-type]
            except ValueError:
                continue
    return None


def _minutes(truth: Truth) -> int | None:
    name = "OffsetTimeOriginal" if "DateTimeOriginal" in truth else "OffsetTimeDigitized"
    match = re.fullmatch(r"([+-])(\d\d):(\d\d)", str(truth.get(name) or truth.get("OffsetTime") or ""))
    return int(match[1] + "1") * (int(match[2]) * 60 + int(match[3])) if match else None


def _positive(name: str, most: float) -> Callable[[Truth], float | None]:
    def value(truth: Truth) -> float | None:
        found = truth.get(name)
        return float(found) if isinstance(found, int | float) and 0 < found <= most else None

    return value


def _number(name: str, most: float) -> Callable[[Truth], float | None]:
    def value(truth: Truth) -> float | None:
        found = truth.get(name)
        return float(found) if isinstance(found, int | float) and abs(found) <= most else None

    return value


def _text(*names: str) -> Callable[[Truth], str | None]:
    def value(truth: Truth) -> str | None:
        found = (clean(str(truth[name])) for name in names if truth.get(name) not in (None, ""))
        return next((text for text in found if text and not descriptions.is_placeholder(text)), None)

    return value


def _words(truth: Truth) -> tuple[str, ...] | None:
    for name in ("Subject", "Keywords", "XPKeywords"):
        found = truth.get(name)
        words = found if isinstance(found, list) else str(found or "").split(";") if name == "XPKeywords" else [found]
        if kept := {one_line(str(word)).casefold() for word in words if word not in (None, "")}:
            return tuple(sorted(kept))
    return None


def _iso(truth: Truth) -> float | None:
    parts = str(truth.get("ISO", "")).split()
    return next((float(part) for part in parts if part.isdigit() and 0 < int(part) != 65535), None)


def _lens(truth: Truth) -> str | None:
    name = one_line(str(truth.get("LensModel") or ""))
    return name if name and exif.is_lens(name) else None


def _camera(truth: Truth) -> str | None:
    texts = (one_line(str(truth[name])) if truth.get(name) not in (None, "") else None for name in ("Make", "Model"))
    return camera_name(*texts)


FIELDS: Mapping[str, tuple[Callable[[Truth], Any], Callable[[ExifRow], Any]]] = {
    "date": (
        lambda truth: _day(truth, *_TAKEN, *(["CreateDate"] if _camera(truth) else [])),
        lambda row: row.captured_at and row.captured_at.replace(microsecond=0),
    ),
    "offset": (_minutes, lambda row: row.utc_offset_min),
    "camera": (_camera, lambda row: row.camera),
    "lens": (_lens, lambda row: row.lens),
    "ISO": (_iso, lambda row: row.iso),
    "f-number": (_positive("FNumber", 1024), lambda row: row.f_number),
    "exposure": (_positive("ExposureTime", 86400), lambda row: row.exposure_s),
    "focal length": (_positive("FocalLength", 20000), lambda row: row.focal_mm),
    "35 mm": (_positive("FocalLengthIn35mmFormat", 20000), lambda row: row.focal_35mm),
    "latitude": (_number("GPSLatitude", 90), lambda row: row.latitude),
    "longitude": (_number("GPSLongitude", 180), lambda row: row.longitude),
    "altitude": (_number("GPSAltitude", 1e6), lambda row: row.altitude_m),
    "orientation": (_positive("Orientation", 8), lambda row: row.orientation),
    "title": (_text("Title", "ObjectName", "XPTitle"), lambda row: row.title),
    "caption": (_text("Description", "Caption-Abstract", "ImageDescription"), lambda row: row.caption),
    "keywords": (_words, lambda row: tuple(sorted(word.casefold() for word in row.keywords)) or None),
}


def agree(theirs: Any, ours: Any) -> bool:
    """Whether two values mean the same."""
    if isinstance(theirs, float) and isinstance(ours, int | float):
        return abs(theirs - ours) <= max(1e-5, abs(theirs) / 1000)
    if isinstance(theirs, str) and isinstance(ours, str):
        return one_line(theirs) == one_line(ours)
    return bool(theirs == ours)


def main(folders: Sequence[str]) -> None:
    there, same, more = Counter[str](), Counter[str](), Counter[str]()
    differences = []
    for folder in folders:
        for truth, row in rows(Path(folder)):
            for field, (theirs_of, ours_of) in FIELDS.items():
                theirs, ours = theirs_of(truth), ours_of(row)
                if theirs is None:
                    more[field] += ours is not None
                    continue
                there[field] += 1
                same[field] += agree(theirs, ours)
                if not agree(theirs, ours):
                    differences.append(f"{field:13} {truth['SourceFile']}: exiftool {theirs!r}, here {ours!r}")
    print(*differences, sep="\n")
    for field in FIELDS:
        share = f"{same[field] / there[field]:7.2%}" if there[field] else "      –"
        print(f"{field:13} {share}  {same[field]} of {there[field]}, {more[field]} more than exiftool")
    print(f"{'all':13} {sum(same.values()) / max(1, sum(there.values())):7.2%}  of {sum(there.values())} values")


if __name__ == "__main__":
    main(sys.argv[1:])
