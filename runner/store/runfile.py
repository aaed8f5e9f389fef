"""`run.json`: what a run is and how it ended; its figures come from the summary of its evidence."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from runner.store import sealed
from runner.store.atomic import write_atomically
from runner.store.proof import damaged, is_as_written, sha256_of

State = Literal["running", "finished", "stopped", "interrupted", "failed", "killed"]
"""How a run stands; `stopped` by its own budget."""
_NAME = "run.json"
FILES = (
    "sources.parquet", "rows.parquet", "left.parquet", "regression.parquet", "report.html", "manifest.json",
    ".hydra/config.yaml",
)  # fmt: skip
"""Files of a run, its parts apart, that are read after its end."""
_VERSIONS = (
    "photo-runner", "hydra-core", "omegaconf", "polars", "pyvips", "pyvips-binary", "exifread", "pyexiv2",
    "onnxruntime-gpu", "llama-cpp-python", "numpy",
)  # fmt: skip


@dataclass(frozen=True)
class RunFile:
    """The content of `run.json`."""

    run_id: str
    set: str
    graph: str
    state: State
    command: str  # as typed
    started_at: str  # UTC, ISO 8601
    finished_at: str | None = None  # UTC, ISO 8601; null while running, or when it was killed
    wall_s: float | None = None  # seconds from start to end
    error: str | None = None  # why it did not finish
    pid: int = field(default_factory=os.getpid)  # of the driver
    host: str = field(default_factory=socket.gethostname)
    captioner: Mapping[str, Any] | None = None  # what caption=auto chose and what it looked at; null: named by hand
    models: Mapping[str, str] = field(default_factory=dict)  # SHA-256 by model file name
    versions: Mapping[str, str] = field(default_factory=dict)  # of the libraries that shape results
    ignored: Mapping[str, int] = field(default_factory=dict)  # what was left out, by its name
    summary: Mapping[str, Any] | None = None  # figures computed from evidence; null until finished
    left: Mapping[str, int] | None = None  # of a stopped run: photos by stage that it did not come to
    computed: int | None = None  # photos that a stage worked on in this run; the others had results already
    cost: Mapping[str, Any] | None = None  # see `runner.reports.cost.Cost`; null without prices
    regression: Mapping[str, object] | None = (
        None  # see `runner.reports.over_time.regression`; null when held against nothing
    )
    published: Mapping[str, int] | None = None  # of a publish: photos by action, and `failed`
    target: Mapping[str, str] | None = None  # of a publish: the name of its target, and its `folder` here or its `url`
    files: Mapping[str, str] = field(
        default_factory=dict
    )  # SHA-256 of those of `FILES` that the run left when it ended
    folder: str | None = None  # the working directory of the command; null before version 0.2

    def ended(self, state: State, **changes: Any) -> RunFile:
        """The same run, ended now."""
        now = datetime.now(UTC)
        wall = (now - datetime.fromisoformat(self.started_at)).total_seconds()
        return replace(self, state=state, finished_at=now.isoformat(), wall_s=round(wall, 3), **changes)


def begin(run: Path, set_name: str, graph: str, command: str) -> RunFile:
    """The file of a run that starts now."""
    started = datetime.now(UTC).isoformat()
    return RunFile(run.name, set_name, graph, "running", command, started, versions=_versions(), folder=str(Path.cwd()))


def write(run: Path, file: RunFile) -> None:
    """Put `run.json` into the run's folder."""
    text = sealed.dumped(asdict(file))
    write_atomically(run / _NAME, lambda temporary: temporary.write_text(text, "utf-8"))


def with_files(run: Path, file: RunFile) -> RunFile:
    """The file of a run that has ended, with the hashes of what it left."""
    return replace(file, files={name: sha256_of(run / name) for name in FILES if (run / name).is_file()})


def proven(run: Path, name: str) -> Path:
    """The path of one of `FILES`, which is as the run left it, or which `run.json` does not note.

    DamagedEvidence when it is not, and when `run.json`, which would say so, is damaged itself.
    """
    path, known = run / name, _load(run)
    if known is None and (run / _NAME).is_file():
        raise damaged(run / _NAME, run)
    if known and name in known.files and not is_as_written(path, known.files[name]):
        raise damaged(path, run)
    return path


def read(run: Path) -> RunFile | None:
    """The file of a run; None when the folder has none. A run whose process is gone reads as killed."""
    file = _load(run)
    return replace(file, state="killed") if file and _is_gone(file) else file


def is_abandoned(run: Path) -> bool:
    """Whether the process of a run is gone and its file does not say so yet."""
    file = _load(run)
    return file is not None and _is_gone(file)


def bury(run: Path) -> bool:
    """Write into the file of a run whose process is gone that it was killed; False for any other run."""
    file = _load(run)
    if file is None or not _is_gone(file):
        return False
    write(run, replace(file, state="killed"))
    return True


def alive(pid: int) -> bool:
    """Whether this machine has a process of this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def find(runs: Path) -> list[Path]:
    """Folders of all runs below the runs folder, newest first, those of sweeps included."""
    found = [path.parent for pattern in ("*/*/run.json", "sweeps/*/*/*/run.json") for path in runs.glob(pattern)]
    return sorted({path.resolve() for path in found}, key=lambda run: run.name, reverse=True)


def _load(run: Path) -> RunFile | None:
    path = run / _NAME
    try:
        return RunFile(**sealed.loaded(path.read_text("utf-8"))) if path.is_file() else None
    except (ValueError, TypeError):
        return None  # damaged, or of another version


def _is_gone(file: RunFile) -> bool:
    """Of another machine's process nothing is known: it counts as alive."""
    return file.state == "running" and file.host == socket.gethostname() and not alive(file.pid)


def _versions() -> dict[str, str]:
    installed = {name: _version(name) for name in _VERSIONS}
    return {name: version for name, version in installed.items() if version}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
