"""How long captioners took on this machine, by its own runs. Nothing else is known of a time a photo."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from runner.store import runfile
from runner.store.runfile import RunFile

MOST_RUNS = 50
"""Newest runs that are looked at."""


class Measured(NamedTuple):
    """What one run says of its captioner."""

    seconds: float  # mean time of writing the texts of a photo once, others written at the same time included
    texts: int  # that it is a mean of
    run: str


def measured(runs: Path) -> dict[str, Measured]:
    """The newest measurement of each captioner on this machine, by the name that stands in the evidence.

    Runs of several captioners say nothing of one of them, and what writes in no time at all is left out.
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
