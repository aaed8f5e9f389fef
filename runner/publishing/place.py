"""Where files stand: what a folder and an FTP server have in common, and how a file gets there."""

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
    stamp: str | None  # when it was written last, as the place says it in every listing; None when it does not


class Place(Protocol):
    """Files by path below a root. Methods raise PublishError; one connection, for one thread."""

    def put(self, path: str, data: bytes) -> None:
        """Write a file in a folder that is made when it is absent; what had the name is overwritten."""

    def look(self, path: str) -> Listed | None:
        """A file by itself, as `files` lists it; None when there is none."""

    def rename(self, path: str, to: str) -> Listed | None:
        """Give a file its name, in place of what had it; how it is listed from now on, None where it is as before."""

    def read(self, path: str) -> bytes:
        """What a file holds."""

    def files(self, folder: str) -> dict[str, Listed]:
        """All files of a folder by name; empty when there is no such folder."""

    def remove(self, path: str) -> None:
        """Remove a file if it is there, and its folder if that is empty then."""

    def close(self) -> None:
        """End the connection."""


Open = Callable[[str, Mapping[str, object]], Place]
Opener = TypeVar("Opener", bound=Open)

PLACES: Registry[Open] = Registry("place")
"""What opens the places that plug-ins bring."""


def place_kind(name: str) -> Callable[[Opener], Opener]:
    """Register what opens the place of `publish.place.kind=NAME` from `publish.root` and the place's settings."""

    def register(opens: Opener) -> Opener:
        PLACES.add(name, opens, opens.__module__)
        return opens

    return register


def deliver(place: Place, path: str, temporary: str, data: bytes, read_back: bool) -> str | None:
    """Bring a file to its path so that nobody ever sees half of it; returns its stamp. Doing it again changes nothing.

    It is written under `temporary`, its size compared, read back when asked, then renamed.
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
    """Whether this path belongs to the share that is read back; the same paths every time."""
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:4]) < share * 2**32


class BandwidthLimit:
    """A limit of bytes a second over all threads."""

    def __init__(self, megabytes_s: float | None) -> None:
        self._seconds_a_byte = 1e-6 / megabytes_s if megabytes_s else 0.0
        self._free_at, self._lock = 0.0, threading.Lock()

    def spend(self, size: int) -> None:
        """Wait until these bytes may go."""
        if not self._seconds_a_byte:
            return
        with self._lock:
            begin = max(self._free_at, time.monotonic())
            self._free_at = begin + size * self._seconds_a_byte
        time.sleep(max(0.0, begin - time.monotonic()))
