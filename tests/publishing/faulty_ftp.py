"""A pyftpdlib FTP server in a thread, which fails once at a chosen command in a chosen way."""

from __future__ import annotations

import contextlib
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publish_services import PASSWORD, USER

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.filesystems import AbstractedFS
    from pyftpdlib.handlers import DTPHandler, FTPHandler
    from pyftpdlib.ioloop import IOLoop
    from pyftpdlib.servers import FTPServer

VERBS = ("USER", "PASS", "TYPE", "MKD", "PASV", "CWD", "STOR", "MLST", "RNFR", "RNTO", "MLSD", "DELE", "RETR")
OLDER = ("SIZE", "MDTM", "LIST")
"""Commands used with a server that knows neither MLST nor MLSD."""
WAYS = ("refused", "dropped", "timed out", "reply lost", "disk full")


@dataclass
class Fault:
    """A failure at the next `verb`; `hit` says whether it has happened."""

    verb: str = ""
    way: str = ""
    unknown: tuple[str, ...] = ()  # commands that the server does not know
    empty: str = ""  # its answer when an empty folder is listed
    hit: bool = False
    verbs: list[str] = field(default_factory=list)  # all commands received

    def strikes(self, verb: str) -> bool:
        """Whether the failure happens at this command."""
        self.verbs.append(verb)
        now = verb == self.verb and (not self.hit or self.way == "refused for good")
        self.hit = self.hit or now
        return now


@dataclass
class FaultyFtp:
    """The server's port and folder, and its fault."""

    port: int
    home: Path
    fault: Fault


@contextlib.contextmanager
def faulty_ftp(home: Path, filesystem: type[AbstractedFS] = AbstractedFS) -> Iterator[FaultyFtp]:
    """Run a server for one user, without TLS."""
    home.mkdir(parents=True, exist_ok=True)
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, PASSWORD, str(home), perm="elradfmwMT")
    with IOLoop() as loop:
        made = FaultyFtp(0, home, Fault())
        own = {"authorizer": authorizer, "owner": made, "abstracted_fs": filesystem}
        handler = type("Handler", (_Handler,), own)
        server = FTPServer(("127.0.0.1", 0), handler, ioloop=loop)
        made.port = server.address[1]
        stop = threading.Event()
        thread = threading.Thread(target=_serve, args=(server, stop), name="ftp")
        thread.start()
        try:
            yield made
        finally:
            stop.set()
            thread.join()
            server.close_all()


class IgnoringCase(AbstractedFS):  # type: ignore[misc]
    """Files as on Windows and macOS: names keep their case but are found in any case."""

    def ftp2fs(self, ftppath: str) -> str:
        found = Path(self.root)
        for name in self.ftpnorm(ftppath).strip("/").split("/"):
            alike = [each.name for each in found.iterdir()] if found.is_dir() else []
            found /= next((each for each in alike if each.casefold() == name.casefold()), name)
        return str(found)


def _serve(server: FTPServer, stop: threading.Event) -> None:
    while not stop.is_set():
        server.serve_forever(timeout=0.02, blocking=False, handle_exit=False)


def _holds_nothing(args: tuple[Any, ...]) -> bool:
    """Whether a command's folder is empty."""
    folder = Path(str(args[0])) if args else None
    return folder is not None and folder.is_dir() and not any(folder.iterdir())


class _Data(DTPHandler):
    """A data connection that breaks at its first block when told to."""

    def handle_read(self) -> None:
        if getattr(self.cmd_channel, "breaks", False):
            self.cmd_channel.breaks = False
            self.cmd_channel.close()
            return
        super().handle_read()


class _Handler(FTPHandler):
    owner: FaultyFtp
    dtp_handler = _Data
    banner = "ready"
    encoding = "utf-8"
    auth_failed_timeout = 0
    lost = mute = breaks = False

    def process_command(self, cmd: str, *args: Any, **kwargs: Any) -> None:
        fault = self.owner.fault
        if cmd in fault.unknown:
            self.respond("502 Command not implemented.")
        elif fault.empty and cmd in ("LIST", "MLSD") and _holds_nothing(args):
            self.respond(fault.empty)
        elif not fault.strikes(cmd):
            super().process_command(cmd, *args, **kwargs)
        elif fault.way == "refused":
            self.respond("550 Not today.")
        elif fault.way == "disk full":
            self.respond("452 No space left on device.")
        elif fault.way == "refused for good":
            self.respond("421 Closing down.")
            self.close_when_done()
        elif fault.way == "timed out":
            self.mute = True
        elif fault.way == "reply lost":
            self.lost = True
            super().process_command(cmd, *args, **kwargs)
        elif cmd == "STOR":
            self.breaks = True
            super().process_command(cmd, *args, **kwargs)
        else:
            self.close()

    def respond(self, resp: str, *args: Any, **kwargs: Any) -> None:
        if self.mute:
            return
        if self.lost and not resp.startswith("1"):
            self.close()
            return
        super().respond(resp, *args, **kwargs)
