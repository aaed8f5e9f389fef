"""Files on an FTP server, with TLS unless the configuration says otherwise.

ftputil creates folders and reads the listings of servers without MLSD. Transfers use the underlying ftplib session,
because ftputil compares no sizes (MLST, SIZE) and opens a second connection for each transfer.
"""

from __future__ import annotations

import contextlib
import ftplib
import re
import socket
import ssl
import warnings
from collections.abc import Callable, Iterator, Mapping

with warnings.catch_warnings():
    # The warning is about sessions that ftputil creates itself; ours sets UTF-8.
    warnings.simplefilter("ignore", DeprecationWarning)
    import ftputil
    import ftputil.error

from runner.errors import TransferError
from runner.messages import say
from runner.publishing.failures import of_transfer
from runner.publishing.ftp_session import connected
from runner.publishing.options import FtpOptions
from runner.publishing.paths import beside, folder_of
from runner.publishing.place import Listed

_NETWORK = (OSError, EOFError, ftplib.Error)
_BLOCK = 256 * 1024
_ABSENT = "550"
_EMPTY = ("450", "550")
"""Answers of some servers if a folder to be listed is empty or does not exist."""
_CLOSING = re.compile(r"4(21|25|26)")
_NOT_KNOWN = ("500", "501", "502", "504")


class FtpServer:
    """Files below `root` on a server. Creating one connects and logs in; raises PublishError if that fails."""

    def __init__(self, root: str, options: FtpOptions, spend: Callable[[int], None] = lambda _: None) -> None:
        self._root, self._host, self._spend = root.rstrip("/"), options.host, spend
        self._made: set[str] = set()
        self._in_bytes = False
        self._has_mlst = True
        with self._explained():
            self._session = connected(options)
            # ftputil asks for a session when it is created; it gets this one and never needs a second.
            self._ftputil = ftputil.FTPHost(session_factory=lambda: self._session)

    def put(self, path: str, data: bytes) -> None:
        """Upload a file."""
        with self._explained():
            self._make_folder(folder_of(path))
            self._want_bytes()
            with self._session.transfercmd(f"STOR {self._full(path)}") as data_connection:
                self._send(data, data_connection)
            self._session.voidresp()

    def look(self, path: str) -> Listed | None:
        """Return a single file by MLST, which agrees with MLSD, else by SIZE and MDTM; None if there is none."""
        with self._explained():
            seen = self._by_mlst(path)
            if seen is not None:
                return seen
            size = self._size(path)
            return None if size is None else Listed(size, self._modified(self._full(path)))

    def rename(self, path: str, to: str) -> None:
        """Rename a file, replacing an existing one. The server is expected to keep its modification time.

        That is not checked, which would cost a round trip for every file: if the time does change, the next plan reads
        the file once.
        """
        with self._explained():
            try:
                self._session.rename(self._full(path), self._full(to))
            except ftplib.error_perm:
                # Some servers (IIS) do not rename onto a file that exists.
                if self._size(path) is None or self._size(to) is None:
                    raise
                self._session.delete(self._full(to))
                self._session.rename(self._full(path), self._full(to))

    def read(self, path: str) -> bytes:
        """Download a file."""
        blocks: list[bytes] = []
        with self._explained():
            self._session.retrbinary(f"RETR {self._full(path)}", blocks.append, _BLOCK)
        return b"".join(blocks)

    def files(self, folder: str) -> dict[str, Listed]:
        """Return all files of a folder by name, by MLSD, else by LIST.

        Most servers give stamps in seconds: a file that is replaced by one of the same size within the second in which
        it was written looks unchanged. A server with neither MLSD nor MDTM gives no stamps.
        """
        self._in_bytes = False  # a listing is text
        with self._explained():
            try:
                listing = list(self._session.mlsd(self._full(folder) or ".", ["type", "size", "modify"]))
            except (ftplib.error_perm, ftplib.error_temp) as error:
                if str(error)[:3] in _NOT_KNOWN:
                    return self._by_list(folder)
                if str(error)[:3] in _EMPTY:
                    return {}
                raise
        files = [(name, facts) for name, facts in listing if facts.get("type", "").lower() == "file"]
        return {name: _listed(facts) for name, facts in files}

    def remove(self, path: str) -> None:
        """Remove a file if it exists, and then its parent folders as long as they are empty."""
        with self._explained():
            try:
                self._session.delete(self._full(path))
            except ftplib.error_perm as error:
                if not str(error).startswith(_ABSENT) or self._size(path) is not None:
                    raise
            self._remove_empty(folder_of(path))

    def close(self) -> None:
        """Log out. A connection that is already lost is not an error."""
        with contextlib.suppress(*_NETWORK, ftputil.error.FTPError):
            self._ftputil.close()

    def _want_bytes(self) -> None:
        """Switch to binary mode once. ftplib's storbinary does so for each file, which is a seventh of its commands."""
        if not self._in_bytes:
            self._session.voidcmd("TYPE I")
            self._in_bytes = True

    def _send(self, data: bytes, connection: socket.socket) -> None:
        whole = memoryview(data)
        for at in range(0, len(data), _BLOCK):
            block = whole[at : at + _BLOCK]
            self._spend(len(block))
            connection.sendall(block)
        if isinstance(connection, ssl.SSLSocket):
            connection.unwrap()

    def _full(self, path: str) -> str:
        return f"{self._root}/{path}" if self._root and path else self._root or path

    def _make_folder(self, folder: str) -> None:
        if folder in self._made:
            return
        full = self._full(folder)
        self._in_bytes = False  # ftputil may list
        if full:
            self._ftputil.makedirs(full, exist_ok=True)
        self._made.add(folder)

    def _remove_empty(self, folder: str) -> None:
        """Remove a folder and its parents until the server refuses because one is not empty."""
        with contextlib.suppress(ftplib.error_perm):
            while folder:
                self._session.rmd(self._full(folder))
                self._made.discard(folder)
                folder = folder_of(folder)

    def _by_mlst(self, path: str) -> Listed | None:
        """Look up a file by MLST. None also if the answer lacks what MLSD would give."""
        if not self._has_mlst:
            return None
        try:
            said = self._session.sendcmd(f"MLST {self._full(path)}").splitlines()[1]
        except ftplib.error_perm as error:
            self._has_mlst = str(error)[:3] not in _NOT_KNOWN
            return None
        except IndexError:
            return None
        facts = (fact.partition("=") for fact in said.lstrip().partition(" ")[0].split(";"))
        known = {name.lower(): value for name, _, value in facts}
        told = known.get("type", "").lower() == "file" and {"size", "modify"} <= known.keys()
        return _listed(known) if told else None

    def _size(self, path: str) -> int | None:
        """Bytes of a file as the server counts them; None if there is no file. Uses LIST if the server has no SIZE."""
        try:
            self._want_bytes()
            return int(self._session.sendcmd(f"SIZE {self._full(path)}")[3:])
        except ftplib.error_perm as error:
            if str(error).startswith(_ABSENT):
                return None
            if str(error)[:3] not in _NOT_KNOWN:
                raise
        return self._size_without_asking(path)

    def _size_without_asking(self, path: str) -> int | None:
        """Bytes of a file by LIST. A file that is not listed, such as one with a leading dot, is read and counted."""
        self._in_bytes = False  # a listing is text
        listed = self._by_list(folder_of(path)).get(path.rpartition("/")[2])
        if listed is not None:
            return listed.bytes
        try:
            blocks: list[int] = []
            self._session.retrbinary(f"RETR {self._full(path)}", lambda block: blocks.append(len(block)), _BLOCK)
            return sum(blocks)
        except ftplib.error_perm as error:
            if str(error).startswith(_ABSENT):
                return None
            raise

    def _by_list(self, folder: str) -> dict[str, Listed]:
        """Files of a folder by LIST, which every server has, with sizes as ftputil parses them."""
        full = self._full(folder) or self._ftputil.curdir
        self._ftputil.stat_cache.clear()  # files were changed through the underlying session
        try:
            if not self._ftputil.path.isdir(full):
                return {}
            names = self._ftputil.listdir(full)
        except ftputil.error.FTPOSError as error:
            if _said(error)[:3] in _EMPTY:
                return {}
            raise
        paths = {name: beside(f"{full}/x", name) for name in names}
        files = {name: path for name, path in paths.items() if self._ftputil.path.isfile(path)}
        return {name: Listed(self._ftputil.path.getsize(path), self._modified(path)) for name, path in files.items()}

    def _modified(self, full: str) -> str | None:
        """A file's time by MDTM in seconds, as LIST gives minutes or, for old files, the day; None without MDTM.

        Some servers answer in local time: when their clocks change, all files get other stamps and are read again.
        """
        try:
            return self._session.voidcmd(f"MDTM {full}").partition(" ")[2].strip()
        except ftplib.error_perm:
            return None

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except ftputil.error.FTPError as error:  # some of them are OSErrors too
            cause = error.__cause__
            if isinstance(cause, _NETWORK):
                raise of_transfer(cause, self._host) from error
            raise self._refused(error) from error
        except _NETWORK as error:
            raise of_transfer(error, self._host) from error

    def _refused(self, error: ftputil.error.FTPError) -> TransferError:
        """Convert an error that ftputil found by itself, such as a folder that cannot be entered or created."""
        said = str(error).partition("\n")[0]
        if _CLOSING.match(said):
            return of_transfer(error, self._host)
        return TransferError(say("target.answers", host=self._host, reason=said))


def _said(error: ftputil.error.FTPOSError) -> str:
    """The server's answer as ftputil passes it on."""
    return str(error.__cause__ or error)


def _listed(facts: Mapping[str, str]) -> Listed:
    """Convert facts of MLSD or MLST: both give the time in the same format, in UTC (RFC 3659)."""
    return Listed(int(facts["size"]), facts.get("modify"))
