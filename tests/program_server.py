"""Imports the program once, and forks for each command that `program` asks for: see there.

It reads one line of JSON and writes the process id of the command, then, when the command has ended, its exit status.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any, NoReturn


def main() -> None:
    from runner import entry

    _import_libraries()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _prepare(asked)
            _run(entry.main)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)


def _import_libraries() -> None:
    """Import here and not at the top: children of a command import this module again before they know their role.

    Nothing is computed here, so a fork loses no thread that is needed: the allocator of polars and OpenBLAS, which
    start threads when they are imported, prepare them for a fork themselves.
    """
    import runner.composition.run
    import runner.review.session
    import runner.run.ending
    import runner.run.job
    import runner.stages

    for module in pkgutil.iter_modules(runner.stages.__path__):
        importlib.import_module(f"runner.stages.{module.name}")


def _run(command: Callable[[], None]) -> NoReturn:
    """Run a command and end the process with its exit code, without taking apart all that was imported."""
    code = 0
    try:
        command()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _prepare(asked: Mapping[str, Any]) -> None:
    """Give this process the folder, environment, arguments and files of the command."""
    os.setsid()  # a test can kill it with its children
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.argv = ["runner", *asked["words"]]
    write = os.O_WRONLY | os.O_CREAT
    opened = os.open(os.devnull, os.O_RDONLY), os.open(asked["out"], write), os.open(asked["err"], write)
    for stream, file in enumerate(opened):
        os.dup2(file, stream)
        os.close(file)


if __name__ == "__main__":
    main()
