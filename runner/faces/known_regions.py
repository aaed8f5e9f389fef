"""Reads what other programs have recorded about people: in a photo, beside it, or in its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from runner.imaging import beside
from runner.imaging.embedded_xmp import embedded_xmp
from runner.people import picasa, regions
from runner.people.named_region import NamedRegion
from runner.people.regions import PeopleInXmp

_LARGEST = 1 << 24
"""A sidecar or a `.picasa.ini` with more bytes than this is not read."""


def known_regions(photo: Path, orientation: int | None, size: tuple[int, int] | None = None) -> PeopleInXmp:
    """The people that other programs know in a photo: each region once, from the file, its sidecars, and Picasa's file.

    `size` is the width and height of the stored picture, if known: regions of a picture of another shape are left out
    and counted. Files that cannot be read are left out.
    """
    packets = [*embedded_xmp(photo), *_beside(photo)]
    found = [regions.read(packet, orientation or 1, size) for packet in packets]
    listed = [region for each in found for region in each.regions]
    listed += _of_folder(photo.parent).get(photo.name, ())
    names = [name for each in found for name in each.persons]
    return PeopleInXmp(tuple(_each_once(listed)), tuple(dict.fromkeys(names)), sum(each.cropped for each in found))


def _each_once(listed: Sequence[NamedRegion]) -> Iterator[NamedRegion]:
    """Programs write the same face in several forms: of equal names at nearly the same place, the first is kept."""
    seen: set[tuple[str | None, int, int]] = set()
    for each in listed:
        middle = (each.region.left + each.region.right, each.region.top + each.region.bottom)
        key = (each.name, round(middle[0] * 50), round(middle[1] * 50))
        if key not in seen:
            seen.add(key)
            yield each


def _beside(photo: Path) -> Iterator[bytes]:
    for sidecar in beside.state(photo):
        if 0 <= sidecar.bytes <= _LARGEST:
            try:
                yield Path(sidecar.path).read_bytes()
            except OSError:
                continue


def _of_folder(folder: Path) -> Mapping[str, Sequence[NamedRegion]]:
    path = folder / picasa.NAME
    try:
        about = path.stat()
        return {} if about.st_size > _LARGEST else _read(path, about.st_size, about.st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=64)
def _read(path: Path, _bytes: int, _mtime_ns: int) -> Mapping[str, Sequence[NamedRegion]]:
    """Read once for all photos of a folder, and again when Picasa has written it."""
    return picasa.read(path.read_text("utf-8-sig", errors="replace"))
