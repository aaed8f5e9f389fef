"""Names in exported XMP files: finds the files that contain one, and removes it again."""

from __future__ import annotations

import glob
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from runner.people.persons import Person
from runner.people.region_packet import packet
from runner.people.regions import read
from runner.people.signed_packet import is_signed, signed
from runner.store import runfile
from runner.store.atomic import write_atomically
from runner.store.people_exports import Exported
from runner.store.person_name import folded

_SIZE = re.compile(rb'stDim:w="(\d+)" stDim:h="(\d+)"')


class Wanted(NamedTuple):
    """The names that are looked for, folded."""

    everywhere: frozenset[str]
    own: frozenset[str] = frozenset()  # names that somebody else has too: looked for in `photos` only
    photos: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], photos: frozenset[str], others: Iterable[Person]) -> Wanted:
        """The names of somebody who is in these photos; `others` are the other persons."""
        every, theirs = ({folded(each) for each in some} for some in (names, (one.name or "" for one in others)))
        return cls(frozenset(every - theirs), frozenset(every & theirs), photos)

    def in_file_of(self, item_id: str) -> frozenset[str]:
        """The names that are looked for in the file of a photo."""
        return self.everywhere | self.own if item_id in self.photos else self.everywhere


class Holding(NamedTuple):
    """An exported file that contains a name."""

    path: Path
    ours: bool  # whether nobody has changed it since it was written


def holding(exported: Iterable[Exported], names: Wanted) -> Iterator[Holding]:
    """The files that contain one of the names. A file that is missing or cannot be read is skipped."""
    for each in exported:
        try:
            content = each.path.read_bytes()
        except OSError:
            continue
        if _names_in(content) & names.in_file_of(each.item_id):
            yield Holding(each.path, is_signed(content))


def out_of_reach(exported: Iterable[Exported]) -> list[Path]:
    """Folders of exported files that are not there, such as on a drive that is not connected: the names may be."""
    gone = {each.path.parent for each in exported if not each.path.parent.is_dir()}
    return sorted({_first_missing(folder) for folder in gone})


def _first_missing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.parent.is_dir())


def take_out(exported: Iterable[Exported], names: Wanted) -> None:
    """Remove the names and their regions from unchanged files. A file that names nobody else is deleted.

    A file that another program has changed since is left alone, and so is one that the disk refuses to write: `holding`
    finds both.
    """
    for each in exported:
        try:
            tidy(each.path)
            content = each.path.read_bytes()
            wanted = names.in_file_of(each.item_id)
            if is_signed(content) and _names_in(content) & wanted:
                _write(each.path, _without(content, wanted))
        except OSError:
            continue


def tidy(path: Path) -> None:
    """Delete half-written versions of a file that killed processes left. Raises OSError if the disk refuses."""
    for half in path.parent.glob(f"{glob.escape(path.name)}.*.tmp"):
        process = half.suffixes[-2][1:]
        if process.isdigit() and not runfile.alive(int(process)):
            half.unlink(missing_ok=True)


def _names_in(content: bytes) -> set[str]:
    found = read(content)
    every = (*(each.name or "" for each in found.regions), *found.persons)
    return {folded(name) for name in every if name}


def _without(content: bytes, names: Collection[str]) -> bytes | None:
    """The packet without these people, in coordinates of the stored picture; None if it names nobody else."""
    regions = [each for each in read(content).regions if each.source == "MWG regions"]
    left = [each for each in regions if folded(each.name or "") not in names]
    size = _SIZE.search(content)
    return signed(packet(left, int(size[1]), int(size[2]))) if left and size else None


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        write_atomically(path, lambda temporary: temporary.write_bytes(content))
