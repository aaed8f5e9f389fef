from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from runner.errors import ConfigError
from runner.reports import runs
from runner.store import runfile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def make(folder: Path, name: str, set_name: str = "birds", **changes: object) -> Path:
    run = folder / set_name / name
    run.mkdir(parents=True)
    runfile.write(run, replace(runfile.begin(run, set_name, "prepare", "runner set=birds"), **changes))  # type: ignore[arg-type]
    return run


def dead_pid() -> int:
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def test_a_run_says_what_it_is(folder: Path) -> None:
    file = runfile.read(make(folder, "20260101-000000-aa"))
    assert file is not None
    assert (file.state, file.set, file.pid) == ("running", "birds", os.getpid())
    assert file.versions["polars"]


def test_a_run_whose_process_is_gone_reads_as_killed_and_is_buried_once(folder: Path) -> None:
    run = make(folder, "20260101-000000-aa", pid=dead_pid())
    file = runfile.read(run)
    assert file is not None
    assert file.state == "killed"
    assert runfile.bury(run)
    assert not runfile.bury(run)


def test_a_run_on_another_machine_is_left_alone(folder: Path) -> None:
    run = make(folder, "20260101-000000-aa", pid=dead_pid(), host="elsewhere")
    assert not runfile.bury(run)


def test_an_ended_run_knows_how_long_it_took(folder: Path) -> None:
    run = make(folder, "20260101-000000-aa")
    file = runfile.read(run)
    assert file is not None
    ended = file.ended("finished")
    assert ended.state == "finished"
    assert ended.wall_s is not None
    assert ended.wall_s >= 0


def test_runs_are_found_newest_first_and_by_many_names(folder: Path) -> None:
    old = make(folder, "20260101-000000-aa")
    new = make(folder, "20260202-000000-bb")
    swept = make(folder / "sweeps" / "birds", "20260303-000000-cc-0", set_name="20260303-000000-cc")
    assert runfile.find(folder) == [swept, new, old]
    assert runs.find(folder, "20260101") == old
    assert runs.find(folder, "birds") == new
    assert runs.find(folder, "latest") == swept
    assert runs.find(folder, f"birds/{old.name}") == old
    assert runs.find(folder, str(old)) == old


def test_an_unknown_or_ambiguous_name_is_a_sentence(folder: Path) -> None:
    make(folder, "20260101-000000-aa")
    make(folder, "20260102-000000-bb")
    with pytest.raises(ConfigError, match="is not a run"):
        runs.find(folder, "nonsense")
    with pytest.raises(ConfigError, match="matches more than one"):
        runs.find(folder, "202601")


def test_list_and_show_print_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(folder, "20260101-000000-aa", pid=dead_pid(), error="no space left")
    assert runs.command(["--runs", str(folder), "list"]) == 0
    assert "killed" in capsys.readouterr().out
    assert runs.command(["--runs", str(folder), "show", "birds"]) == 0
    assert "no space left" in capsys.readouterr().out


def test_the_folder_can_be_named_before_and_after_the_verb(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(folder, "20260101-000000-aa", command="runner " + "set.source=/very/long/folder " * 12)
    for arguments in (["--runs", str(folder), "list"], ["list", "--runs", str(folder)]):
        assert runs.command(arguments) == 0
        assert "20260101-000000-aa" in capsys.readouterr().out
    assert runs.command(["show", "latest", "--runs", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[0].count("/very/long/folder") == 12
