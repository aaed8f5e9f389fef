"""`sweep.json`: the variants of a sweep, and how far each has come."""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from runner.errors import EnvError
from runner.store import runfile, sealed
from runner.store.atomic import write_atomically
from runner.store.runfile import State

_NAME = "sweep.json"
_LOCK = ".lock"


@dataclass(frozen=True)
class Variant:
    """One combination of the values that the sweep varies: one run."""

    number: int  # its position in the sweep, from 0
    name: str  # how it differs from the others: caption=smollm2 repair=off
    overrides: Sequence[str]  # all options of its run, as Hydra takes them
    run: str | None = None  # its run's folder below the sweep's; null until it started
    state: State | None = None  # the state of that run; null until it started
    error: str | None = None  # why it did not finish
    objective: float | None = None  # share of its photos ready without a person's edit; null until finished
    exit_code: int | None = None  # the exit code that its run alone would have had; null until it ended

    @property
    def options(self) -> frozenset[str]:
        """Its overrides regardless of their order: variants with the same options are the same."""
        return frozenset(self.overrides)


@dataclass(frozen=True)
class SweepFile:
    """The content of `sweep.json`."""

    sweep_id: str
    set: str
    state: State
    command: str  # as typed
    started_at: str  # UTC, ISO 8601
    variants: Sequence[Variant] = ()
    finished_at: str | None = None  # UTC, ISO 8601; null while running, or if it was killed
    pid: int = field(default_factory=os.getpid)  # of the process that starts the variants
    host: str = field(default_factory=socket.gethostname)
    cwd: str = field(default_factory=os.getcwd)  # where it was started: relative paths of its command start there

    def with_variant(self, variant: Variant) -> SweepFile:
        """The same sweep with this variant in place of the one with its number."""
        others = [each for each in self.variants if each.number != variant.number]
        return replace(self, variants=tuple(sorted([*others, variant], key=lambda each: each.number)))

    def over(self) -> SweepFile:
        """The same sweep after every variant had its turn: finished only if all of them are."""
        states = {each.state for each in self.variants}
        if states <= {"finished"}:
            return self.ended("finished")
        return self.ended("stopped" if states <= {"finished", "stopped"} else "failed")

    def ended(self, state: State) -> SweepFile:
        """The same sweep, ended now."""
        return replace(self, state=state, finished_at=datetime.now(UTC).isoformat())


def write(sweep: Path, file: SweepFile) -> None:
    """Write `sweep.json` into the sweep's folder."""
    text = sealed.dumped(asdict(file))
    write_atomically(sweep / _NAME, lambda temporary: temporary.write_text(text, "utf-8"))


def read(sweep: Path) -> SweepFile | None:
    """The file of a sweep; None if the folder has none, or a damaged one.

    A sweep whose process is gone has the state `killed`; variants that were running then have the state in their
    run.json.
    """
    file = _load(sweep)
    if file is None or file.state != "running" or file.host != socket.gethostname() or runfile.alive(file.pid):
        return file
    return replace(file, state="killed", variants=tuple(_as_left(sweep, each) for each in file.variants))


def variants(runs: Path) -> dict[str, str]:
    """The names of all variants below the runs folder, by run id."""
    files = [file for sweep in find(runs) if (file := read(sweep))]
    return {each.run: each.name for file in files for each in file.variants if each.run}


@contextmanager
def locked(sweep: Path) -> Iterator[None]:
    """Lock the sweep's file against other processes. The lock is released when its process ends."""
    with (sweep / _LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def update(sweep: Path, change: Callable[[SweepFile], SweepFile]) -> SweepFile:
    """Change the sweep's file, even while other processes do; returns the new content.

    Raises EnvError if it is damaged or missing.
    """
    with locked(sweep):
        file = _load(sweep)
        if file is None:
            raise EnvError(f"{sweep / _NAME} is damaged or gone.", "Its runs are kept: start the sweep again.")
        changed = change(file)
        write(sweep, changed)
    return changed


def find(runs: Path) -> list[Path]:
    """Folders of all sweeps below the runs folder, newest first."""
    found = [path.parent for path in runs.glob(f"sweeps/*/*/{_NAME}")]
    return sorted(found, key=lambda sweep: sweep.name, reverse=True)


def take_over(sweep: Path, listed: Sequence[Variant]) -> bool:
    """Claim an interrupted sweep; returns False if another process has it, or if nothing is left to do.

    Its variants are then those of `listed`, where finished ones stay finished. Without a list, as for a sweeper that
    decides as it goes, only the finished variants stay.
    """
    with locked(sweep):
        file = read(sweep)
        if file is None or file.state in ("running", "finished"):
            return False
        kept = {each.options: each for each in file.variants if each.state == "finished"}
        variants = [replace(kept.get(each.options, each), number=each.number) for each in listed]
        mine = replace(file, state="running", finished_at=None, pid=os.getpid(), host=socket.gethostname())
        write(sweep, replace(mine, variants=tuple(variants or kept.values())))
    return True


def _load(sweep: Path) -> SweepFile | None:
    try:
        content = sealed.loaded((sweep / _NAME).read_text("utf-8"))
        variants = tuple(Variant(**{**each, "overrides": tuple(each["overrides"])}) for each in content.pop("variants"))
        return SweepFile(**content, variants=variants)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _as_left(sweep: Path, variant: Variant) -> Variant:
    if variant.state != "running":
        return variant
    run = runfile.read(sweep / variant.run) if variant.run else None
    return replace(variant, state=run.state if run else "killed")
