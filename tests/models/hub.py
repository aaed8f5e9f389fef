"""A server with as much of the hub's protocol as a fetch needs, which can misbehave."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "a" * 40
NEWER = "b" * 40


@dataclass
class Hub:
    """The server's files, how it misbehaves, and what it was asked."""

    files: dict[str, bytes]
    commit: str = COMMIT
    repository: str = "some/model"
    address: str = ""
    cut_at: int | None = None  # byte of a file at which the connection is cut; all later requests get 503
    down: bool = False  # whether a connection was cut
    pause_s: float = 0.0  # after every 64 kB
    refusal: tuple[int, str] | None = None  # status and X-Error-Code of every answer
    stated_bytes: int | None = None  # a false size that it states
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)  # method, path, Range
    tokens: set[str | None] = field(default_factory=set)

    def ranges(self) -> list[str | None]:
        """The Range header of every GET."""
        return [wanted for method, _, wanted in self.asked if method == "GET"]


@contextmanager
def serve(hub: Hub) -> Iterator[Hub]:
    """Run the server on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        hub = self.hub
        hub.asked.append((self.command, self.path, self.headers.get("Range")))
        hub.tokens.add(self.headers.get("Authorization"))
        found = re.fullmatch(rf"/{hub.repository}/resolve/([^/]+)/(.+)", self.path)
        if hub.refusal:
            self._refuse(*hub.refusal)
        elif not found:
            self._refuse(404, "RepoNotFound")
        elif found[1] not in ("main", hub.commit):
            self._refuse(404, "RevisionNotFound")
        elif found[2] not in hub.files:
            self._refuse(404, "EntryNotFound")
        else:
            self._send(hub.files[found[2]], body)

    def _refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, content: bytes, body: bool) -> None:
        hub = self.hub
        start = int(re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "bytes=0-"))[1])  # type: ignore[index]
        if body and hub.down:
            self._refuse(503, "")
            return
        self.send_response(206 if start else 200)
        self.send_header("X-Repo-Commit", hub.commit)
        self.send_header("ETag", f'"{hashlib.sha256(content).hexdigest()}"')
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(hub.stated_bytes or len(content) - start))
        self.end_headers()
        if body:
            self._stream(content[start:], hub.cut_at)

    def _stream(self, content: bytes, most: int | None) -> None:
        for at in range(0, len(content), 2**16):
            chunk = content[at : at + 2**16]
            if most is not None and at + len(chunk) > most:
                self.wfile.write(chunk[: most - at])
                self.close_connection = self.hub.down = True
                return
            self.wfile.write(chunk)
            time.sleep(self.hub.pause_s)
