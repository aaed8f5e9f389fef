"""`sweep.json`: which variants a sweep has, and how far each has come."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from runner.evidence import write_atomically
from runner.reports.runfile import State

_NAME = "sweep.json"


@dataclass(frozen=True)
class Variant:
    """One combination of the values that the sweep varies: one run."""

    number: int  # its place in the sweep, from 0
    name: str  # what makes it differ from the others: caption=smollm2 repair=off
    overrides: Sequence[str]  # all options of its run, as Hydra takes them
    run: str | None = None  # its run's folder below the sweep's; null until it began
    state: State | None = None  # how that run stands; null until it began
    error: str | None = None  # why it did not finish
    objective: float | None = None  # share of its photos ready without a person's edit; null until finished


@dataclass(frozen=True)
class SweepFile:
    """The content of `sweep.json`."""

    sweep_id: str
    set: str
    state: State
    command: str  # as typed
    started_at: str  # UTC, ISO 8601
    variants: Sequence[Variant] = ()
    finished_at: str | None = None  # UTC, ISO 8601; null while running, or when it was killed
    pid: int = field(default_factory=os.getpid)  # of the process that starts the variants
    host: str = field(default_factory=socket.gethostname)

    def with_variant(self, variant: Variant) -> SweepFile:
        """The same sweep with this variant in the place of the one of its number."""
        others = [each for each in self.variants if each.number != variant.number]
        return replace(self, variants=tuple(sorted([*others, variant], key=lambda each: each.number)))

    def ended(self, state: State) -> SweepFile:
        """The same sweep, ended now."""
        return replace(self, state=state, finished_at=datetime.now(UTC).isoformat())


def write(sweep: Path, file: SweepFile) -> None:
    """Put `sweep.json` into the sweep's folder."""
    text = json.dumps(asdict(file), indent=2, ensure_ascii=False)
    write_atomically(sweep / _NAME, lambda temporary: temporary.write_text(text, "utf-8"))


def read(sweep: Path) -> SweepFile | None:
    """The file of a sweep; None when the folder has none, or a damaged one."""
    try:
        content = json.loads((sweep / _NAME).read_text("utf-8"))
        variants = tuple(Variant(**each) for each in content.pop("variants"))
        return SweepFile(**content, variants=variants)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def find(runs: Path) -> list[Path]:
    """Folders of all sweeps below the runs folder, newest first."""
    found = [path.parent for path in runs.glob(f"sweeps/*/*/{_NAME}")]
    return sorted(found, key=lambda sweep: sweep.name, reverse=True)
