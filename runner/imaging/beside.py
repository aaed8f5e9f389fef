"""The XMP that other programs keep beside a photo: `IMG_1.JPG.xmp` (darktable, digiKam), or `IMG_1.xmp` (Adobe).

If there is also a RAW called `IMG_1`, `IMG_1.xmp` belongs to it: it was written about that file, or by a publish.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from runner.imaging.raw_formats import EXTENSIONS
from runner.imaging.tolerant_xmp import Value, is_packet, read_packet
from runner.messages import Message, say
from runner.original import tick_ns

_NO_TIME = -2
_LARGEST = 1 << 24
"""At most this many bytes of a sidecar are read; one with thousands of masks takes a few megabytes."""


_NOTED = {
    "Xmp.dc.description": "Xmp.photorunner.Caption",
    "Xmp.iptc.AltTextAccessibility": "Xmp.photorunner.AltText",
    "Xmp.dc.title": "Xmp.photorunner.Title",
    "Xmp.dc.subject": "Xmp.photorunner.Keywords",
    "Xmp.lr.hierarchicalSubject": "Xmp.photorunner.Hierarchy",
}
"""Text properties, each with the one in which a publish notes what it wrote there."""


class Sidecar(NamedTuple):
    """A file as it was when it was read: path, size and time of its last change; -1 if there is none."""

    path: str
    bytes: int
    mtime_ns: int


def state(photo: Path) -> tuple[Sidecar, ...]:
    """The current state of the sidecars that a photo has or could have, in the order in which they are read."""
    return tuple(_seen(path) for path in _candidates(photo))


def surroundings(photo: Path) -> str:
    """The state of the sidecars that a photo has, without its folder; "" if it has none.

    While a later write could still carry the same time, it is another one at each call.
    """
    now_ns = time.time_ns()
    if _is_bare(photo, now_ns):
        return ""
    there = [(number, each) for number, each in enumerate(state(photo)) if each.bytes >= 0]
    return "\n".join(
        f"{number} {each.bytes} {each.mtime_ns} {now_ns if _in_doubt(each, now_ns) else ''}" for number, each in there
    )


def recorded(sidecars: Sequence[Sidecar], read: Sequence[Sidecar], now_ns: int) -> tuple[str, ...]:
    """The state of the sidecars before they were read, as text: one line per file.

    A file that differs in `read`, the state afterwards, or that was written so shortly before `now_ns`, when they were
    looked at, that a later write could carry the same time, gets a time that no file has: the next run reads it again.
    """
    return tuple(
        f"{each.bytes} {each.mtime_ns if each == later and not _in_doubt(each, now_ns) else _NO_TIME} {each.path}"
        for each, later in zip_longest(sidecars, read)
        if each is not None
    )


def _in_doubt(sidecar: Sidecar, now_ns: int) -> bool:
    return sidecar.bytes >= 0 and abs(now_ns - sidecar.mtime_ns) <= tick_ns(sidecar.mtime_ns)


def is_as_recorded(line: str) -> bool:
    """Whether a sidecar is still as this line records it."""
    size, mtime, path = line.split(" ", 2)
    return _seen(path) == Sidecar(path, int(size), int(mtime)) and (int(size) >= 0 or not _is_elsewhere(Path(path)))


def _is_elsewhere(sidecar: Path) -> bool:
    """Whether a sidecar that is not there under this name is there in other letters."""
    folder = str(sidecar.parent)
    try:
        return _neighbours(folder, sidecar.parent.stat().st_mtime_ns).path(folder, sidecar.name) != str(sidecar)
    except OSError:
        return False


def read_beside(sidecars: Sequence[Sidecar], problems: dict[str, Message]) -> Mapping[str, Value]:
    """What the sidecars say, under exiv2's names; if both have a property, `IMG_1.JPG.xmp` wins over `IMG_1.xmp`."""
    found: dict[str, Value] = {}
    for each in sidecars:
        if each.bytes < 0:
            continue
        data = _content(each)
        properties = read_packet(data)
        if not properties and each.bytes and not is_packet(data):
            problems["sidecar"] = say("unread.sidecar", name=os.path.basename(each.path))  # noqa: PTH119 - text
        found = {**_of_others(properties), **found}
    return found


def _content(sidecar: Sidecar) -> bytes:
    try:
        with open(sidecar.path, "rb") as file:  # noqa: PTH123 - the path may be bytes that are not text
            return file.read(_LARGEST)
    except OSError:
        return b""


def _of_others(found: Mapping[str, Value]) -> Mapping[str, Value]:
    """The properties without texts that a publish wrote and nobody has changed since: no person wrote them."""
    others = dict(found)
    for name, note in _NOTED.items():
        written, stands = found.get(note), found.get(name)
        if isinstance(written, list) or isinstance(stands, list):
            ours = set(_words(written))
            others[name] = [word for word in _words(stands) if word not in ours]
        elif written and _default(stands) == written:
            del others[name]
    return {name: value for name, value in others.items() if value and name not in _NOTED.values()}


def _words(value: Value | None) -> list[str]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _default(value: Value | None) -> str | None:
    """The text in the default language."""
    return value.get('lang="x-default"') if isinstance(value, dict) else value if isinstance(value, str) else None


def _is_bare(photo: Path, now_ns: int) -> bool:
    """True if no file beside the photo is a sidecar, and none can have come since they were listed.

    A run asks this of every photo, and most folders have none.
    """
    folder = os.path.dirname(photo)  # noqa: PTH120 - a run asks of every photo, and text is five times as quick
    try:
        changed = os.stat(folder).st_mtime_ns  # noqa: PTH116 - as above
        return now_ns - changed > tick_ns(changed) and not _neighbours(folder, changed).has_sidecars
    except OSError:
        return False


def _candidates(photo: Path) -> list[str]:
    """Paths in the order in which they are read; none if the photo's path is not text, which cannot be recorded."""
    if not _is_text(str(photo)):
        return []
    folder, name = os.path.split(photo)
    stem, extension = os.path.splitext(name)  # noqa: PTH122 - as above
    try:
        beside = _neighbours(folder, os.stat(folder).st_mtime_ns)  # noqa: PTH116 - as above
    except OSError:
        return []
    own, adobe = (beside.path(folder, each) for each in (f"{name}.xmp", f"{stem}.xmp"))
    of_another = stem.casefold() in beside.raw_stems and extension.lower() not in EXTENSIONS
    return [own] if of_another else [own, adobe]


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Neighbours(NamedTuple):
    """The other files of a folder: RAW files without their extensions, and sidecars in other letters, as `A.XMP`."""

    raw_stems: frozenset[str]
    odd: Mapping[str, str]  # real name by the name in small letters
    has_sidecars: bool  # in whatever letters

    def path(self, folder: str, name: str) -> str:
        """The path of a sidecar, in whatever letters its name is."""
        path, odd = os.path.join(folder, name), self.odd.get(name.casefold()) if self.odd else None  # noqa: PTH118
        return os.path.join(folder, odd) if odd and not os.path.exists(path) else path  # noqa: PTH110, PTH118


@lru_cache(maxsize=64)
def _neighbours(folder: str, _mtime_ns: int) -> _Neighbours:
    """The names in a folder; listed again when the folder changes."""
    parts = [(name, *os.path.splitext(name)) for name in sorted(os.listdir(folder))]  # noqa: PTH122, PTH208 - names
    raws = frozenset(stem.casefold() for _, stem, extension in parts if extension.lower() in EXTENSIONS)
    odd = {name.casefold(): name for name, _, extension in parts if extension.lower() == ".xmp" != extension}
    has_sidecars = any(extension.lower() == ".xmp" for _, _, extension in parts)
    return _Neighbours(raws, {folded: name for folded, name in odd.items() if _is_text(name)}, has_sidecars)


def _seen(path: str) -> Sidecar:
    try:
        about = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return Sidecar(path, -1, -1)
    return Sidecar(path, about.st_size, about.st_mtime_ns)
