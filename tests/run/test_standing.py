"""The state of a run, read from files that may be half written, damaged or of another version."""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from runner.cli import run as command
from runner.messages import word
from runner.reports.progress.outcomes import SHOWN, Outcomes
from runner.reports.standing import standing, standings
from runner.schema import RepairRow
from runner.stage import Item
from runner.store import pause_file, progress_file, runfile
from runner.store.progress_file import Progress, StageProgress
from runner.store.runfile import RunFile


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "herons" / "20261128-100000-0000"
    folder.mkdir(parents=True)
    return folder


def begun(run: Path) -> RunFile:
    """A run whose process is this one."""
    file = runfile.begin(run, "herons", "prepare", "runner set=herons")
    runfile.write(run, file)
    return file


def far(done: int, total: int, seconds_left: float | None) -> Progress:
    stage = StageProgress("caption", done, 0, total - done, 0, None, seconds_left, False)
    return Progress(time.time(), "stages", (total, total), total, total - done, seconds_left, (stage,))


def sentence(run: Path, language: str = "en") -> str:
    found = standing(run)
    assert found is not None
    return word(found.sentence(), language)


def test_it_says_how_far_it_is_and_how_long_it_will_take(run: Path) -> None:
    begun(run)
    assert sentence(run) == "running"
    progress_file.write(run, Progress(time.time(), "files", (120, 2000)))
    assert sentence(run) == "running, 120 of 2,000 files read"
    progress_file.write(run, far(340, 2000, 725.0))
    assert sentence(run) == "running, 340 of 2,000 photos, about 12 min left"
    assert sentence(run, "de") == "läuft, 340 von 2.000 Fotos, noch etwa 12 min"
    pause_file.pause(run)
    assert sentence(run) == "paused, 340 of 2,000 photos"


def test_of_a_run_that_ended_it_says_how_and_how_far_it_came(run: Path) -> None:
    file = begun(run)
    progress_file.write(run, far(340, 2000, 725.0))
    pause_file.pause(run)  # left by a process that was killed
    runfile.write(run, file.ended("interrupted"))
    assert sentence(run) == "stopped before its end, 340 of 2,000 photos"
    runfile.write(run, file.ended("finished"))
    assert sentence(run) == "finished"


def test_a_run_of_another_machine_that_fell_silent_is_not_called_running(run: Path) -> None:
    runfile.write(run, replace(begun(run), host="elsewhere"))
    progress_file.write(run, replace(far(1, 2, None), at=time.time() - 3600))
    assert sentence(run) == "running on elsewhere, which has sent no sign of life for a while"
    progress_file.write(run, far(1, 2, None))
    assert sentence(run) == "running, 1 of 2 photos"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"at": 1}', '{"at": 1, "files": 3, "stages": [], "writer": null, "newest": []}'],
)
def test_half_a_file_is_no_progress(run: Path, text: str) -> None:
    begun(run)
    (run / "progress.json").write_text(text)
    assert progress_file.read(run) is None
    assert sentence(run) == "running"


def test_a_later_version_may_say_more(run: Path) -> None:
    begun(run)
    progress_file.write(run, far(1, 2, None))
    path = run / "progress.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "moon": "full"}))
    assert sentence(run) == "running"


def test_a_disk_that_refuses_the_file_is_no_reason_to_stop(tmp_path: Path) -> None:
    progress_file.write(tmp_path / "gone", far(1, 2, None))
    assert not (tmp_path / "gone").exists()


def test_a_run_of_an_earlier_version_has_no_progress(demo: Path, tmp_path: Path) -> None:
    finished = runfile.find(demo)[0]
    kept = json.loads((finished / "run.json").read_text())
    old = tmp_path / "demo" / finished.name
    old.mkdir(parents=True)
    (old / "run.json").write_text(json.dumps({k: v for k, v in kept.items() if k not in ("folder", "sha256")}))
    assert sentence(old) == "finished"
    assert [each.run for each in standings(tmp_path, 5)] == [old]


def test_a_folder_without_a_readable_run_is_none(run: Path) -> None:
    assert standing(run) is None
    (run / "run.json").write_text("{")
    assert standing(run) is None


def test_runs_list_tells_of_a_run_that_is_going(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun(run)
    progress_file.write(run, far(340, 2000, 725.0))
    assert command(["runs", "list", f"--runs={tmp_path}"]) == 0
    assert "running, 340 of 2,000 photos, about 12 min left" in capsys.readouterr().out


def test_this_process_is_the_one_that_a_run_names(run: Path) -> None:
    file = begun(run)
    assert (file.pid, file.host, file.folder) == (os.getpid(), socket.gethostname(), str(Path.cwd()))


def test_only_the_newest_photos_are_kept(run: Path) -> None:
    outcomes = Outcomes()
    row = RepairRow("A heron.", "A heron stands.", ("heron",), (), (), (), None, ())
    for number in range(SHOWN + 10):
        outcomes.add("repair", Item(f"{number:016}", Path(f"{number}.jpg")), row)
    newest = outcomes.newest()
    assert [each.file for each in newest[:2]] == [f"{SHOWN + 9}.jpg", f"{SHOWN + 8}.jpg"]
    assert len(newest) == SHOWN
    assert outcomes.fates() == {"passed": SHOWN + 10}
