"""Places for files: what a folder and an FTP server have in common, and how a file is delivered."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from runner.errors import TransferError
from runner.messages import say
from runner.registry import Registry


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as its place lists it."""

    bytes: int
    stamp: str | None  # when it was last written, as the place gives it in every listing; None if it does not


class Place(Protocol):
    """Files by path below a root, over one connection for one thread. Methods raise PublishError."""

    def put(self, path: str, data: bytes) -> None:
        """Write a file, creating its folder if needed and overwriting an existing file."""

    def look(self, path: str) -> Listed | None:
        """Return a single file as `files` lists it; None if there is none."""

    def rename(self, path: str, to: str) -> Listed | None:
        """Rename a file, replacing an existing one; returns how it is listed from now on, None if that is unchanged."""

    def read(self, path: str) -> bytes:
        """Return the content of a file."""

    def files(self, folder: str) -> dict[str, Listed]:
        """Return all files of a folder by name; empty if there is no such folder."""

    def remove(self, path: str) -> None:
        """Remove a file if it exists, and its folder if that is then empty."""

    def close(self) -> None:
        """Close the connection."""


Open = Callable[[str, Mapping[str, object]], Place]
Opener = TypeVar("Opener", bound=Open)

PLACES: Registry[Open] = Registry("place")
"""Functions that open the places of plug-ins, by kind."""


def place_kind(name: str) -> Callable[[Opener], Opener]:
    """Register the function that opens `publish.place.kind=NAME`; it gets `publish.root` and the place's settings."""

    def register(opens: Opener) -> Opener:
        PLACES.add(name, opens, opens.__module__)
        return opens

    return register


def deliver(place: Place, path: str, temporary: str, data: bytes, read_back: bool) -> str | None:
    """Write a file to its path atomically and idempotently; returns its stamp.

    It is written to `temporary`, its size compared, its content read back if asked, and then renamed. Raises
    TransferError if size or content differ.
    """
    place.put(temporary, data)
    arrived = place.look(temporary)
    if arrived is None or arrived.bytes != len(data):
        raise TransferError(
            say("target.short_transfer", path=path, arrived=arrived.bytes if arrived else 0, sent=len(data))
        )
    if read_back and place.read(temporary) != data:
        raise TransferError(say("target.read_back", path=path))
    return (place.rename(temporary, path) or arrived).stamp


def chosen(path: str, share: float) -> bool:
    """Whether this path belongs to the share that is read back. The same paths are chosen every time."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:4]) < share * 2**32


class BandwidthLimit:
    """A limit of bytes per second, shared by all threads."""

    def __init__(self, megabytes_s: float | None) -> None:
        self._seconds_a_byte = 1e-6 / megabytes_s if megabytes_s else 0.0
        self._free_at, self._lock = 0.0, threading.Lock()

    def spend(self, size: int) -> None:
        """Wait until this many bytes may be sent."""
        if not self._seconds_a_byte:
            return
        with self._lock:
            begin = max(self._free_at, time.monotonic())
            self._free_at = begin + size * self._seconds_a_byte
        time.sleep(max(0.0, begin - time.monotonic()))
