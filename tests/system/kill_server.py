"""Runs commands in processes that can be killed at any time, without starting a program for each.

It imports everything once and forks for each command. It reads one line of JSON and writes the process id, then, when
the command has ended, its exit status. Each command leads its own process group.
"""

from __future__ import annotations

import json
import os
import sys

from runner import cli


def main() -> None:
    _import_everything()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(asked["words"], asked["folder"])
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)


def _import_everything() -> None:
    """Import here and not at the top: children of a command import this module again before they know their role."""
    import runner.composition.run
    import runner.review.commands.decide  # noqa: F401
    from runner.config import values
    from runner.stages import kinds

    for stage in kinds().values():  # the first use of an options class analyses its fields
        values.build(stage.options, {}, stage.kind, [])


def _run(words: list[str], folder: str) -> None:
    os.setsid()
    os.chdir(folder)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    code = 70
    try:
        code = cli.run(words)
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
