"""The request to a process that looks at a folder."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass

USUAL_SAMPLE = 12
"""Default number of photos in which a common subject is looked for; more would keep a person waiting too long."""


@dataclass(frozen=True, slots=True)
class Request:
    """The folder to look at, and how."""

    folder: str
    runs: str  # folder for computed results; it is never part of a set
    exclude: tuple[str, ...] = ()
    sample: int = USUAL_SAMPLE  # photos in which a subject is looked for; 0 for none
    config_dir: tuple[str, ...] = ()  # words that name the user's own folder of configurations


def command(request: Request) -> list[str]:
    """The command line that carries out the request."""
    return [sys.executable, "-P", "-m", "runner.intake.look", json.dumps(asdict(request))]
