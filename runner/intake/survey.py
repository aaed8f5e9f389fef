"""Surveys a folder: photos, dates, cameras, places. Nothing in it is changed."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from runner.engine.discovery import Found, printable, walk
from runner.engine.left_out import UNLISTED
from runner.errors import EnvError, ItemError
from runner.imaging.filetypes import identify_file
from runner.imaging.metadata import read_metadata
from runner.intake.told import Subfolder, Survey
from runner.knowledge.gazetteer import whereabouts
from runner.messages import say
from runner.schema import ExifRow
from runner.stages.places import PlacesOptions
from runner.text.claims.consensus import LEAST

MOST_READ = 240
"""At most this many photos' camera data is read, spread over the folder: seconds on a disk, half a minute on a card."""

MOST_CAMERAS, MOST_SUBFOLDERS = 4, 200
_STEP = 500

Each = TypeVar("Each")


def list_photos(
    folder: Path, runs: Path, exclude: Sequence[str], listed: Callable[[int], object]
) -> tuple[list[Found], Counter[str]]:
    """The photos below `folder` sorted by path, as a run would find them, and how many files of each kind are left out.

    `listed` is called from time to time with the number so far. Raises EnvError if the folder itself cannot be listed.
    """
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise EnvError(
            say("intake.unreadable_folder", folder=str(folder), reason=error.strerror or str(error)),
            say("intake.unreadable_folder_mend"),
        ) from error
    ignored, found = Counter[str](), list[Found]()
    for file in walk(folder, runs, exclude, ignored):
        if file.is_folder:
            ignored[UNLISTED] += 1
            continue
        found.append(file)
        if len(found) % _STEP == 0:
            listed(len(found))
    return sorted(found, key=lambda file: os.fsencode(file.path)), ignored


def survey(folder: Path, found: Sequence[Found], ignored: Counter[str]) -> Survey:
    """A summary of the photos of a folder, from their paths and sizes and the camera data of some of them."""
    readable = [file for file in found if file.size >= 0]
    read = [row for file in spread(readable, MOST_READ) if (row := _metadata(Path(file.path))) is not None]
    moments = sorted(row.captured_at for row in read if row.captured_at is not None)
    cameras = Counter(row.camera for row in read if row.camera)
    located = [(row.latitude, row.longitude) for row in read if row.latitude is not None and row.longitude is not None]
    return Survey(
        photos=len(found),
        unreadable=len(found) - len(readable),
        gigabytes=round(sum(file.size for file in readable) / 1e9, 3),
        left_out=dict(ignored.most_common()),
        subfolders=tuple(_subfolders(folder, found)),
        sampled=len(readable) > MOST_READ,
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
        cameras=tuple(name for name, _ in cameras.most_common(MOST_CAMERAS)),
        located=len(located),
        place=_place(located),
    )


def spread(values: Sequence[Each], most: int) -> list[Each]:
    """At most `most` of the values, evenly spread, including the first and the last; only the first if `most` is 1."""
    if len(values) <= most:
        return list(values)
    if most == 1:
        return [values[0]]
    return [values[round(number * (len(values) - 1) / (most - 1))] for number in range(most)]


def _metadata(path: Path) -> ExifRow | None:
    """The metadata that the camera wrote; None if it cannot be read, or the file is not a picture."""
    try:
        with path.open("rb") as file:
            format = identify_file(file).format
        return read_metadata(path, format) if format else None
    except (OSError, ItemError):
        return None


def _subfolders(folder: Path, found: Sequence[Found]) -> Iterator[Subfolder]:
    """Subfolders with their numbers of photos, by name; none if all photos lie directly in the folder."""
    start = len(os.fspath(folder).rstrip("/")) + 1
    heads = Counter(file.path[start:].partition("/")[0] for file in found if "/" in file.path[start:])
    ordered = sorted(heads.items(), key=lambda each: os.fsencode(each[0]))[:MOST_SUBFOLDERS]
    yield from (Subfolder(name, count) for name, count in ordered if name == printable(name))


def _place(located: Sequence[tuple[float, float]]) -> str | None:
    """The place of most of the positions: a town or what lies around it, else a country; None if most share neither."""
    reach = PlacesOptions()
    around = [whereabouts(*at, town_km=reach.town_km, most_km=reach.most_km) for at in located]
    for names in ([each.name for each in around], [each.country for each in around]):
        counted = Counter(filter(None, names)).most_common(1)
        if counted and counted[0][1] >= LEAST * len(located):
            return counted[0][0]
    return None
