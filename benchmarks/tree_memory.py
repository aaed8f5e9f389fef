"""Peak memory of a command with all processes that it starts, on Linux: shared pages count once."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

EVERY_S = 0.25


def run(command: Sequence[str]) -> float:
    """Run the command to its end and return the largest sum of proportional set sizes that was seen, in GB."""
    process, peak = subprocess.Popen(command), 0
    while process.poll() is None:
        peak = max(peak, sum(map(_proportional, tree(process.pid))))
        with suppress(subprocess.TimeoutExpired):
            process.wait(EVERY_S)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak * 1024 / 1e9


def tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):  # a process may end between two looks
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))


def _proportional(pid: int) -> int:
    """In KiB; nothing for a process that is gone."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return 0
