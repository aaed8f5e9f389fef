"""An unknown stage fails: its photos count as failed, and the run says so."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polars as pl
import program
import pytest

STAGE = """
from dataclasses import dataclass

from runner.errors import DecodeError
from runner.schema import DeriveRow, Options, Row
from runner.stage import item_stage


@dataclass(frozen=True, slots=True)
class NothingRow(Row):
    nothing: str


@dataclass(frozen=True)
class NoOptions(Options):
    pass


@item_stage("hopeless", row=NothingRow, options=NoOptions, needs={{"pictures": DeriveRow}}, failure="{failure}")
def hopeless(items, options, folders):
    for item in items:
        yield DecodeError("it never works")
"""


def run(place: Path, failure: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    (place / "plugins").mkdir()
    (place / "plugins" / "hopeless.py").write_text(STAGE.format(failure=failure))
    command = ["set=demo", "caption=composer", "+graph.stages.hopeless.needs=[derive]", *arguments,
               f"paths.plugins={place / 'plugins'}", f"paths.runs={place / 'runs'}"]  # fmt: skip
    return program.started(command, place)


@pytest.mark.parametrize(("strict", "code"), [(False, 0), (True, 4)])
def test_every_photo_has_failed(tmp_path: Path, strict: bool, code: int) -> None:
    ended = run(tmp_path, "photo", f"strict={str(strict).lower()}")
    assert ended.returncode == code, ended.stderr
    rows = pl.read_parquet(tmp_path / "runs/demo/latest/rows.parquet").filter(pl.col("outcome") != "copy")
    assert set(rows["outcome"]) == {"failed"}
    assert rows.filter(pl.col("error") == "it never works").height == 14
    assert "17 photos failed." in ended.stdout


def test_an_optional_stage_holds_nothing_against_a_photo(tmp_path: Path) -> None:
    ended = run(tmp_path, "optional", "strict=false")
    assert ended.returncode == 0, ended.stderr
    rows = pl.read_parquet(tmp_path / "runs/demo/latest/rows.parquet")
    assert rows.filter(pl.col("outcome") == "failed").height == 3, "those that are no photos"
