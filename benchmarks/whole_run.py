"""How much of a whole run is spent inside the captioner's model, and where the rest goes.

`python benchmarks/whole_run.py [PHOTOS]`. One run over so many photos, 200 unless told otherwise, with the packaged
SmolLM2: intake, pictures and figures, classifier, facts, captions, check, repair, report. Bound: at least 93 % of the
wall time of the command, from its start to its end.

Inside the model is what the rows say of each answer: wall time of llama.cpp from reading a prompt to its last token.
The rest is told from outside: what passes before the model's process has the weights mapped, while it does nothing,
and after it did something for the last time. Processor time is told too, of that process and of all: on a machine that
is shared, others lengthen what passes before the model more than what the model takes.
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
    """Seconds of a command, by what the process with the weights did."""

    before: float = 0.0
    busy: float = 0.0
    idle: float = 0.0
    after: float = 0.0
    model: float = 0.0  # of processor, of the process with the weights
    whole: float = 0.0  # of processor, of all processes


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
    """Processor time that a process has taken; 0 when it is gone."""
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
