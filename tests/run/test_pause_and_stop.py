"""A run started by another process: paused, continued, stopped."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from started_runs import PATIENCE_S, folder_of, read_until, start, until

from runner.cli import run as command
from runner.errors import ConfigError
from runner.reports.standing import Standing, standing
from runner.service import control
from runner.store import pause_file, progress_file, runfile
from runner.store.progress_file import StageProgress

OUTCOMES = {"passed": 6, "repaired": 0, "blocked": 8, "failed": 3, "copy": 1}


def outcomes(run: Path) -> dict[str, int]:
    file = runfile.read(run)
    assert file is not None
    assert file.summary is not None
    return dict(file.summary["outcomes"])


def counted(run: Path) -> Standing | None:
    """How the run stands, once it has begun to count."""
    found = standing(run)
    return found if found and found.progress else None


def stages(run: Path) -> tuple[StageProgress, ...]:
    progress = progress_file.read(run)
    return progress.stages if progress else ()


def stays(run: Path) -> bool:
    """Whether nothing comes out of any stage for a while."""
    before = stages(run)
    time.sleep(3)
    return [each.done for each in before] == [each.done for each in stages(run)]


def test_a_paused_run_begins_nothing_and_a_continued_one_comes_to_the_same_end(tmp_path: Path) -> None:
    going = start(tmp_path)
    run = folder_of(tmp_path / "runs")
    read_until(going, "intake: 17 done")
    control.pause(run)
    said = read_until(going, "paused")
    assert not any(line.startswith("repair:") for line in said)
    stands = until(lambda: counted(run))
    assert stands.state == "paused"
    assert stands.sentence().id == "standing.listed"
    until(lambda: stays(run))  # what was under way ends, and is counted
    assert not all(each.finished for each in stages(run))
    assert going.poll() is None
    control.unpause(run)
    read_until(going, "the pause is over")
    going.communicate(timeout=PATIENCE_S)
    assert going.returncode == 0
    assert outcomes(run) == OUTCOMES


def test_a_run_that_is_stopped_keeps_what_is_done_and_the_same_command_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    going = start(tmp_path)
    run = folder_of(tmp_path / "runs")
    read_until(going, "intake: 17 done")
    assert command(["runs", "stop", "demo", f"--runs={tmp_path / 'runs'}"]) == 0
    assert "what is done is kept" in capsys.readouterr().out
    said, _ = going.communicate(timeout=PATIENCE_S)
    assert going.returncode == 130
    assert "Interrupted" in said
    stands = standing(run)
    assert stands is not None
    assert (stands.state, stands.can_go_on) == ("interrupted", True)
    again = start(tmp_path)
    said, _ = again.communicate(timeout=PATIENCE_S)
    assert "intake: 14 reused" in said
    assert outcomes(runfile.find(tmp_path / "runs")[0]) == OUTCOMES


def test_a_run_that_is_stopped_while_it_is_paused_ends(tmp_path: Path) -> None:
    going = start(tmp_path)
    run = folder_of(tmp_path / "runs")
    control.pause(run)
    read_until(going, "paused")
    control.stop(run)
    going.communicate(timeout=PATIENCE_S)
    assert going.returncode == 130
    assert not pause_file.is_paused(run)
    assert [each.state for each in [standing(run)] if each] == ["interrupted"]


@pytest.mark.parametrize("verb", ["pause", "continue", "stop"])
def test_what_has_ended_cannot_be_changed(demo: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(["runs", verb, "demo", f"--runs={demo}"]) == 2
    assert "it has finished" in capsys.readouterr().err
    assert not pause_file.is_paused(runfile.find(demo)[0])


def test_a_killed_run_is_said_to_be_interrupted_with_its_command(tmp_path: Path) -> None:
    going = start(tmp_path)
    run = folder_of(tmp_path / "runs")
    read_until(going, "intake: 17 done")
    control.pause(run)
    going.kill()
    going.communicate()
    stands = standing(run)
    assert stands is not None
    assert (stands.state, stands.is_going, stands.can_go_on) == ("killed", False, True)
    with pytest.raises(ConfigError, match=r"its process has ended.*runner set=demo"):
        control.unpause(run)
