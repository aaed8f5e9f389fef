"""How long `runner --help` takes, beside an interpreter that does nothing. Bound: 0.7 s."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

TIMES = 9


def seconds(command: Sequence[str]) -> float:
    """Wall time of one run of a command."""
    since = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - since


def main() -> None:
    runner = [str(Path(sys.executable).parent / "runner"), "--help"]
    nothing = [sys.executable, "-c", "pass"]
    pairs = [(seconds(runner), seconds(nothing)) for _ in range(TIMES)]
    helped, idle = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"runner --help {helped:.3f} s (bound 0.7), {helped / idle:.1f} × an interpreter that does nothing")


if __name__ == "__main__":
    main()
