"""`sweep.json`: read as written; a damaged one is none."""

from __future__ import annotations

from pathlib import Path

from runner.reports import sweepfile
from runner.reports.sweepfile import SweepFile, Variant

FIRST = Variant(0, "caption=composer", ("set=demo", "caption=composer"))
SECOND = Variant(1, "caption=smollm2", ("set=demo", "caption=smollm2"))
FILE = SweepFile("20261121-090000-aaaa", "demo", "running", "runner -m …", "2026-11-21T08:00:00+00:00", (FIRST, SECOND))


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
