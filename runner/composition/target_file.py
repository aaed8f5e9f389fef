"""The file of a user's own target: a folder on this machine, or a server with its database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from runner.composition.set_file import as_yaml
from runner.config.folder import choices
from runner.errors import EnvError
from runner.messages import Message, say
from runner.store.atomic import write_atomically

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_SERVER = re.compile(r"(?:[a-z]+://)?([^\s:/@\[\]]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?/?")
"""A host, and its port where it is not the usual one; a scheme before it and a slash after it are left out."""


@dataclass(frozen=True, slots=True)
class Login:
    """A server, and the account to log in with."""

    host: str  # as typed: ftp.example.org, or ftp.example.org:2121
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewTarget:
    """What a person said about a target. Without `ftp` it is a folder on this machine."""

    name: str
    folder: str  # contains everything; on a server, empty means the folder after login
    url: str = ""  # its address on the web
    ftp: Login | None = None
    mysql: Login | None = None  # without it the rows go into an SQLite file on this machine
    database: str = ""  # of mysql


def problem(new: NewTarget) -> Message | None:
    """What has to be changed before this target can be made; None if it can be made."""
    if not _NAME.fullmatch(new.name):
        return say("new_target.name")
    if new.name in choices().get("publish", ()):
        return say("new_target.name_taken")
    if new.ftp is None and not new.folder:
        return say("new_target.no_folder")
    if new.ftp is not None and not _is_whole(new.ftp):
        return say("new_target.no_server")
    if new.mysql is not None and not (_is_whole(new.mysql) and new.database):
        return say("new_target.no_database")
    for login in filter(None, (new.ftp, new.mysql)):
        if not _SERVER.fullmatch(login.host):
            return say("new_target.server_address", text=login.host)
    return None


def write(own: Path, new: NewTarget) -> Path:
    """Write `publish/NAME.yaml` below a user's own folder, each password into a file that only the user can read.

    Returns the path of the target's file. Raises EnvError if it exists: what a person wrote is never overwritten.
    """
    path = own / "publish" / f"{new.name}.yaml"
    if path.exists():
        raise EnvError(say("new_target.name_taken"), say("new_target.another_name", path=str(path)))
    for part, login in (("ftp", new.ftp), ("mysql", new.mysql)):
        if login is not None:
            _write_secret(_secret(own, new, part), login.password)
    if new.ftp is not None and new.mysql is None:
        _rows(own, new).parent.mkdir(parents=True, exist_ok=True)
    said = text(own, new)
    write_atomically(path, lambda temporary: temporary.write_text(said, "utf-8"))
    return path


def text(own: Path, new: NewTarget) -> str:
    """The file's content; it names the files that contain the passwords."""
    return "\n".join([*_lines(own, new), ""])


def _lines(own: Path, new: NewTarget) -> Iterator[str]:
    yield "# Written by the window, and yours to change; docs/publishing.md has every option."
    yield f"defaults: [{'website' if new.ftp else 'local'}, _self_]"
    yield f"name: {as_yaml(new.name)}"
    yield f"root: {as_yaml(new.folder)}"
    yield f"url: {as_yaml(new.url or None)}"
    if new.ftp is not None:
        yield from _login("ftp", new.ftp, _secret(own, new, "ftp"))
        yield "create_table: true           # make the tables where they are absent"
        yield "redirects: photo_redirects   # table of paths that photos once had"
    if new.mysql is not None:
        yield "sqlite: null"
        yield from _login("mysql", new.mysql, _secret(own, new, "mysql"))
        yield f"  database: {as_yaml(new.database)}"
    elif new.ftp is not None:
        yield "mysql: null"
        yield f"sqlite: {as_yaml(str(_rows(own, new)))}"


def _login(part: str, login: Login, secret: Path) -> Iterator[str]:
    yield f"{part}:"
    server = _SERVER.fullmatch(login.host)
    assert server is not None, "`problem` refuses it"
    host, port = server.groups()
    yield f"  host: {as_yaml(host.strip('[]'))}"
    if port:
        yield f"  port: {int(port)}"
    yield f"  user: {as_yaml(login.user)}"
    yield "  password: null"
    yield f"  password_file: {as_yaml(str(secret))}"


def _write_secret(path: Path, password: str) -> None:
    def fill(temporary: Path) -> None:
        temporary.touch(mode=0o600)
        temporary.write_text(password, "utf-8")

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(path, fill)


def _secret(own: Path, new: NewTarget, part: str) -> Path:
    return own / "passwords" / f"{new.name}.{part}"


def _rows(own: Path, new: NewTarget) -> Path:
    return own / "published" / f"{new.name}.db"


def _is_whole(login: Login) -> bool:
    return bool(login.host and login.user and login.password)
