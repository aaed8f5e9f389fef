"""What a process that looks at a folder is asked."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass

USUAL_SAMPLE = 12
"""Photos in which the program looks for a common subject before a person waits too long."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to look at."""

    folder: str
    runs: str  # where what is computed is kept, and which is never part of a set
    exclude: tuple[str, ...] = ()
    sample: int = USUAL_SAMPLE  # photos in which a subject is looked for; 0: in none
    config_dir: tuple[str, ...] = ()  # words that name the user's own folder of configurations


def command(request: Request) -> list[str]:
    """The command line that looks."""
    return [sys.executable, "-P", "-m", "runner.intake.look", json.dumps(asdict(request))]
