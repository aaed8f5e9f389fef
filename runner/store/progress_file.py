"""`progress.json` of a run's folder: what an observer needs of a run that is going, and how far an ended one came.

It is written about once a second and read by whoever looks on: the window, `runner runs list`. Nothing rests on it: it
is no evidence, it is not hashed, and a run is the same without it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from runner.messages import Message, restored

_NAME = "progress.json"

Fate = Literal["passed", "repaired", "blocked", "failed"]
"""How a photo stands when its texts are written: what the gate will say of it, unless another photo's texts decide."""


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How far one stage is."""

    name: str  # of the node in the graph
    done: int  # photos that came out of it in this run, those that failed included
    failed: int  # of these
    todo: int  # photos that it has before it, at most
    reused: int  # photos whose results earlier runs had
    per_s: float | None  # photos a second; null while too few are through to tell
    seconds_left: float | None  # at this rate
    finished: bool  # nothing is left for it

    @property
    def total(self) -> int:
        """Photos of this run at this stage, those that were reused left out."""
        return self.done + self.todo


@dataclass(frozen=True, slots=True)
class Writer:
    """What writes the texts, and on what."""

    model: str
    device: str | None  # with how many threads or layers, as evidence has it; null without a model here
    weights: str | None  # architecture, size, quantisation
    memory_mb: float | None  # the most that its process has held
    tokens_per_s: float | None  # written tokens a second, over all photos of this run
    sees: bool  # whether it looks at the pictures


@dataclass(frozen=True, slots=True)
class Through:
    """One photo whose texts are written, or that failed."""

    item_id: str
    file: str  # path of the original
    picture: str | None  # its thumbnail below the renditions folder; null when there is none
    fate: Fate
    caption: str | None
    why: Message | None  # the first error of its texts, or why it failed


@dataclass(frozen=True, slots=True)
class Failures:
    """Photos that failed at one stage for one reason."""

    stage: str
    kind: str  # the column error_kind
    count: int
    why: Message  # of the first of them
    file: str  # path of the first of them


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    at: float  # seconds since the epoch when this was written
    doing: Literal["files", "stages", "publishing"]
    files: tuple[int, int] = (0, 0)  # identified, of so many
    photos: int = 0  # that the run is about
    left: int = 0  # of these, photos that are not through every stage yet
    seconds_left: float | None = None  # over all; null while nobody can tell
    stages: tuple[StageProgress, ...] = ()  # in the order of the graph
    writer: Writer | None = None
    newest: tuple[Through, ...] = ()  # newest first
    fates: Mapping[str, int] | None = None  # photos of this run by fate, so far
    failures: tuple[Failures, ...] = ()  # most frequent first

    @property
    def done(self) -> int:
        """Photos that are through every stage."""
        return self.photos - self.left


def write(run: Path, progress: Progress) -> None:
    """Put `progress.json` into the run's folder, whole or not at all; a disk that refuses it is no reason to stop."""
    path = run / _NAME
    temporary = path.with_name(f"{_NAME}.{os.getpid()}.tmp")
    try:
        # Nothing rests on it, so nobody waits for the disk.
        temporary.write_text(json.dumps(asdict(progress), ensure_ascii=False), "utf-8")
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def read(run: Path) -> Progress | None:
    """How far a run is, or came; None when it did not say so, or in words of another version."""
    try:
        saved = json.loads((run / _NAME).read_text("utf-8"))
        return _progress(saved)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _progress(saved: Mapping[str, Any]) -> Progress:
    done, of = saved["files"]
    return Progress(**{
        **saved,
        "files": (done, of),
        "stages": tuple(StageProgress(**each) for each in saved["stages"]),
        "writer": Writer(**saved["writer"]) if saved["writer"] else None,
        "newest": tuple(Through(**{**each, "why": _message(each["why"])}) for each in saved["newest"]),
        "failures": tuple(Failures(**{**each, "why": _message(each["why"])}) for each in saved["failures"]),
    })  # fmt: skip


def _message(saved: Mapping[str, str] | None) -> Message | None:
    return restored(saved["id"], saved["arguments"], None) if saved else None
