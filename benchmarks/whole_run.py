"""Measures how much of a whole run is spent inside the captioner's model, and where the rest goes.

`python benchmarks/whole_run.py [PHOTOS]`. One run over 200 photos, unless a number is given, with the packaged SmolLM2:
intake, pictures and figures, classifier, facts, captions, check, repair, report. Bound: at least 93 % of the wall time
of the command, from start to end.

The time inside the model comes from the rows of the answers: the wall time of llama.cpp from reading a prompt to its
last token. The rest is measured from outside: the time until the model's process has mapped the weights, the time in
which it is idle, and the time after its last activity. Processor time is printed too, for that process and for all: on
a shared machine, other programs prolong what comes before the model more than the model itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import sweep
import tree_memory

BOUND = 0.93
EVERY_S = 0.05
WEIGHTS = "SmolLM2"
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Phases:
    """Seconds of a command, by the activity of the process that has the weights."""

    before: float = 0.0
    busy: float = 0.0
    idle: float = 0.0
    after: float = 0.0
    model: float = 0.0  # processor time of the process with the weights
    whole: float = 0.0  # processor time of all processes


def watched(command: list[str], folder: Path) -> tuple[float, Phases]:
    """Wall seconds of the command, and its phases."""
    since, phases, model, ticks = time.perf_counter(), Phases(), 0, 0
    children = os.times()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    at = since
    while process.poll() is None:
        time.sleep(EVERY_S)
        at, passed = time.perf_counter(), time.perf_counter() - at
        model = model or next(filter(_has_weights, tree_memory.tree(process.pid)), 0)
        now = _ticks(model) if model else 0
        if not model:
            phases.before += passed
        elif now > ticks:
            phases.busy, phases.idle, phases.after = phases.busy + passed, phases.idle + phases.after, 0.0
        else:
            phases.after += passed
        ticks = max(now, ticks)
    assert process.returncode in (0, 1), process.returncode
    ended = os.times()
    phases.whole = ended.children_user + ended.children_system - children.children_user - children.children_system
    phases.model = ticks / _TICKS
    return time.perf_counter() - since, phases


def _has_weights(pid: int) -> bool:
    try:
        return WEIGHTS in Path(f"/proc/{pid}/maps").read_text()
    except OSError:  # it is gone
        return False


def _ticks(pid: int) -> int:
    """Processor time of a process so far, in clock ticks; 0 if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        sweep.make_photos(root / "photos", count)
        places = [f"set.source={root / 'photos'}", f"paths.runs={root / 'runs'}"]
        command = [sys.executable, "-m", "runner", "set=travel", "caption=smollm2", *sweep.CONTEXT, *places]
        seconds, phases = watched(command, root)
        stage, alone = sweep.model_time((root / "runs" / "travel" / "latest").resolve())
    print(
        f"{count} photos in {seconds:.1f} s: inside the model {alone:.1f} s, {alone / seconds:.1%}"
        f" (bound: {BOUND:.0%}); load {os.getloadavg()[0]:.1f}"
    )
    print(
        f"stage caption and answers of repair {stage:.1f} s; before the weights are mapped {phases.before:.1f} s,"
        f" their process busy {phases.busy:.1f} s, idle {phases.idle:.1f} s, after it {phases.after:.1f} s"
    )
    print(
        f"processor time {phases.whole:.1f} s, of the process with the weights {phases.model:.1f} s,"
        f" {phases.model / phases.whole:.1%}"
    )


if __name__ == "__main__":
    main()
