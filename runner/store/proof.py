"""Proof that a file of the evidence is as it was written: its SHA-256, held against the one that was noted then."""

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
"""Hashes of files that this process has read. A link is the same file: the time of the inode, which a new one changes,
does not count."""


class DamagedEvidence(EnvError):
    """A file of a run is not as it was written, or gone: nothing of it is used."""


def damaged(path: Path, run: Path) -> DamagedEvidence:
    """What to raise for this file of the run."""
    said = say("evidence.damaged", path=str(path)) if path.is_file() else say("evidence.gone", path=str(path))
    return DamagedEvidence(said, again(run))


def again(run: Path) -> Message:
    """What computes again what a run, or a sweep, has lost: its own command."""
    parent = run.resolve().parent
    sweep = parent if parent.parent.parent.name == "sweeps" else run
    for path in (sweep / "sweep.json", run / "run.json"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            return say("evidence.again", command=str(sealed.loaded(path.read_text("utf-8"))["command"]))
    return say("evidence.again", command=f"runner set={shlex.quote(parent.name)}")


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, 64 hex digits; a file that this process has hashed and that has not changed is not read again.

    OSError when it cannot be read.
    """
    about = os.stat(path)  # noqa: PTH116 - asked of every part of a run
    seen = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
    if seen not in _known:
        found = identify(path)
        if not found.stamp:  # written just now: a later write could bear the same time
            return found.sha256.hex()
        _known[seen] = found.sha256.hex()
    return _known[seen]


def is_as_written(path: Path, sha256: str) -> bool:
    """Whether a file is there with the bytes of this SHA-256, or of one that begins so."""
    try:
        return sha256_of(path).startswith(sha256)
    except OSError:
        return False
