"""A test's target: publishes photos there, and looks at the result without using the program."""

from __future__ import annotations

import functools
import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyvips
from publish_services import PASSWORD, USER, MariaDb, ProFtpd

from runner.publishing import publications
from runner.publishing.apply import carry_out
from runner.publishing.changes import Plan
from runner.publishing.embedding import PictureMetadata, embed
from runner.publishing.options import FileOptions, FtpOptions, MysqlOptions, PublishOptions
from runner.publishing.outcome import Outcome
from runner.publishing.photo import File, OutgoingPhoto, Staying
from runner.publishing.plan import Memory, publishing, unpublishing
from runner.publishing.target import Target
from runner.store.catalog import open_catalog

COLUMNS = {
    "file_name": "File_Name", "rev": "Rev", "path": "Web_Path", "thumbnail_path": "Thumb_Path", "caption": "Caption",
    "alt_text": "Alt_Text", "keywords": "Keywords", "year": "Year", "quality_score": "Score",
    "captured_at": "Taken_At", "content_hash": "Content",
}  # fmt: skip
FILES = {
    "web": FileOptions("{year}/{name}", "web"),
    "thumbnail": FileOptions("{year}/thumbs/{name}", "thumbnail"),
}


@functools.cache
def picture(width: int) -> bytes:
    """A JPEG of this width."""
    image = pyvips.Image.gaussnoise(width, width * 2 // 3, seed=3).cast("uchar").bandjoin([90, 120])
    made: bytes = image.copy(interpretation="srgb").jpegsave_buffer(Q=70, keep="icc", profile="srgb")
    return made


def photo(number: int, edition: int = 1, name: str | None = None, year: int = 2024) -> OutgoingPhoto:
    """A photo whose texts and files belong to an edition."""
    caption = f"Photo {number} 🦋 “édition” {edition}."
    name = name or f"photo_{number:04}.jpg"
    item_id = hashlib.sha256(str(number).encode()).hexdigest()[:16]
    texts = PictureMetadata(
        caption, f"What {number} shows.", ("heron", "canal"), ("bird|heron", "canal"), f"Photo {number}"
    )
    paths = {"web": f"{year}/{name}", "thumbnail": f"{year}/thumbs/{name}"}
    files = tuple(
        File(role, path, f"{role} {number} {edition}", functools.partial(_made, 90 if role == "web" else 40, texts))
        for role, path in paths.items()
    )
    fields = {
        "file_name": name, "path": paths["web"], "thumbnail_path": paths["thumbnail"], "caption": caption,
        "alt_text": texts.alt_text, "keywords": "heron, canal", "year": year, "quality_score": 7.25,
        "captured_at": f"{year}-05-01 12:00:00", "content_hash": f"content {edition}",
    }  # fmt: skip
    return OutgoingPhoto(item_id, "test", name, f"content {edition}", texts.texts, fields, files)


def _made(width: int, texts: PictureMetadata) -> bytes:
    return embed(picture(width), texts)


@dataclass
class Site:
    """A target with its catalogue."""

    options: PublishOptions
    catalog: Path
    files: Path  # the target's root on this disk
    database: MariaDb | None = None

    def set(self, **changes: Any) -> Site:
        """The same with other options."""
        return replace(self, options=replace(self.options, **changes))

    def plan(self, photos: Sequence[OutgoingPhoto], staying: Sequence[Staying] = ()) -> Plan:
        """What a publish would do."""
        with open_catalog(self.catalog) as catalog:
            target = Target(self.options)
            assert target.problems() == []
            made = publishing(target, photos, staying, self._memory(catalog))
            target.close()
            return made

    def publish(self, photos: Sequence[OutgoingPhoto], staying: Sequence[Staying] = ()) -> list[Outcome]:
        """Plan and carry out a publish."""
        with open_catalog(self.catalog) as catalog:
            target = Target(self.options)
            try:
                plan = publishing(target, photos, staying, self._memory(catalog))
                return list(carry_out(plan, target, catalog))
            finally:
                target.close()

    def unpublish(self, *item_ids: str) -> list[Outcome]:
        """Unpublish photos."""
        with open_catalog(self.catalog) as catalog:
            target = Target(self.options)
            plan = unpublishing(target, item_ids, self._memory(catalog))
            done = list(carry_out(plan, target, catalog))
            target.close()
            return done

    def known(self) -> dict[str, publications.Publication]:
        """What is published according to the catalogue, whose journal must be empty."""
        with open_catalog(self.catalog) as catalog:
            assert publications.journal(catalog, self.options.name) == {}
            return publications.published(catalog, self.options.name)

    def tree(self) -> dict[str, bytes]:
        """Every file below the root, without the database."""
        found = {path.relative_to(self.files).as_posix(): path for path in self.files.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in found.items() if not name.startswith("photos.db")}

    def rows(self) -> list[dict[str, Any]]:
        """Every row of the table, as values by column."""
        columns = ["id", *COLUMNS.values()]
        query = f"SELECT {', '.join(columns)} FROM photos ORDER BY id"
        if self.database is not None and self.options.mysql is not None:
            found: Any = self.database.query(self.options.mysql.database, query)
        elif Path(str(self.options.sqlite)).exists():
            with sqlite3.connect(str(self.options.sqlite)) as connection:
                found = connection.execute(query).fetchall()
            connection.close()
        else:
            found = []
        return [dict(zip(columns, row, strict=True)) for row in found]

    def state(self) -> tuple[Mapping[str, bytes], list[dict[str, Any]]]:
        """The files and the rows."""
        return self.tree(), self.rows()

    def assert_holds(self, photos: Sequence[OutgoingPhoto]) -> None:
        """Assert that exactly these photos are published, byte for byte, with rows, and that the catalogue agrees."""
        wanted = {file.path: file.make() for each in photos for file in each.files}
        assert sorted(self.tree()) == sorted(wanted)
        assert self.tree() == wanted
        rows = {row["File_Name"]: row for row in self.rows()}
        assert len(self.rows()) == len(rows) == len(photos)
        known = self.known()
        assert known.keys() == {each.item_id for each in photos}
        for each in photos:
            row, standing = rows[each.file_name], known[each.item_id]
            assert (row["Caption"], row["Web_Path"], row["Rev"]) == (
                each.texts.caption,
                each.files[0].path,
                standing.rev,
            )
            assert standing.remote_id == str(row["id"])
            hashes = [hashlib.sha256(wanted[file.path]).hexdigest() for file in each.files]
            assert [file.sha256 for file in standing.files] == hashes

    def _memory(self, catalog: sqlite3.Connection) -> Memory:
        name = self.options.name
        return Memory(publications.published(catalog, name), publications.journal(catalog, name))


def _options(name: str, **changes: Any) -> PublishOptions:
    given = {"root": "", "files": FILES, "columns": COLUMNS, "create_table": True, "backoff_s": 0.01, **changes}
    options = PublishOptions(name, **given)
    assert options.problems() == []
    return options


def local_site(folder: Path, **changes: Any) -> Site:
    """A target in a folder, with rows in SQLite."""
    root = folder / "site"
    options = _options("local", root=str(root), sqlite=str(root / "photos.db"), **changes)
    return Site(options, folder / "catalog.db", root)


def with_database(site: Site, database: MariaDb, name: str) -> Site:
    """The same files, with rows in a new MariaDB database."""
    name = name[:60]
    database.query("mysql", f"CREATE DATABASE {name}")
    authority = str(database.certificates.authority)
    mysql = MysqlOptions(
        "localhost", database.port, USER, PASSWORD, ca=authority, timeout_s=5, database=name
    )  # fmt: skip
    return replace(site.set(sqlite=None, mysql=mysql), database=database)


def server_site(folder: Path, ftp: ProFtpd, database: MariaDb, name: str, **changes: Any) -> Site:
    """A target with FTP over TLS and MariaDB; `name` separates it from other tests on the same servers."""
    database.query("mysql", f"CREATE DATABASE IF NOT EXISTS {name}")
    options = _options(
        "website",
        root=name,
        ftp=FtpOptions("localhost", ftp.port, USER, PASSWORD, ca=str(ftp.certificates.authority), timeout_s=10),
        mysql=MysqlOptions("localhost", database.port, USER, PASSWORD, ca=str(database.certificates.authority),
                           timeout_s=10, database=name),
        **changes,
    )  # fmt: skip
    (ftp.home / name).mkdir(exist_ok=True)
    return Site(options, folder / "catalog.db", ftp.home / name, database)
