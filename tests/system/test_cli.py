from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

RUNNER = Path(sys.executable).parent / "runner"
Runner = Callable[..., subprocess.CompletedProcess[str]]


def test_help_and_version(runner: Runner, tmp_path: Path) -> None:
    said = subprocess.run([RUNNER, "--help"], capture_output=True, text=True, check=True)
    assert "runner set=aviation" in said.stdout
    assert subprocess.run([RUNNER, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    assert subprocess.run([RUNNER], capture_output=True, text=True, check=False).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["set=aviaton"], "Did you mean 'aviation'?"),
        (["set=demo", "caption=compser"], "Did you mean 'composer'?"),
        (["set=demo", "executor.processes=0"], "executor.processes:"),
        (["set=demo", "nonsense"], "nonsense"),
        (["set=travel"], "does not exist"),
        (["caption=composer"], "which photos?"),
        (["set=demo", "publish.password=abc"], "oc.env"),
        (["set=demo", "set.source=/nowhere/at/all"], "does not exist"),
        (["set=demo", "set.source="], "set.source: empty"),
        (["rusn", "list"], "Did you mean 'runs'?"),
        (["set=demo", "caption=vision_gguf"], "caption.m"),
        (["set=demo", "naming.template='{subjct}_{n}'"], "{subject}"),
        (["set=demo", "+foo=1"], "foo: unknown option."),
        (["set=demo", "~caption"], "~caption: a group cannot be left out."),
        (["set=demo", "embed=null"], "embed=null: null is no choice of a group."),
        (["set=demo", "detector@second_detector=null"], "Leave it out with '~detector@second_detector'"),
        (["set=demo", "--strict"], "written without dashes, such as strict=true"),
        (["set=demo,travel", "caption=composer", "-m"], "a sweep varies the options of one set"),
        (["set=demo", "graph.stages.derive.timeout_s=-1"], "graph.stages.derive.timeout_s:"),
        (["set=demo", "graph.stages.derive.kind=deriv"], "Did you mean 'derive'?"),
        (["columns", "nonsense"], "nonsense: there is no such table."),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_writes_nothing(
    runner: Runner, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    ended = runner(*arguments)
    assert ended.returncode == 2
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr + ended.stdout
    assert not list(tmp_path.glob("runs/*/*"))


@pytest.mark.parametrize("name", ["Österreich 2024 (Sommer)", "it's & more", "[x], y=z", "Москва 🦋"])
def test_a_folder_may_be_called_anything(runner: Runner, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "not a photo.jpg").write_text("text")
    ended = runner("set=travel", f"set.source={folder}", "caption=composer")
    assert ended.returncode == 0, ended.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["not a photo.jpg"]


def test_a_runs_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    arguments = [RUNNER, "set=demo", f"paths.runs={tmp_path / 'file'}", f"paths.photos={tmp_path / 'photos'}"]
    ended = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert "Not a directory" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_folder_given_to_hydra_is_never_emptied(runner: Runner, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    assert runner("set=demo", f"hydra.run.dir={mine}").returncode == 2
    assert runner("set=demo", "executor.processes=0", f"hydra.run.dir={mine}").returncode == 2
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_a_folder_without_pictures_is_exit_3(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = runner("set=travel", f"set.source={tmp_path / 'empty'}", "caption=composer")
    assert ended.returncode == 3
    assert "holds no pictures" in ended.stderr
    assert not list(tmp_path.glob("runs/*/*")), "a run that never began leaves nothing behind"


def test_a_missing_model_is_exit_3_and_says_what_to_do(runner: Runner, tmp_path: Path) -> None:
    ended = runner("set=demo", "caption=vision_gguf", "caption.model=/no.gguf", "caption.mmproj=/no-mmproj.gguf")
    assert ended.returncode == 3
    assert "/no.gguf" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.glob("runs/demo/*"))


def test_the_package_is_the_command_too() -> None:
    said = subprocess.run([sys.executable, "-m", "runner", "--version"], capture_output=True, text=True, check=True)
    assert said.stdout == subprocess.run([RUNNER, "--version"], capture_output=True, text=True, check=True).stdout


def test_a_run_that_does_not_exist_is_a_usage_error(runner: Runner, tmp_path: Path) -> None:
    ended = subprocess.run([RUNNER, "runs", "show", "nonsense", "--runs", tmp_path], capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.startswith("'nonsense' is not a run in")


def test_a_lost_catalogue_comes_back_from_the_evidence(runner: Runner, tmp_path: Path) -> None:
    first = runner("set=demo", "caption=composer")
    assert first.returncode == 0, first.stderr
    for path in (tmp_path / "runs").glob("catalog.db*"):
        path.unlink()
    second = runner("set=demo", "caption=composer")
    assert second.returncode == 0, second.stderr
    assert "file names were entered again from the evidence" in second.stdout
    assert "ratings, publications and what was said of people are only in catalog.db" in second.stdout
    assert "to do" not in second.stdout
    first_rows, second_rows = (pl.read_parquet(rows) for rows in sorted(tmp_path.glob("runs/demo/2*/rows.parquet")))
    assert first_rows.equals(second_rows)


def test_a_reader_that_goes_away_ends_the_talking_and_not_the_run(
    command: Callable[..., list[str]], tmp_path: Path
) -> None:
    process = subprocess.Popen(command("set=demo", "caption=composer"), cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=120) == 0
    (run,) = tmp_path.glob("runs/demo/2*")
    file = json.loads((run / "run.json").read_text())
    assert file["state"] == "finished"
    assert file["command"].startswith("runner set=demo caption=composer paths.runs=/")


def test_strict_turns_a_failed_photo_into_exit_4(runner: Runner) -> None:
    assert runner("set=demo", "caption=composer", "strict=true").returncode == 4


def test_an_interrupted_run_says_so_and_continues(
    command: Callable[..., list[str]], runner: Runner, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        command("set=demo"), cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    _wait_for(lambda: list(tmp_path.glob("runs/demo/*/evidence/facts/*")))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command continues" in said
    assert "Traceback" not in said
    (run,) = tmp_path.glob("runs/demo/2*")
    assert json.loads((run / "run.json").read_text())["state"] == "interrupted"
    assert runner("set=demo", "caption=composer").returncode == 0


def _wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
