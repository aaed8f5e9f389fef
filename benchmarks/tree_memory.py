"""Measures the peak memory of a process and all processes it starts, on Linux; shared pages count once."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

EVERY_S = 0.25


@dataclass
class Peak:
    """The largest sum of proportional set sizes seen, and the part of it that was mapped files, in GB."""

    whole: float = 0.0
    mapped: float = 0.0  # pages of files, such as weights, which can be read again

    def look(self, pid: int) -> None:
        """Measure a process and all that it started, once."""
        seen = [_proportional(each) for each in tree(pid)]
        if (whole := sum(each[0] for each in seen) * 1024 / 1e9) > self.whole:
            self.whole, self.mapped = whole, sum(each[1] for each in seen) * 1024 / 1e9


def run(command: Sequence[str]) -> Peak:
    """Run the command to its end and return its peak."""
    process, peak = subprocess.Popen(command), Peak()
    while process.poll() is None:
        peak.look(process.pid)
        with suppress(subprocess.TimeoutExpired):
            process.wait(EVERY_S)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak


@contextmanager
def watched(pid: int) -> Iterator[Peak]:
    """Measure the peak of a running process until the `with` block ends."""
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY_S):
            peak.look(pid)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def tree(pid: int) -> Iterator[int]:
    """A process and all that it started, as long as they run."""
    yield pid
    with suppress(OSError):  # a process may end between two looks
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from tree(int(child))


def _proportional(pid: int) -> tuple[int, int]:
    """The proportional set size and its part in files, in KiB; zeros for a process that has ended."""
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
        return sizes.get("Pss", 0), sizes.get("Pss_File", 0)
    return 0, 0
