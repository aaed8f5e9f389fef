"""`progress.json` in a run's folder: what an observer needs to know about a run, and how far an ended one came.

It is written about once a second and read by observers: the window, `runner runs list`. Nothing depends on it: it is
not evidence, it is not hashed, and a run is the same without it.
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
"""The state of a photo once its texts are written: the gate's outcome, unless another photo's texts change it."""


@dataclass(frozen=True, slots=True)
class StageProgress:
    """The progress of one stage."""

    name: str  # of the node in the graph
    done: int  # photos that came out of it in this run, including those that failed
    failed: int  # of these
    todo: int  # photos that it still has to process, at most
    reused: int  # photos with results from earlier runs
    per_s: float | None  # photos per second; null while too few are done
    seconds_left: float | None  # at this rate
    finished: bool  # nothing is left for it

    @property
    def total(self) -> int:
        """Photos of this run at this stage, without those that were reused."""
        return self.done + self.todo


@dataclass(frozen=True, slots=True)
class Writer:
    """What writes the texts, and what it runs on."""

    model: str
    device: str | None  # with the number of threads or layers, as in the evidence; null if no model runs here
    weights: str | None  # architecture, size, quantisation
    memory_mb: float | None  # the most memory that its process has used
    tokens_per_s: float | None  # tokens written per second, over all photos of this run
    sees: bool  # whether it looks at the pictures


@dataclass(frozen=True, slots=True)
class Through:
    """One photo that has its texts or has failed."""

    item_id: str
    file: str  # path of the original
    picture: str | None  # its thumbnail below the renditions folder; null if there is none
    fate: Fate
    caption: str | None
    why: Message | None  # the first error in its texts, or why it failed


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
    """The progress of a run."""

    at: float  # seconds since the epoch when this was written
    doing: Literal["files", "stages", "publishing"]
    files: tuple[int, int] = (0, 0)  # identified, and in total
    photos: int = 0  # in the run
    left: int = 0  # of these, photos that are not through every stage yet
    seconds_left: float | None = None  # for the whole run; null while it is unknown
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
    """Write `progress.json` into the run's folder, completely or not at all; errors of the disk are ignored."""
    path = run / _NAME
    temporary = path.with_name(f"{_NAME}.{os.getpid()}.tmp")
    try:
        # Nothing depends on it, so it is not flushed to disk.
        temporary.write_text(json.dumps(asdict(progress), ensure_ascii=False), "utf-8")
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def read(run: Path) -> Progress | None:
    """How far a run is, or came; None if it wrote no progress, or another version wrote it."""
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
