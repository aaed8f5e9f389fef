"""Values that cameras write only into their maker notes, as far as exiv2 names them.

Source of the formulas: exiftool's documented tag tables of Canon, Casio, Minolta and Nikon.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from runner.imaging.camera_tags import CameraTags

# Lens names from before Exif 2.3 gave them a tag of their own.
_LENSES = ("Canon.LensModel", "OlympusEq.LensModel", "Panasonic.LensType")
_MOST_STEPS = 40
_CASIO = {3: 50, 4: 64, 6: 100, 9: 200}
_CANON_STATED, _CANON_BITS, _CANON_UNKNOWN = 0x4000, 0x3FFF, 0x7FFF
_CANON_PLACES = {"CanonCs.ISOSpeed": (1, 16), "CanonSi.AutoISO": (4, 1), "CanonSi.ISOSpeed": (4, 2),
                 "CanonSi.ApertureValue": (4, 21), "CanonSi.ShutterSpeedValue": (4, 22)}  # fmt: skip
"""Tag and index of each value. Source: ExifTool, Canon.pm, CameraSettings and ShotInfo."""
_SHORT, _MOST_ENTRIES, _MOST_VALUES = 3, 200, 500
_BYTES = re.compile(r"(?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5])(?: (?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5]))*")
_CANON_NAMED = {16: 50, 17: 100, 18: 200, 19: 400, 20: 800}


def maker_lens(tags: CameraTags) -> str | None:
    """The name of the lens from a maker note; None if there is none."""
    return next((name for each in _LENSES if (name := tags.maker(each))), None)


def maker_iso(tags: CameraTags) -> float | None:
    """The ISO sensitivity from the maker note of Canon, Nikon, Casio or Minolta; None if it has none."""
    readers: tuple[Callable[[CameraTags], float | None], ...] = (_canon_iso, _nikon_iso, _casio_iso, _minolta_iso)
    return next((value for read in readers if (value := read(tags))), None)


def maker_exposure(tags: CameraTags) -> float | None:
    """Exposure time in seconds."""
    canon, minolta = _canon(tags, "CanonSi.ShutterSpeedValue"), _integer(tags, "MinoltaCsNew.ExposureTime")
    if canon:
        return _power(-_canon_steps(canon))
    return _power((48 - minolta) / 8) if minolta else None


def maker_f_number(tags: CameraTags) -> float | None:
    """f-number, to one decimal place."""
    canon, minolta = _canon(tags, "CanonSi.ApertureValue"), _integer(tags, "MinoltaCsNew.FNumber")
    found = _power(_canon_steps(canon) / 2) if canon else _power((minolta - 8) / 16) if minolta else None
    return None if found is None else round(found, 1)


def _canon_iso(tags: CameraTags) -> float | None:
    """The sensitivity that was set, else the base sensitivity times the factor that the camera chose."""
    stated = _canon(tags, "CanonCs.ISOSpeed") or _CANON_UNKNOWN
    if stated in _CANON_NAMED:
        return _CANON_NAMED[stated]
    if stated & _CANON_STATED and stated != _CANON_UNKNOWN:
        return stated & _CANON_BITS
    base, factor = _canon(tags, "CanonSi.ISOSpeed"), _canon(tags, "CanonSi.AutoISO")
    # In 32nds of a step. A base of 0 means that exiv2 misreads the note: it would be ISO 3.
    found = _power((base + (factor or 0)) / 32) if base else None
    return None if found is None else found * 100 / 32


def _canon(tags: CameraTags, name: str) -> int | None:
    """A number from Canon's maker note, as exiv2 reads it; read from the bytes if a program has moved the note."""
    note = next(iter(tags.raw("EXIF MakerNote")), "")
    moved = _moved(note, _integer(tags, "MakerNote.Offset"))
    if moved is None:
        return _integer(tags, name)
    tag, index = _CANON_PLACES[name]
    return moved.get(tag, {}).get(index)


@lru_cache(maxsize=8)
def _moved(note: str, offset: int | None) -> Mapping[int, Mapping[int, int]] | None:
    """The numbers of a Canon note by tag and index, if its offsets are for another position in the file than its own.

    The note ends with the header of the file that it was written into, and its position there: programs that rewrite
    the block move the note and keep its offsets. None if it was not moved, or does not tell.
    """
    data = bytes(int(each) for each in note.split()) if _BYTES.fullmatch(note) else b""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[-8:-4])
    if order is None or offset is None:
        return None
    (written,) = struct.unpack(f"{order}I", data[-4:])
    return None if written == offset else {tag: dict(enumerate(found)) for tag, found in _shorts(data, order, written)}


def _shorts(data: bytes, order: str, start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The lists of 16-bit numbers in a directory at the start of `data`; offset `start` is the first byte of `data`."""
    try:
        (count,) = struct.unpack_from(f"{order}H", data)
        for number in range(min(count, _MOST_ENTRIES)):
            tag, kind, length, at = struct.unpack_from(f"{order}HHII", data, 2 + 12 * number)
            if kind == _SHORT and length > 2 and at >= start:
                yield tag, struct.unpack_from(f"{order}{min(length, _MOST_VALUES)}H", data, at - start)
    except struct.error:
        return


def _canon_steps(value: int) -> float:
    """Exposure steps from 32nds, of which 12 and 20 stand for 1/3 and 2/3; `value` is a signed number of 16 bits."""
    signed = value - 0x10000 if value >= 0x8000 else value
    whole, part = divmod(abs(signed), 32)
    thirds = {12: 1 / 3, 20: 2 / 3}
    return math.copysign(whole + thirds.get(part, part / 32), signed)


def _nikon_iso(tags: CameraTags) -> float | None:
    for name in ("Nikon3.ISOSpeed", "Nikon3.ISOSettings", "Nikon2.ISOSpeed", "Nikon1.ISOSpeed"):
        if value := _integer(tags, name):
            return value
    return None


def _casio_iso(tags: CameraTags) -> float | None:
    plain, coded = _integer(tags, "Casio.ISO"), _integer(tags, "Casio2.ISOSpeed")
    return plain or _integer(tags, "Casio2.ISO") or (_CASIO.get(coded) if coded else None)


def _minolta_iso(tags: CameraTags) -> float | None:
    value = _integer(tags, "MinoltaCsNew.ISO")
    found = _power(value / 8 - 1) if value else None
    return None if found is None else found * 3.125


def _power(steps: float) -> float | None:
    """Two to this power; None for more steps than exposures have, as in a damaged note."""
    return math.pow(2, steps) if abs(steps) <= _MOST_STEPS else None


def _integer(tags: CameraTags, name: str) -> int | None:
    """The last number of a tag, 200 for `0 200`; None if there is none."""
    last = (tags.maker(name) or "").split()[-1:]
    return int(last[0]) if last and last[0].isdigit() else None
