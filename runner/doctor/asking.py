"""Questions that are answered in a separate process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any, NamedTuple

SECONDS = 30.0
"""Seconds that a library gets to load."""


class Told(NamedTuple):
    """What a child process said, or why it said nothing."""

    facts: dict[str, Any] | None
    error: str | None


def ask(module: str, *words: str) -> Told:
    """Run `python -m MODULE WORDS` and return the JSON object in the last line that it prints."""
    command = [sys.executable, "-m", module, *words]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return Told(None, f"no answer within {SECONDS:g} s")
    if ended.returncode < 0:
        return Told(None, f"ended by {signal.Signals(-ended.returncode).name}")
    try:
        return Told(json.loads(ended.stdout.splitlines()[-1]), None)
    except (ValueError, IndexError):
        lines = [line for line in ended.stderr.splitlines() if line.strip()]
        return Told(None, lines[-1] if lines else f"ended with {ended.returncode}")
