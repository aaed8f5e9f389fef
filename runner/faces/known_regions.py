"""Reads what other programs have recorded about people: in a photo, beside it, or in its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pyexiv2

from runner.imaging import beside
from runner.imaging.segments import xmp_packets
from runner.people import picasa, regions
from runner.people.named_region import NamedRegion
from runner.people.regions import PeopleInXmp

_LARGEST = 1 << 24
"""A sidecar or a `.picasa.ini` with more bytes than this is not read."""


def known_regions(photo: Path, orientation: int | None) -> PeopleInXmp:
    """The people that other programs know in a photo: each region once, from the file, its sidecars, and Picasa's file.

    Files that cannot be read are left out.
    """
    packets = [*_embedded(photo), *_beside(photo)]
    found = [regions.read(packet, orientation or 1) for packet in packets]
    listed = [region for each in found for region in each.regions]
    listed += _of_folder(photo.parent).get(photo.name, ())
    names = [name for each in found for name in each.persons]
    return PeopleInXmp(tuple(_each_once(listed)), tuple(dict.fromkeys(names)))


def _each_once(listed: Sequence[NamedRegion]) -> Iterator[NamedRegion]:
    """Programs write the same face in several forms: of equal names at nearly the same place, the first is kept."""
    seen: set[tuple[str | None, int, int]] = set()
    for each in listed:
        middle = (each.region.left + each.region.right, each.region.top + each.region.bottom)
        key = (each.name, round(middle[0] * 50), round(middle[1] * 50))
        if key not in seen:
            seen.add(key)
            yield each


def _embedded(photo: Path) -> list[bytes]:
    try:
        with photo.open("rb") as file:
            is_jpeg = file.read(2) == b"\xff\xd8"
            file.seek(0)
            packets = xmp_packets(file).found if is_jpeg else []
        return packets or [_by_exiv2(photo)]
    except OSError:
        return []


def _by_exiv2(photo: Path) -> bytes:
    try:
        with pyexiv2.Image(os.fsencode(photo.absolute()).decode("latin-1"), "latin-1") as image:
            return str(image.read_raw_xmp("latin-1")).encode("latin-1")
    except Exception:  # native code: RuntimeError, MemoryError …
        return b""


def _beside(photo: Path) -> Iterator[bytes]:
    for sidecar in beside.state(photo):
        if 0 <= sidecar.bytes <= _LARGEST:
            try:
                yield Path(sidecar.path).read_bytes()
            except OSError:
                continue


@lru_cache(maxsize=64)
def _of_folder(folder: Path) -> Mapping[str, Sequence[NamedRegion]]:
    path = folder / picasa.NAME
    try:
        if path.stat().st_size > _LARGEST:
            return {}
        return picasa.read(path.read_text("utf-8-sig", errors="replace"))
    except OSError:
        return {}
