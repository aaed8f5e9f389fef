"""Something is switched on in a set by repeating its run with one more option."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import program
import pytest

from runner.intake import switch
from runner.review import review_set
from runner.review.picks.opening import open_picks
from runner.review.session import Session
from runner.service.queue import Queue
from runner.store import runfile
from runner.store.runfile import RunFile


@pytest.fixture(autouse=True)
def nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # a test carries out the job itself


def about(run: Path) -> RunFile:
    found = runfile.read(run)
    assert found is not None
    return found


def test_measuring_keeps_the_texts_and_knows_sequences(runs: Path, run: Path) -> None:
    switch.picks("demo", run, 5).once(Queue(runs))
    (job,) = Queue(runs).jobs()
    assert "caption=composer" in job.words, "as the run was made"
    program.run(job.words, Path(job.folder), check=True)
    again = review_set.newest(runs, "demo")
    assert again is not None
    assert again != run
    desk = open_picks(Session(review_set.read(again, runs), "Ada")).desk
    assert desk.options.keep == 5
    assert desk.photos["tiles"].drop_nulls().len() > 0
    texts = [review_set.read(each, runs).photos.sort("source_path")["caption"].to_list() for each in (run, again)]
    assert texts[0] == texts[1]


def test_another_number_takes_the_place_of_the_first(run: Path, runs: Path) -> None:
    before = about(run)
    asked = replace(switch.picks("demo", run, 9), last=replace(before, command=f"{before.command} cull.keep=5"))
    assert "cull.keep=5" not in asked.command(runs)
    assert asked.command(runs).count("cull.keep=9") == 1


def test_it_goes_into_the_folder_where_the_runs_are_now(run: Path, runs: Path) -> None:
    was = about(run).command
    assert "paths.runs=" in was
    asked = switch.picks("demo", run, 9)
    assert f"paths.runs={runs}" in asked.command(runs)
    asked.once(Queue(runs))
    (job,) = Queue(runs).jobs()
    assert [word for word in job.words if word.startswith("paths.runs=")] == [f"paths.runs={runs}"]


def test_of_a_sweep_only_the_set_is_repeated(run: Path, runs: Path) -> None:
    runfile.write(run, replace(about(run), command="runner -m set=demo caption=composer,template"))
    assert switch.picks("demo", run, 9).command(runs) == f"runner set=demo cull.keep=9 paths.runs={runs}"


def test_sets_without_faces_are_offered(runs: Path) -> None:
    (faces,) = switch.without_people(runs)
    assert faces.name == "demo"
    assert faces.command(runs).startswith("runner set=demo caption=composer ")
    assert "set.people=true" in faces.command(runs)
