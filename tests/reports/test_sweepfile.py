"""`sweep.json`: it is read as it was written; a damaged one counts as missing."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from runner.store import runfile, sweepfile
from runner.store.runfile import State
from runner.store.sweepfile import SweepFile, Variant

FIRST = Variant(0, "caption=composer", ("set=demo", "caption=composer"))
SECOND = Variant(1, "caption=smollm2", ("set=demo", "caption=smollm2"))
FILE = SweepFile("20261121-090000-aaaa", "demo", "running", "runner -m …", "2026-11-21T08:00:00+00:00", (FIRST, SECOND))

STATES: tuple[State | None, ...] = ("finished", "running", "running", None)


def test_it_reads_as_it_was_written(tmp_path: Path) -> None:
    sweepfile.write(tmp_path, FILE.ended("finished"))
    read = sweepfile.read(tmp_path)
    assert read is not None
    assert (read.state, read.variants[1].name, list(read.variants[1].overrides)) == (
        "finished",
        "caption=smollm2",
        ["set=demo", "caption=smollm2"],
    )
    assert read.finished_at is not None


def test_a_variant_takes_the_place_of_its_number(tmp_path: Path) -> None:
    begun = Variant(0, FIRST.name, FIRST.overrides, "run-0", "running")
    assert FILE.with_variant(begun).variants == (begun, SECOND)


def test_what_is_damaged_is_none(tmp_path: Path) -> None:
    assert sweepfile.read(tmp_path) is None
    (tmp_path / "sweep.json").write_text('{"sweep_id": "x"}')
    assert sweepfile.read(tmp_path) is None


def test_the_newest_sweep_comes_first(tmp_path: Path) -> None:
    for name in ("20261120-1", "20261121-1"):
        folder = tmp_path / "sweeps" / "demo" / name
        folder.mkdir(parents=True)
        sweepfile.write(folder, FILE)
    assert [sweep.name for sweep in sweepfile.find(tmp_path)] == ["20261121-1", "20261120-1"]


def test_one_whose_process_is_gone_reads_as_killed_and_its_runs_as_they_say(tmp_path: Path) -> None:
    process = subprocess.Popen(["true"])
    process.wait()
    variants = [Variant(n, f"n={n}", (f"n={n}",), f"run-{n}", state) for n, state in enumerate(STATES)]
    sweepfile.write(tmp_path, replace(FILE, variants=tuple(variants), pid=process.pid))
    runfile.write(tmp_path / "run-1", runfile.begin(tmp_path / "run-1", "demo", "prepare", "runner").ended("finished"))
    read = sweepfile.read(tmp_path)
    assert read is not None
    assert (read.state, [each.state for each in read.variants]) == ("killed", ["finished", "finished", "killed", None])


def test_changes_by_several_at_once_are_all_kept(tmp_path: Path) -> None:
    sweepfile.write(tmp_path, replace(FILE, variants=()))
    made = [Variant(number, f"n={number}", ()) for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda each: sweepfile.update(tmp_path, lambda file: file.with_variant(each)), made))
    read = sweepfile.read(tmp_path)
    assert read is not None
    assert list(read.variants) == made


def test_of_several_that_would_continue_a_sweep_one_does(tmp_path: Path) -> None:
    sweepfile.write(tmp_path, FILE.ended("interrupted"))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: sweepfile.take_over(tmp_path, FILE.variants), range(8)))
    assert sorted(taken) == [False] * 7 + [True]
    assert not sweepfile.take_over(tmp_path, FILE.variants)


def test_what_is_finished_stays_and_the_rest_begins_anew(tmp_path: Path) -> None:
    done = replace(SECOND, number=0, run="run-0", state="finished", objective=0.5)
    broken = replace(FIRST, number=1, run="run-1", state="failed", error="it broke")
    sweepfile.write(tmp_path, replace(FILE, variants=(done, broken)).ended("failed"))
    assert sweepfile.take_over(tmp_path, (FIRST, SECOND))
    read = sweepfile.read(tmp_path)
    assert read is not None
    assert (read.state, read.finished_at, read.variants) == ("running", None, (FIRST, replace(done, number=1)))
    assert not sweepfile.take_over(tmp_path, ())


@pytest.mark.parametrize(
    ("states", "state"),
    [
        (("finished", "finished"), "finished"),
        (("finished", "stopped"), "stopped"),
        (("stopped", "failed"), "failed"),
        (("finished", None), "failed"),
    ],
)
def test_it_is_finished_when_all_of_its_variants_are(states: tuple[State | None, ...], state: State) -> None:
    variants = tuple(replace(FIRST, number=n, state=each) for n, each in enumerate(states))
    over = replace(FILE, variants=variants).over()
    assert (over.state, over.finished_at is None) == (state, False)
