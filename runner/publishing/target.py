"""A target: its files, its table, and how to find what is there."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.publishing import database
from runner.publishing.checking import table_problems
from runner.publishing.failures import again
from runner.publishing.folder import Folder
from runner.publishing.ftp import FtpServer
from runner.publishing.leftovers import is_temporary
from runner.publishing.options import PublishOptions
from runner.publishing.paths import beside, folder_of
from runner.publishing.place import PLACES, BandwidthLimit, Listed, Place
from runner.publishing.publications import PublishedFile
from runner.publishing.table import Stored, Table

_NONE: Mapping[str, PublishedFile] = {}
_LISTED = 20
"""A folder is listed if it has at most this many files per requested one; otherwise each file is looked up alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """The requested rows and files that are at a target."""

    rows: Mapping[str, Stored]  # by file name
    files: Files


@dataclass(frozen=True, slots=True)
class Files:
    """The files at the requested paths, as far as they exist."""

    sizes: Mapping[str, int]  # bytes by path
    stamps: Mapping[str, str]  # when each was last written, as its place gives it, by path
    altered: frozenset[str]  # paths whose file has the size, but not the content, that was written


class Target:
    """The target of a configuration. Connections are opened at the first use."""

    def __init__(self, options: PublishOptions) -> None:
        self.options = options
        self.database = database.of(options)
        self.table = Table(self.database, options)
        self._pace = BandwidthLimit(options.bandwidth)
        self._heights: dict[str, int] = {}  # number of files in each folder when it was last listed
        self.temporary: set[str] = set()  # paths of files under temporary names that were seen in a listing

    def place(self) -> Place:
        """Open a new connection to the files. Raises PublishError if that fails."""
        options = self.options
        if options.place is not None:
            return PLACES[options.place.kind](options.root, options.place.settings)
        if options.ftp is not None:
            return FtpServer(options.root, options.ftp, self._pace.spend)
        return Folder(Path(options.root).expanduser().absolute(), options.links)

    def problems(self) -> list[str]:
        """Return what prevents publishing there. A missing table is no problem if it may be created."""
        found = table_problems(self.table, self.database, self.options)
        if found is None and not self.options.create_table:
            return [f"{self.database.name} has no table {self.options.table}; publish.create_table=true makes it."]
        return found or []

    def find(self, names: Iterable[str], paths: Iterable[str], written: Mapping[str, PublishedFile] = _NONE) -> Found:
        """Return the rows with these names and the files at these paths, as far as they exist.

        A file of `written`, by path, is read and compared if its size is the same but its stamp is not. If both are the
        same, it counts as unchanged: see the places for the limits of their stamps.
        """
        exists = table_problems(self.table, self.database, self.options) is not None
        rows = self.table.rows(sorted(set(names))) if exists else {}
        look = functools.partial(self._files, set(paths) | written.keys(), written)
        return Found(rows, again(look, self.options.tries, self.options.backoff_s))

    def close(self) -> None:
        """Close the connection to the database."""
        self.table.close()

    def _files(self, paths: set[str], written: Mapping[str, PublishedFile]) -> Files:
        by_folder: dict[str, list[str]] = {}
        for path in sorted(paths):
            by_folder.setdefault(folder_of(path), []).append(path)
        place = self.place()
        try:
            looked = (pair for folder, own in by_folder.items() for pair in self._in_folder(place, folder, own))
            there = {path: each for path, each in looked if each is not None}
            altered = frozenset(path for path, each in there.items() if _is_another(place, each, written.get(path)))
        finally:
            place.close()
        stamps = {path: each.stamp for path, each in there.items() if each.stamp is not None}
        return Files({path: each.bytes for path, each in there.items()}, stamps, altered)

    def _in_folder(self, place: Place, folder: str, paths: Sequence[str]) -> Iterator[tuple[str, Listed | None]]:
        """Yield these files of one folder. If a name exists only in another case, the place itself is asked for it."""
        if self._heights.get(folder, 0) > _LISTED * len(paths):
            yield from ((path, place.look(path)) for path in paths)
            return
        files = place.files(folder)
        self._heights[folder] = len(files)
        self.temporary.update(beside(f"{folder}/x" if folder else "x", name) for name in files if is_temporary(name))
        folded = set(map(str.casefold, files))
        for path in paths:
            name = path.rpartition("/")[2]
            otherwise = name not in files and name.casefold() in folded
            yield path, place.look(path) if otherwise else files.get(name)


def _is_another(place: Place, listed: Listed, written: PublishedFile | None) -> bool:
    """Whether a file of the same size is not the one that was written. It is read only if its stamp has changed."""
    if written is None or listed.bytes != written.bytes or listed.stamp in (None, written.stamp):
        return False
    return hashlib.sha256(place.read(written.path)).hexdigest() != written.sha256
