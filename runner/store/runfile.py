"""`run.json`: what a run is and how it ended; its figures are computed from its evidence."""

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
"""The state of a run; `stopped` by its own budget."""
_NAME = "run.json"
FILES = (
    "sources.parquet", "rows.parquet", "left.parquet", "regression.parquet", "report.html", "manifest.json",
    ".hydra/config.yaml",
)  # fmt: skip
"""Files of a run, other than its parts, that are read after its end."""
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
    finished_at: str | None = None  # UTC, ISO 8601; null while running, or if it was killed
    wall_s: float | None = None  # seconds from start to end
    error: str | None = None  # why it did not finish
    pid: int = field(default_factory=os.getpid)  # of the driver
    host: str = field(default_factory=socket.gethostname)
    captioner: Mapping[str, Any] | None = None  # what caption=auto chose and why; null: chosen by the user
    models: Mapping[str, str] = field(default_factory=dict)  # SHA-256 by model file name
    versions: Mapping[str, str] = field(default_factory=dict)  # of the libraries that affect results
    ignored: Mapping[str, int] = field(default_factory=dict)  # files left out, by kind
    summary: Mapping[str, Any] | None = None  # figures computed from evidence; null until finished
    left: Mapping[str, int] | None = None  # of a stopped run: number of photos by stage that were not processed
    computed: int | None = None  # photos that a stage processed in this run; the others had results already
    cost: Mapping[str, Any] | None = None  # see `runner.reports.cost.Cost`; null without prices
    regression: Mapping[str, object] | None = (
        None  # see `runner.reports.over_time.regression`; null if there was no comparison
    )
    published: Mapping[str, int] | None = None  # of a publish: photos by action, and `failed`
    target: Mapping[str, str] | None = None  # of a publish: the name of its target, and its local `folder` or its `url`
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
    """The run file of a run that starts now."""
    started = datetime.now(UTC).isoformat()
    return RunFile(run.name, set_name, graph, "running", command, started, versions=_versions(), folder=str(Path.cwd()))


def write(run: Path, file: RunFile) -> None:
    """Write `run.json` into the run's folder."""
    text = sealed.dumped(asdict(file))
    write_atomically(run / _NAME, lambda temporary: temporary.write_text(text, "utf-8"))


def with_files(run: Path, file: RunFile) -> RunFile:
    """The run file of a run that has ended, with the hashes of the files that it left."""
    return replace(file, files={name: sha256_of(run / name) for name in FILES if (run / name).is_file()})


def proven(run: Path, name: str) -> Path:
    """The path of one of `FILES`, verified to be as the run left it, or not listed in `run.json`.

    Raises DamagedEvidence if it is not, or if `run.json` itself is damaged.
    """
    path, known = run / name, _load(run)
    if known is None and (run / _NAME).is_file():
        raise damaged(run / _NAME, run)
    if known and name in known.files and not is_as_written(path, known.files[name]):
        raise damaged(path, run)
    return path


def read(run: Path) -> RunFile | None:
    """The run file of a run; None if it is missing or damaged. A run whose process is gone has the state `killed`."""
    file = _load(run)
    return replace(file, state="killed") if file and _is_gone(file) else file


def is_abandoned(run: Path) -> bool:
    """True if the process of a run is gone and its file does not say so yet."""
    file = _load(run)
    return file is not None and _is_gone(file)


def bury(run: Path) -> bool:
    """Mark a run whose process is gone as killed in its file; returns False for any other run."""
    file = _load(run)
    if file is None or not _is_gone(file):
        return False
    write(run, replace(file, state="killed"))
    return True


def alive(pid: int) -> bool:
    """True if this machine has a process with this id."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def find(runs: Path) -> list[Path]:
    """Folders of all runs below the runs folder, newest first, including those of sweeps."""
    found = [path.parent for pattern in ("*/*/run.json", "sweeps/*/*/*/run.json") for path in runs.glob(pattern)]
    return sorted({path.resolve() for path in found}, key=lambda run: run.name, reverse=True)


def _load(run: Path) -> RunFile | None:
    path = run / _NAME
    try:
        return RunFile(**sealed.loaded(path.read_text("utf-8"))) if path.is_file() else None
    except (ValueError, TypeError):
        return None  # damaged, or of another version


def _is_gone(file: RunFile) -> bool:
    """A process of another machine cannot be checked: it counts as alive."""
    return file.state == "running" and file.host == socket.gethostname() and not alive(file.pid)


def _versions() -> dict[str, str]:
    installed = {name: _version(name) for name in _VERSIONS}
    return {name: version for name, version in installed.items() if version}


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
