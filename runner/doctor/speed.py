"""How long captioners took on this machine, by its own runs: the only source for a time per photo."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from runner.store import runfile
from runner.store.runfile import RunFile

MOST_RUNS = 50
"""Upper limit for the newest runs that are read."""


class Measured(NamedTuple):
    """What one run measured about its captioner."""

    seconds: float  # mean time to write the texts of a photo once, including others written at the same time
    texts: int  # number of texts in the mean
    run: str


def measured(runs: Path) -> dict[str, Measured]:
    """The newest measurement of each captioner on this machine, by its name in the evidence.

    Runs with several captioners are left out, and so is a captioner that takes no time at all.
    """
    found: dict[str, Measured] = {}
    for file in filter(None, map(runfile.read, runfile.find(runs)[:MOST_RUNS])):
        for name, each in _of(file):
            found.setdefault(name, each)
    return found


def _of(file: RunFile) -> Iterator[tuple[str, Measured]]:
    captioning = (file.summary or {}).get("captioning")
    if file.host != socket.gethostname() or not captioning or len(captioning["models"]) != 1:
        return
    if captioning["ms"] > 0 and captioning["completion_tokens"]:
        seconds = captioning["ms"] / captioning["captions"] / 1000
        yield captioning["models"][0], Measured(seconds, captioning["captions"], file.run_id)
