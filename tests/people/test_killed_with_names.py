"""Killed anywhere in an export of names or in a merge: nothing is half written, lost or in an unknown state."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import program
import pytest
import pyvips
from skimage import data

from runner.people import telling
from runner.people.signed_packet import is_signed
from runner.review.people.session import PeopleSession
from runner.store.catalog import open_catalog
from runner.store.people_exports import noted

POINTS = 20
KILLED = """
import os, signal, sys
from pathlib import Path
from runner.review.people import command, exchange_command
from runner.review.people.session import PeopleSession
inside, counted, *arguments = sys.argv[1:]
holder = PeopleSession if inside == "say" else exchange_command
begin = getattr(holder, inside)
def child(point):
    count = 0
    def look(frame, event, argument):
        nonlocal count
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)
    def begun(*given):
        sys.setprofile(look)
        try:
            return begin(*given)
        finally:
            sys.setprofile(None)
    setattr(holder, inside, begun)
    os.dup2(2, 1)  # what the command says is nobody's answer
    command.command(arguments)
    Path(counted).write_text(str(count))
for line in sys.stdin:
    process = os.fork()
    if process == 0:
        child(int(line))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


class Killer:
    """A command that is begun again and again, and killed at a call inside a function.

    What it needs is imported once, and each time a copy of that process carries it out.
    """

    def __init__(self, folder: Path, inside: str, *arguments: str) -> None:
        self._counted = folder / f"calls-inside-{inside}"
        asked = [sys.executable, "-c", KILLED, inside, str(self._counted), *arguments]
        self._process = subprocess.Popen(
            asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def __enter__(self) -> Killer:
        return self

    def __exit__(self, *raised: object) -> None:
        self._process.communicate()

    def points(self) -> list[int]:
        """Points from the first call inside the function to its end; the command is carried out once for that."""
        assert self.ended(0) == 0
        calls = int(self._counted.read_text())
        return [1 + (calls - 10) * at // (POINTS - 1) for at in range(POINTS)]

    def ended(self, point: int) -> int:
        """How the command ends that is killed at a point; at 0 it is not."""
        assert self._process.stdin
        assert self._process.stdout
        print(point, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two photos, each with a face that has a name."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "photos").mkdir()
    her = data.astronaut()
    for name, pixels in (("her", her), ("brighter", np.clip(her * 1.2, 0, 255).astype(np.uint8))):
        image = pyvips.Image.new_from_array(np.ascontiguousarray(pixels)).copy(interpretation="srgb")
        image.jpegsave(str(folder / "photos" / f"{name}.jpg"), Q=92)
    asked = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}"]
    program.run([*asked, f"paths.runs={folder / 'runs'}"], folder, check=True)
    session = PeopleSession(folder / "runs", "ann")
    one, other = session.grouping.faces
    session.say(telling.split(session.grouping, [other]))
    session.say(telling.name(session.grouping.said, [one], "Eileen"))
    session.say(telling.name(session.grouping.said, [other], "Collins"))
    return folder


@pytest.mark.slow
def test_an_export_is_whole_and_known_wherever_it_was_killed(prepared: Path, tmp_path: Path) -> None:
    runs, out = tmp_path / "runs", tmp_path / "out"
    shutil.copytree(prepared / "runs", runs, symlinks=True)
    with Killer(tmp_path, "write_out", "export", "travel", f"out={out}", f"paths.runs={runs}") as killer:
        for point in killer.points():
            shutil.rmtree(out, ignore_errors=True)
            assert killer.ended(point) == -signal.SIGKILL
            with open_catalog(runs / "catalog.db") as catalog:
                known = {each.path for each in noted(catalog)}
            written = set(out.rglob("*.xmp"))
            assert written <= known
            assert all(is_signed(path.read_bytes()) for path in written)
            assert killer.ended(0) == 0
            assert sorted(path.name for path in out.iterdir()) == ["brighter.jpg.xmp", "her.jpg.xmp"]


@pytest.mark.slow
def test_a_merger_is_there_or_not_wherever_it_was_killed(prepared: Path, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    shutil.copytree(prepared / "runs", runs, symlinks=True)
    found = []
    with Killer(tmp_path, "say", "merge", "Eileen", "Collins", "reviewer=ann", f"paths.runs={runs}") as killer:
        for point in killer.points():
            session = PeopleSession(runs, "ann")
            if session.find("Collins") is None:
                session.undo()
            before = len(session.history())
            assert killer.ended(point) == -signal.SIGKILL
            after = PeopleSession(runs, "ann")
            added = len(after.history()) - before
            assert added in (0, 1)
            assert (after.find("Collins") is None) == (added == 1), "all of it, or nothing"
            assert after.find("Eileen") is not None
            found.append(added)
    assert set(found) == {0, 1}, "killed before it was recorded, and after it"
