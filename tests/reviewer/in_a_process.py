"""Runs pages of the program in a separate process, for faults that affect a whole process.

The process sees a full disk, is bound by permissions, or is killed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

_PROGRAM = """
    import os, sys
    from pathlib import Path
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from reviewer.program.pages import Place
    from reviewer.program.shell import Shell
    from reviewer.widgets.destinations import *
    from runner.review import settings

    def until(is_so):
        for _ in range(6000):
            if is_so():
                return
            QTest.qWait(5)
        raise TimeoutError

    def full(path):
        os.environ["FULL_DISK"] = str(path)

    def said():
        return page.statusBar().currentMessage()

    where, runs = Path(sys.argv[1]), Path(sys.argv[2])
    app = QApplication([])
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open({destination})
    shell.resize(1280, 800)
    shell.show()
    until(shell.is_quiet)
    page = shell.page()
"""


def words(folder: Path, destination: str, does: str, where: Path, runs: Path) -> list[str]:
    """The command for a program that opens a page and executes `does` there; `where` and `runs` are its arguments."""
    script = folder / "program.py"
    program = textwrap.dedent(_PROGRAM).replace("{destination}", destination)
    script.write_text(program + textwrap.dedent(does) + "\nsys.stdout.flush()\nos._exit(0)\n")
    return [sys.executable, str(script), str(where), str(runs)]


def environment(**more: str) -> dict[str, str]:
    """The environment of such a program."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path), **more}


def beside_a_full_disk(library: Path, folder: Path, destination: str, does: str, where: Path, runs: Path) -> str:
    """The program's output; in it, `full(PATH)` makes writing fail for all files whose path contains PATH."""
    return _output(words(folder, destination, does, where, runs), folder, environment(LD_PRELOAD=str(library)))


def without_privileges(folder: Path, destination: str, does: str, where: Path, runs: Path) -> str:
    """The program's output if file permissions apply to it, even if root runs the tests."""
    command = words(folder, destination, does, where, runs)
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("permissions do not bind root, and there is no setpriv")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return _output(command, folder, environment())


def _output(command: list[str], folder: Path, given: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout
