"""A request with limits for its time and the size of its answer, whatever the server does."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Any, Self

import httpx2

LARGEST = 4 * 2**20
"""At most this many bytes of an answer are read: hundreds of captions; parsed as JSON they may take 30 times that."""

PLAIN = {"Accept-Encoding": "identity"}
"""Headers that ask for uncompressed answers."""


class TooLarge(httpx2.TransportError):
    """The answer is longer than LARGEST."""


class Packed(httpx2.TransportError):
    """The answer is compressed although that was not asked for; its real size cannot be known beforehand."""


def ask(client: httpx2.Client, method: str, path: str, seconds: float, body: object = None) -> httpx2.Response:
    """The complete answer to one request, with its body read.

    Raises httpx2.ReadTimeout if it is not complete after this many seconds in all, even if the server sends a byte now
    and then; TooLarge if it is longer than LARGEST; Packed if it is compressed; other errors as httpx2 raises them.
    """
    with _Deadline(seconds) as deadline:
        try:
            with client.stream(method, path, json=body, extensions={"trace": deadline.trace}) as response:
                content = _content(response)
        except httpx2.TransportError as error:
            if deadline.passed:
                raise httpx2.ReadTimeout(f"no answer within {seconds:g} s") from error
            raise
        if deadline.passed:  # an answer of unknown length looks complete where it was cut
            raise httpx2.ReadTimeout(f"no answer within {seconds:g} s")
    # The character set that a server states is ignored: some of Python's decoders take for ever, and JSON is UTF-8.
    kept = {name: value for name, value in response.headers.items() if name.lower() == "retry-after"}
    return httpx2.Response(response.status_code, headers=kept, content=content, request=response.request)


def _content(response: httpx2.Response) -> bytes:
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity"):
        raise Packed(f"the answer is packed ({packed[:20]}), which was not asked for; turn that off on the server")
    read = bytearray()
    for part in response.iter_raw(2**16):
        read += part
        if len(read) > LARGEST:
            raise TooLarge(f"the answer is larger than {LARGEST // 2**20} MiB")
    return bytes(read)


class _Deadline:
    """Closes the connection of a request when its time is up; httpx2's own timeouts limit only a single read."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._close)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Learn the connection's socket from httpx2, which reports each new connection."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.passed:
                self._close()

    def _close(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
