"""A target as it is: its files, its table, and what of them is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from runner.publishing import database
from runner.publishing.checking import table_problems
from runner.publishing.failures import again
from runner.publishing.folder import Folder
from runner.publishing.ftp import FtpServer
from runner.publishing.options import PublishOptions
from runner.publishing.paths import folder_of
from runner.publishing.place import Pace, Place
from runner.publishing.table import Stored, Table


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at a target of all that was asked for."""

    rows: Mapping[str, Stored]  # by file name
    sizes: Mapping[str, int]  # bytes by path


class Target:
    """Where a configuration publishes to. Nothing is opened before it is needed."""

    def __init__(self, options: PublishOptions) -> None:
        self.options = options
        self.database = database.of(options)
        self.table = Table(self.database, options)
        self._pace = Pace(options.bandwidth)

    def place(self) -> Place:
        """A new connection to the files. PublishError when there is none to be had."""
        options = self.options
        if options.ftp is not None:
            return FtpServer(options.root, options.ftp, self._pace.spend)
        return Folder(Path(options.root).expanduser().absolute())

    def problems(self) -> list[str]:
        """What forbids to publish there; a missing table is no problem when it may be made."""
        found = table_problems(self.table, self.database, self.options)
        if found is None and not self.options.create_table:
            return [f"{self.database.name} has no table {self.options.table}; publish.create_table=true makes it."]
        return found or []

    def find(self, names: Iterable[str], paths: Iterable[str]) -> Found:
        """The rows of these names and the files at these paths, as far as they are there."""
        exists = table_problems(self.table, self.database, self.options) is not None
        rows = self.table.rows(sorted(set(names))) if exists else {}
        return Found(rows, again(lambda: self._sizes(set(paths)), self.options.tries, self.options.backoff_s))

    def close(self) -> None:
        """End the connection to the database."""
        self.table.close()

    def _sizes(self, paths: set[str]) -> dict[str, int]:
        folders = {folder_of(path) for path in paths}
        place = self.place()
        try:
            listed = {folder: place.sizes(folder) for folder in sorted(folders)}
        finally:
            place.close()
        named = {path: listed[folder_of(path)].get(path.rpartition("/")[2]) for path in paths}
        return {path: size for path, size in named.items() if size is not None}
