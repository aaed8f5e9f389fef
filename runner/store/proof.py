"""Verifies that a file of the evidence is as it was written, by the SHA-256 recorded at that time."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path

from runner.errors import EnvError
from runner.messages import Message, say
from runner.original import identify
from runner.store import sealed

_Seen = tuple[int, int, int, int]
_known: dict[_Seen, str] = {}
"""Hashes of files that this process has read.

A hard link is the same file: the ctime is not compared, because a new link changes it.
"""


class DamagedEvidence(EnvError):
    """A file of a run is missing, or not as it was written: nothing in it is used."""


def damaged(path: Path, run: Path) -> DamagedEvidence:
    """The exception to raise for this file of the run."""
    said = say("evidence.damaged", path=str(path)) if path.is_file() else say("evidence.gone", path=str(path))
    return DamagedEvidence(said, again(run))


def again(run: Path) -> Message:
    """A message with the command that computes again what a run, or a sweep, has lost."""
    parent = run.resolve().parent
    sweep = parent if parent.parent.parent.name == "sweeps" else run
    for path in (sweep / "sweep.json", run / "run.json"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            return say("evidence.again", command=str(sealed.loaded(path.read_text("utf-8"))["command"]))
    return say("evidence.again", command=f"runner set={shlex.quote(parent.name)}")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, 64 hex digits. An unchanged file that this process has hashed is not read again.

    Raises OSError if it cannot be read.
    """
    about = os.stat(path)  # noqa: PTH116 - called for every part of a run
    seen = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
    if seen not in _known:
        found = identify(path)
        if not found.stamp:  # written just now: a later write could have the same time
            return found.sha256.hex()
        _known[seen] = found.sha256.hex()
    return _known[seen]


def is_as_written(path: Path, sha256: str) -> bool:
    """True if the file exists and its SHA-256 is this one, or begins with it."""
    try:
        return sha256_of(path).startswith(sha256)
    except OSError:
        return False
