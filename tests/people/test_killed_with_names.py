"""Killed anywhere inside an export of names, or a merger: nothing is half written, nothing lost, nothing unknown."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import pyvips
from skimage import data

from runner.people import telling
from runner.people.signed_packet import is_signed
from runner.review.people.session import PeopleSession
from runner.store.catalog import open_catalog
from runner.store.people_exports import noted

RUNNER = Path(sys.executable).parent / "runner"
POINTS = 20
KILLED = """
import os, signal, sys
from runner.review.people.command import command
inside, point, *arguments = sys.argv[1:]
count, begun = 0, False
def look(frame, event, argument):
    global count, begun
    begun = begun or frame.f_code.co_name == inside
    count += begun
    if begun and count == int(point):
        os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(look)
command(arguments)
sys.setprofile(None)
print(count)
"""


def ended(inside: str, point: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command, killed at a call from the function on; at 0 it ends, and says how many calls there were."""
    asked = [sys.executable, "-c", KILLED, inside, str(point), *arguments]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def points(inside: str, *arguments: str) -> list[int]:
    """Points that are spread over all calls from the function on."""
    whole = ended(inside, 0, *arguments)
    assert whole.returncode == 0, whole.stderr
    calls = int(whole.stdout.split()[-1])
    return [1 + calls * at // POINTS for at in range(POINTS)]


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
    subprocess.run([RUNNER, *asked, f"paths.runs={folder / 'runs'}"], cwd=folder, capture_output=True, check=True)
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
    asked = ["export", "travel", f"out={out}", f"paths.runs={runs}"]
    for point in points("write_out", *asked):
        shutil.rmtree(out)
        assert ended("write_out", point, *asked).returncode == -signal.SIGKILL
        with open_catalog(runs / "catalog.db") as catalog:
            known = {each.path for each in noted(catalog)}
        written = set(out.rglob("*.xmp")) if out.exists() else set()
        assert written <= known
        assert all(is_signed(path.read_bytes()) for path in written)
        assert ended("write_out", 0, *asked).returncode == 0
        assert sorted(path.name for path in out.iterdir()) == ["brighter.jpg.xmp", "her.jpg.xmp"]
        out.mkdir(exist_ok=True)


@pytest.mark.slow
def test_a_merger_is_there_or_not_wherever_it_was_killed(prepared: Path, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    shutil.copytree(prepared / "runs", runs, symlinks=True)
    asked = ["merge", "Eileen", "Collins", "reviewer=ann", f"paths.runs={runs}"]
    found = []
    for point in points("say", *asked):
        session = PeopleSession(runs, "ann")
        if session.find("Collins") is None:
            session.undo()
        before = len(session.history())
        assert ended("say", point, *asked).returncode == -signal.SIGKILL
        after = PeopleSession(runs, "ann")
        added = len(after.history()) - before
        assert added in (0, 1)
        assert (after.find("Collins") is None) == (added == 1), "all of it, or nothing"
        assert after.find("Eileen") is not None
        found.append(added)
    assert set(found) == {0, 1}, "killed before it was recorded, and after it"
