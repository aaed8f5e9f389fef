"""The options of a target, as in `conf/publish`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from annotated_types import Ge, Gt, Le, MinLen

from runner.errors import EnvError
from runner.publishing.fields import field_names
from runner.publishing.paths import template_problems
from runner.publishing.place import PLACES
from runner.schema import Options

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")
"""Allowed names of tables and columns: nothing that would need quoting."""

Port = Annotated[int, Ge(1), Le(65535)]
Share = Annotated[float, Ge(0), Le(1)]


@dataclass(frozen=True)
class TargetServerOptions(Options):
    """A server and its login."""

    host: Annotated[str, MinLen(1)]
    port: Port
    user: Annotated[str, MinLen(1)]
    # from the environment, ${oc.env:NAME}, never as plain text; or password_file, a file that contains nothing else
    password: str | None = field(default=None, repr=False)
    password_file: str | None = None
    # file of the authority that signed the server's certificate; null: the authorities that the system trusts
    ca: str | None = None
    # true: no TLS at all, so that anyone on the network path can read the password
    insecure: bool = False
    timeout_s: Annotated[float, Gt(0)] = 30.0

    def problems(self) -> Sequence[str]:
        """Report files that do not exist, and a password that is given twice or not at all."""
        found = [
            f"{name}: {value} is not a file."
            for name, value in (("password_file", self.password_file), ("ca", self.ca))
            if value is not None and not Path(value).expanduser().is_file()
        ]
        if self.password is None and self.password_file is None:
            found.append("password: none. Set the environment variable that conf/publish names, or give password_file.")
        elif self.password is not None and self.password_file is not None:
            found.append("password_file: there is a password already, from the environment. Only one of them, please.")
        return found

    def secret(self) -> str:
        """Return the password. Raises EnvError if its file cannot be read."""
        if self.password is not None:
            return self.password
        path = Path(self.password_file or "").expanduser()
        try:
            return path.read_text("utf-8").removesuffix("\n")
        except (OSError, ValueError) as error:
            raise EnvError(
                f"{path} cannot be read: {type(error).__name__}.", "Check its rights, or give another password_file."
            ) from None


@dataclass(frozen=True)
class FtpOptions(TargetServerOptions):
    """The server for files: FTP with TLS, unless `insecure` is set."""


@dataclass(frozen=True)
class MysqlOptions(TargetServerOptions):
    """The server for rows: MySQL or MariaDB."""

    database: str = ""

    def problems(self) -> Sequence[str]:
        """Report the problems of the server, and a missing database."""
        return [*super().problems(), *([] if self.database else ["database: which one? Give its name."])]


@dataclass(frozen=True)
class FileOptions(Options):
    """One file per photo: a rendition as it was approved, or a picture made for this target."""

    path: str
    rendition: str | None = None
    picture: Mapping[str, object] | None = None  # options of a picture made from the original

    def problems(self) -> Sequence[str]:
        """Report a template that cannot be filled, and anything but exactly one source."""
        found = [f"path: {problem}" for problem in template_problems(self.path)]
        if (self.rendition is None) == (self.picture is None):
            found.append("rendition: give either a rendition that derive makes, or picture.")
        return found


@dataclass(frozen=True)
class MetadataEmbedOptions(Options):
    """What is written into the files besides caption, alt text and keywords."""

    creator: str | None = None
    credit: str | None = None
    copyright: str | None = None
    # camera, lens and exposure; serial numbers are never kept
    camera: bool = True
    captured_at: bool = True
    # coordinates of the camera
    position: bool = False
    # stars and colour label that a person gave, as xmp:Rating and xmp:Label; an approval does not cover them
    rating: bool = False
    # people who consent, named by a person: IPTC's persons shown and image regions, MWG and Microsoft's regions, in XMP
    people: bool = False


@dataclass(frozen=True)
class PlaceOptions(Options):
    """A place for files that a plug-in provides."""

    kind: str
    settings: Mapping[str, object] = field(default_factory=dict, repr=False)

    def problems(self) -> Sequence[str]:
        """Report a kind that no plug-in provides."""
        if self.kind in PLACES.every():
            return ()
        return (f"kind: there is no '{self.kind}'. {PLACES.hint(self.kind)}",)


@dataclass(frozen=True)
class PublishOptions(Options):
    """One target: where files and rows go, and how."""

    name: Annotated[str, MinLen(1)]
    # a folder; with ftp the folder on the server below which everything is stored
    root: str
    files: Mapping[str, FileOptions]
    columns: Mapping[str, str]
    # the address of `root` on the web, for links
    url: str | None = None
    ftp: FtpOptions | None = None
    # a place that a plug-in provides, instead of a folder or ftp
    place: PlaceOptions | None = None
    # whether symbolic links below a folder on this machine are followed; if not, paths with one are refused
    links: bool = False
    sqlite: str | None = None
    mysql: MysqlOptions | None = None
    table: str = "photos"
    id_column: str | None = "id"
    # table of earlier paths of photos; null: kept in catalog.db only
    redirects: str | None = None
    create_table: bool = False
    embed: MetadataEmbedOptions = MetadataEmbedOptions()
    # faces that are blurred in every picture: those of people without a name, all but of people who consent, or all
    blur_faces: Literal["unknown", "no_consent", "all"] | None = None
    # where to write the approved texts as XMP of the RAW next to a photo: `beside` it, or a local folder; null: nowhere
    sidecars: Annotated[str, MinLen(1)] | None = None
    # true: a JSON-LD file next to each photo's first file
    json_ld: bool = False
    licence: str | None = None
    yes: bool = False
    dry_run: bool = False
    # true: changes that someone made at the target are overwritten
    force: bool = False
    # file names or item ids to unpublish; nothing is published then
    unpublish: tuple[str, ...] = ()
    uploads: Annotated[int, Ge(1), Le(64)] = 4
    batch: Annotated[int, Ge(1), Le(1000)] = 50
    tries: Annotated[int, Ge(1), Le(20)] = 4
    backoff_s: Annotated[float, Ge(0)] = 0.5
    # megabytes per second over all uploads; null: no limit
    bandwidth: Annotated[float, Gt(0)] | None = None
    # share of the files that are read back and compared byte by byte before they get their final name
    read_back: Share = 0.05

    def address(self, path: str | None) -> str | None:
        """Return the web address of a path at the target; None if it is not known."""
        return f"{self.url.rstrip('/')}/{quote(path)}" if self.url and path else None

    def whereabouts(self) -> Mapping[str, str]:
        """What the target is called and where it is: its `name`, its `folder` if on this machine, its `url` if any."""
        is_here = self.ftp is None and self.place is None
        folder = {"folder": str(Path(self.root).expanduser().absolute())} if is_here else {}
        return {"name": self.name, **folder, **({"url": self.url} if self.url else {})}

    def problems(self) -> Sequence[str]:
        """Report everything that types and ranges cannot express."""
        return list(self._found())

    def _found(self) -> Iterator[str]:
        if (self.sqlite is None) == (self.mysql is None):
            yield "mysql: give either sqlite (a file) or mysql (a server)."
        if self.ftp is not None and self.place is not None:
            yield "place: give either ftp or a place of a plug-in."
        if not self.root and self.ftp is None:
            yield "root: which folder? publish.root=/some/folder"
        if not re.fullmatch(r"[a-z][a-z0-9_-]*", self.name):
            yield f"name: '{self.name}' should be small letters, digits, _ and -."
        for name, part in (("ftp", self.ftp), ("place", self.place), ("mysql", self.mysql), *self._named_files()):
            yield from (f"{name}.{problem}" for problem in (part.problems() if part else ()))
        if self.embed.people and self.blur_faces == "all":
            yield "embed.people: no names for faces that nobody is to see. Leave it false, or blur fewer faces."
        if not self.files:
            yield "files: none. Give at least one: web: {rendition: web, path: '{year}/{name}'}"
        yield from self._table_problems()

    def _named_files(self) -> list[tuple[str, FileOptions]]:
        return [(f"files.{name}", each) for name, each in self.files.items()]

    def _table_problems(self) -> Iterator[str]:
        names = {"table": self.table, "id_column": self.id_column, "redirects": self.redirects}
        named = [*names.items(), *((f"columns.{key}", value) for key, value in self.columns.items())]
        for option, name in named:
            if name is not None and not NAME.fullmatch(name):
                yield f"{option}: '{name}' is no name for it; letters, digits and _ only."
        known = field_names(tuple(self.files))
        for key in self.columns.keys() - set(known):
            yield f"columns.{key}: there is no such field. Available: {', '.join(known)}."
        if "file_name" not in self.columns:
            yield "columns.file_name: missing. Rows are found by it."
        if len(set(self.columns.values())) < len(self.columns):
            yield "columns: two fields have the same column."
        if self.redirects == self.table:
            yield "redirects: the redirects need a table of their own."
