"""Exchanges people with other programs: reads regions in a run's photos as assertions, and writes XMP files."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.faces.known_regions import known_regions
from runner.people.grouping import Grouping
from runner.people.importing import Imported, imported
from runner.people.named_region import NamedRegion
from runner.people.region_packet import packet
from runner.people.signed_packet import is_signed, signed
from runner.review.many_files import GoOn, to_the_end
from runner.review.people.exported_names import tidy
from runner.review.people.session import PeopleSession
from runner.schema import ExifRow, IntakeRow
from runner.store import evidence
from runner.store.atomic import write_atomically
from runner.store.face_id import item_of, place_of
from runner.store.people_exports import Exported
from runner.store.person_name import folded
from runner.store.polars_errors import disk_errors


class Photo(NamedTuple):
    """A photo of a run, as it is stored."""

    item_id: str
    path: Path
    orientation: int
    width: int
    height: int


def photos(run: Path) -> list[Photo]:
    """The photos of a run that could be read, in source order."""
    sizes = evidence.scan(run, "intake", IntakeRow).select("item_id", "stored_width", "stored_height").collect()
    turned = evidence.scan(run, "exif", ExifRow).select("item_id", "orientation").collect()
    sources = evidence.read_sources(run).filter(~pl.col("is_copy"))
    whole = sources.join(sizes, on="item_id").join(turned, on="item_id", how="left", maintain_order="left")
    wanted = whole.select("item_id", "source_path", pl.col("orientation").fill_null(1), "stored_width", "stored_height")
    known = wanted.drop_nulls()
    return [Photo(item, Path(path), *rest) for item, path, *rest in known.rows()]


class Regions(NamedTuple):
    """What other programs know about people."""

    by_photo: Mapping[str, Sequence[NamedRegion]]
    cropped: int  # regions that are left out, because their photo has been cropped since they were drawn
    placeless: int  # names of people shown somewhere in a photo: no face can be given them


def regions_of(run: Path, go_on: GoOn = to_the_end) -> Regions | None:
    """The regions in the photos of a run and in files beside them; None if it was stopped before all were read."""
    every, found, cropped, placeless = photos(run), {}, 0, 0
    for done, photo in enumerate(every, 1):
        known = known_regions(photo.path, photo.orientation, (photo.width, photo.height))
        cropped += known.cropped
        placeless += len({folded(name) for name in known.persons} - {folded(each.name or "") for each in known.regions})
        if known.regions:
            found[photo.item_id] = known.regions
        if not go_on(done, len(every)):
            return None
    return Regions(found, cropped, placeless)


def take_in(session: PeopleSession, regions: Regions) -> Imported:
    """Record what other programs know as assertions with their source, all of them or none.

    Regions where a face was forgotten are left out and counted.
    """
    session.regroup()  # only a computation tells which faces an assertion applies to
    faces: dict[str, list[str]] = defaultdict(list)
    for face in session.grouping.faces:
        faces[item_of(face)].append(face)
    gone = session.forgotten()
    sayable = {
        item: [one for one in each if not gone.covers(item, one.region)] for item, each in regions.by_photo.items()
    }
    told = {item: each for item, each in sayable.items() if each}
    found = imported(told, faces, session.grouping.said, session.history())
    found.forgotten = sum(map(len, regions.by_photo.values())) - sum(map(len, told.values()))
    found.cropped, found.placeless = regions.cropped, regions.placeless
    session.say_of_others(found.words)
    return found


class Written(NamedTuple):
    """The result of writing XMP files."""

    files: int
    left: int  # photos that were not reached
    foreign: tuple[Path, ...] = ()  # files of other programs, which are left unchanged


def write_out(session: PeopleSession, run: Path, folder: Path, go_on: GoOn = to_the_end) -> Written:
    """Write an XMP file into a folder for each photo of a run that has named faces, such as `IMG_1.JPG.xmp`.

    An existing file is replaced if an earlier call wrote it and nobody has changed it since; any other file holds
    somebody's work (edits, stars) and stays. The paths are recorded, so that forgetting finds the files; whoever is
    forgotten while they are written is in none of them at the end. Raises OSError if the disk refuses.
    """
    session.drop_forgotten()
    named = _named(session.grouping)
    wanted = [(photo, target) for photo, target in _targets(photos(run), folder) if photo.item_id in named]
    foreign: list[Path] = []
    session.note_exports([Exported(target, photo.item_id) for photo, target in wanted])
    done = 0
    for done, (photo, target) in enumerate(wanted, 1):
        if _is_foreign(target):
            foreign.append(target)
        else:
            _write(target, signed(packet(named[photo.item_id], photo.width, photo.height, photo.orientation)))
        if not go_on(done, len(wanted)):
            break
    if session.drop_forgotten():
        _write_again(wanted[:done], named, _named(session.grouping))
    return Written(done - len(foreign), len(wanted) - done, tuple(foreign))


def _write_again(
    written: Sequence[tuple[Photo, Path]],
    before: Mapping[str, Sequence[NamedRegion]],
    now: Mapping[str, Sequence[NamedRegion]],
) -> None:
    """Write the files again whose people have changed; one that names nobody any more is deleted."""
    for photo, target in written:
        if now.get(photo.item_id) == before[photo.item_id] or _is_foreign(target):
            continue
        if photo.item_id in now:
            _write(target, signed(packet(now[photo.item_id], photo.width, photo.height, photo.orientation)))
        else:
            with disk_errors(target):
                target.unlink(missing_ok=True)


def _is_foreign(target: Path) -> bool:
    with disk_errors(target):
        return target.exists() and not is_signed(target.read_bytes())


def _named(grouping: Grouping) -> Mapping[str, Sequence[NamedRegion]]:
    """Regions of faces with a name, by photo, from left to right."""
    found: dict[str, list[NamedRegion]] = defaultdict(list)
    for face, person in zip(grouping.faces, grouping.persons, strict=True):
        about, place = grouping.person(person), place_of(face)
        if about is not None and about.name:
            found[place.item_id].append(NamedRegion(place.region, about.name, ""))
    return {item: sorted(each, key=lambda one: one.region.left) for item, each in found.items()}


def _targets(every: Sequence[Photo], folder: Path) -> Iterator[tuple[Photo, Path]]:
    """Where each photo's XMP file goes: the subfolders are those of the photos below their common folder."""
    common = Path(os.path.commonpath([photo.path.parent for photo in every])) if every else Path()
    for photo in every:
        below = photo.path.relative_to(common)
        yield photo, folder / below.with_name(f"{below.name}.xmp")


def _write(target: Path, content: bytes) -> None:
    with disk_errors(target):
        tidy(target)
        write_atomically(target, lambda temporary: temporary.write_bytes(content))
