"""`runner -m`: variants side by side, errors that do not stop other variants, and continuing after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import program
import pytest
import yaml

from runner.store import evidence, runfile, sweepfile
from runner.store.sweepfile import SweepFile
from runner.text.prompting.prompt import PromptOptions

Runner = Callable[..., subprocess.CompletedProcess[str]]
Command = Callable[..., list[str]]
TWO = ("-m", "set=demo", "caption=composer", "repair=off,default")


def sweeps_in(folder: Path) -> list[tuple[Path, SweepFile]]:
    """Folders and files of all sweeps, newest first."""
    found = [(sweep, sweepfile.read(sweep)) for sweep in sweepfile.find(folder / "runs")]
    return [(sweep, file) for sweep, file in found if file]


def about(folder: Path, *arguments: str) -> str:
    """What `runner sweeps …` says."""
    said = program.run(["sweeps", *arguments, "--runs", folder / "runs"])
    assert said.returncode == 0, said.stderr
    return said.stdout


def stopped(command: Sequence[str], folder: Path, how: signal.Signals, when: Callable[[], object]) -> int:
    """Start the program, send it the signal as soon as `when` says so, and return its exit code."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while not when():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(how)
    return process.wait(timeout=60)


def begun(folder: Path, number: int) -> bool:
    """Whether the run of this variant has found its photos."""
    return any(folder.glob(f"runs/sweeps/demo/*/2*-{number}/sources.parquet"))


def test_a_variant_that_fails_stops_no_other_and_is_tried_again(runner: Runner, tmp_path: Path) -> None:
    first = runner("-m", "set=demo", "caption=composer", "executor.processes=0,1")
    assert first.returncode == 2, first.stderr
    ((sweep, file),) = sweeps_in(tmp_path)
    sentence = "executor.processes: should be 1 or more, not 0."
    assert file.state == "failed"
    assert [(each.name, each.state, each.error, bool(each.run)) for each in file.variants] == [
        ("executor.processes=0", "failed", sentence, False),
        ("executor.processes=1", "finished", None, True),
    ]
    end = first.stdout[first.stdout.index("variant ") :]
    assert f"executor.processes=0: {sentence}" in end
    assert sentence in about(tmp_path, "show", "latest")

    second = program.run(["sweeps", "resume", sweep.name[:15], "--runs", tmp_path / "runs"])
    ((_, again),) = sweeps_in(tmp_path)
    assert f"Sweep {sweep.name} goes on: 1 of 2 variants finished already and not run again." in second.stdout
    assert (second.returncode, again.variants, again.started_at) == (2, file.variants, file.started_at)


def test_killed_and_started_again_what_is_finished_stays(command: Command, runner: Runner, tmp_path: Path) -> None:
    assert stopped(command(*TWO), tmp_path, signal.SIGKILL, lambda: begun(tmp_path, 1)) == -signal.SIGKILL
    ((sweep, killed),) = sweeps_in(tmp_path)
    assert (killed.state, [each.state for each in killed.variants]) == ("killed", ["finished", "killed"])
    assert " killed " in about(tmp_path, "list")
    done = sweep / str(killed.variants[0].run)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in done.rglob("*") if path.is_file()}

    ended = runner("caption=composer", "set=demo", "-m", "repair=off,default")
    assert ended.returncode == 0, ended.stderr
    assert f"Sweep {sweep.name} goes on: 1 of 2 variants finished already and not run again." in ended.stdout
    ((_, file),) = sweeps_in(tmp_path)
    assert (file.state, [each.state for each in file.variants]) == ("finished", ["finished"] * 2)
    assert file.variants[0] == killed.variants[0]
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before
    assert not [entry for entry in sweep.iterdir() if entry.is_dir() and not (entry / "run.json").is_file()]
    _each_is_a_run_and_shares_its_work(sweep, [str(each.run) for each in file.variants])
    said = program.run(["runs", "list", "--runs", tmp_path / "runs"]).stdout
    assert all(name in said for name in ("repair=off", "repair=default"))

    assert runner(*TWO).returncode == 0
    unbroken = next(folder for folder, _ in sweeps_in(tmp_path) if folder != sweep)
    assert _figures(unbroken).equals(_figures(sweep))


def _figures(sweep: Path) -> pl.DataFrame:
    """What a comparison found, whichever runs it was found in."""
    return pl.read_parquet(sweep / "comparison.parquet").drop("sweep_id", "run_id")


def _each_is_a_run_and_shares_its_work(sweep: Path, runs: Sequence[str]) -> None:
    for name in runs:
        run = runfile.read(sweep / name)
        assert run
        assert run.state == "finished"
        assert (sweep / name / "report.html").is_file()
    for stage in ("exif", "derive", "classify", "caption"):
        first, second = (evidence.read(sweep / name, stage) for name in runs)
        assert first["reused_from"].null_count() == first.height
        assert second.filter(pl.col("status") == "ok")["reused_from"].unique().to_list() == [runs[0]], stage


def test_interrupted_it_stops_and_begins_no_other_variant(command: Command, tmp_path: Path) -> None:
    assert stopped(command(*TWO), tmp_path, signal.SIGINT, lambda: begun(tmp_path, 0)) == 130
    ((_, file),) = sweeps_in(tmp_path)
    assert (file.state, [each.state for each in file.variants]) == ("interrupted", ["interrupted", None])


def test_what_cannot_be_a_sweep_is_one_sentence_and_writes_nothing(runner: Runner, tmp_path: Path) -> None:
    wrong = {
        "prompt=default,plan": "prompt=plan: there is no conf/prompt/plan.yaml. Did you mean 'plain'?",
        "hydra.sweep.dir=/tmp/x": "where the runs of a sweep lie is settled",
    }
    for argument, sentence in wrong.items():
        ended = runner("-m", "set=demo", "caption=composer", argument)
        assert (ended.returncode, sentence in ended.stderr, ended.stdout) == (2, True, ""), ended.stderr
    assert not (tmp_path / "runs").exists()


def test_prompts_are_swept_like_models_and_stand_beside_each_text(
    runner: Runner, tmp_path: Path, tiny_vlm: tuple[Path, Path]
) -> None:
    model, projector = tiny_vlm
    ended = runner(
        *("-m", "set=demo", "repair=off", "prompt=vision,plain", "caption=vision_gguf", f"caption.model={model}"),
        *(f"caption.mmproj={projector}", "caption.max_tokens=16"),
    )
    assert ended.returncode == 0, ended.stderr
    ((sweep, file),) = sweeps_in(tmp_path)
    assert [each.name for each in file.variants] == ["prompt=vision", "prompt=plain"]
    for each, name in zip(file.variants, ("vision-2", "plain-1"), strict=True):
        run = sweep / str(each.run)
        words = yaml.safe_load((run / ".hydra" / "config.yaml").read_text())["caption"]["prompt"]
        label = PromptOptions(**{key: words[key] for key in ("name", "version")}, system="", instruct="", tell=()).label
        assert label.rpartition("-")[0] == name
        written = evidence.read(run, "caption").filter(pl.col("status") == "ok")["prompt"].unique().to_list()
        assert [prompt.rpartition("-")[0] for prompt in written] == [name]
        shown = program.run(["runs", "show", run]).stdout
        assert f"prompt {written[0]}, its words: {run}" in shown


def test_joblib_runs_the_variants_in_processes_of_its_own(command: Command, tmp_path: Path) -> None:
    _apart(command, tmp_path, "hydra/launcher=joblib", "hydra.launcher.n_jobs=2")


@pytest.mark.slow
def test_submitit_runs_each_variant_as_a_job(command: Command, tmp_path: Path) -> None:
    _apart(command, tmp_path, "hydra/launcher=submitit_local")


def _apart(command: Command, folder: Path, *launcher: str) -> None:
    """Both variants are finished, each by a process of its own."""
    ended = program.started(command(*TWO, *launcher)[1:], folder)
    assert ended.returncode == 0, ended.stderr
    ((sweep, file),) = sweeps_in(folder)
    assert (file.state, [each.state for each in file.variants]) == ("finished", ["finished", "finished"])
    pids = {run.pid for each in file.variants if (run := runfile.read(sweep / str(each.run)))}
    assert len(pids) == 2
    assert not pids & {file.pid, os.getpid()}


@pytest.mark.slow
def test_optuna_gets_the_share_that_is_ready_and_does_nothing_twice(
    runner: Runner, tmp_path: Path, tiny_vlm: tuple[Path, Path]
) -> None:
    model, projector = tiny_vlm
    command = (
        *("-m", "set=demo", "hydra/sweeper=tune", "hydra.sweeper.n_trials=3", "caption=vision_gguf"),
        *(f"caption.model={model}", f"caption.mmproj={projector}", "caption.max_tokens=16", "repair.tokens=16"),
    )
    first = runner(*command)
    assert first.returncode == 0, first.stderr
    ((sweep, file),) = sweeps_in(tmp_path)
    assert 1 <= len(file.variants) <= 3
    found = yaml.safe_load((sweep / "optimization_results.yaml").read_text())
    assert found["best_value"] == max(each.objective or 0 for each in file.variants)
    runs = [each.run for each in file.variants]

    sweepfile.write(sweep, replace(file, state="interrupted"))
    second = runner(*command)
    assert second.stdout.count("finished already: ") == 3
    ((_, file),) = sweeps_in(tmp_path)
    assert [each.run for each in file.variants] == runs
