"""A graph in which no stage is named like its kind: from photos to publishing and export, nothing depends on names."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import polars as pl
import program
import publish_command
import pytest
import yaml
from publish_command import Workplace

from runner.config.folder import configuration_folder
from runner.store import rows as review_rows


def renamed(folder: Path) -> None:
    """The shipped graph with `my_` before every name."""
    graph = yaml.safe_load((configuration_folder() / "graph" / "prepare.yaml").read_text())
    stages = {}
    for name, stage in graph["stages"].items():
        own = {**(stage or {}), "kind": name}
        if "needs" in own:
            own["needs"] = [f"my_{need}" for need in own["needs"]]
        stages[f"my_{name}"] = own
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text(yaml.safe_dump({"name": "mine", "stages": stages}, sort_keys=False))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("renamed")
    work = publish_command.prepared(folder)
    renamed(folder / "conf" / "graph")
    ended = work.run("graph=mine", "caption=composer", f"set.source={folder / 'photos'}",
                     "set.location='Amsterdam, Netherlands'", "--config-dir", str(folder / "conf"))  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return work


def test_prepare_review_publish_and_export(work: Workplace) -> None:
    run = (work.folder / "runs/travel/latest").resolve()
    assert {path.name.removeprefix("my_") for path in (run / "evidence").iterdir()} >= {"derive", "repair", "gate"}
    assert all(path.name.startswith("my_") for path in (run / "evidence").iterdir())
    prepared = review_rows.read(run)
    assert prepared.photos()["outcome"].to_list() == ["passed"] * publish_command.PHOTOS
    assert prepared.photos()["renditions"].list.len().to_list() == [3] * publish_command.PHOTOS

    from runner.review.review_set import read
    from runner.review.session import Session

    session = Session(read(run, work.folder / "runs"), "me")
    assert session.review_set.photos["thumbnail"].null_count() == 0
    assert not session.approve(list(range(publish_command.PHOTOS))).refused

    ended = work.run("graph=publish", "publish.yes=true")
    assert ended.returncode == 0, ended.stderr + ended.stdout
    with sqlite3.connect(work.folder / "site" / "photos.db") as database:
        (count,) = database.execute("SELECT count(*) FROM photos").fetchone()
    assert count == publish_command.PHOTOS
    assert len([name for name in work.files() if name.endswith(".jpg")]) == 2 * publish_command.PHOTOS

    out = work.folder / "export"
    export(work, out)
    table = pl.read_parquet(list(out.rglob("examples/*.parquet")))
    assert table.height == publish_command.PHOTOS
    assert set(table["label"]) == {"approved"}
    assert table["facts"].null_count() == 0


def export(work: Workplace, out: Path) -> None:
    command = ["export", "travel", f"out={out}", f"paths.runs={work.folder / 'runs'}"]
    program.run(command, work.folder, check=True)


def test_what_was_computed_under_other_names_is_used_again(work: Workplace) -> None:
    """A stage's name is no part of what its results depend on."""
    run = (work.folder / "runs/travel/latest").resolve()
    derived = pl.read_parquet(list((run / "evidence/my_derive").glob("*.parquet")))
    assert set(derived["run_id"]) != {run.name}, "the photos were decoded by the run before, under the shipped names"
