"""An installed package of one file: a stage with many rows per photo, facts, a column, and a rule using the facts.

Nothing in the project names it, and it appears everywhere that a person looks.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import polars as pl
import program
import publish_command
import pytest
from publish_command import Workplace

from runner.store import rows as review_rows

FILE = Path(__file__).parents[1] / "demonstration" / "photo_shapes.py"
GRAPH = """
defaults: [prepare, _self_]
name: patches
stages:
  {node}: {{kind: patches, needs: [derive], least: 0.3}}
  facts: {{needs: [derive, exif, classify, {node}]}}
"""


def install(folder: Path) -> None:
    """The package as pip leaves it: its module, and what it says of itself."""
    folder.mkdir()
    shutil.copy(FILE, folder)
    about = folder / "photo_shapes-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: photo-shapes\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[photo_runner]\nshapes = photo_shapes\n")


def prepare(folder: Path, node: str = "patches") -> Workplace:
    work = publish_command.prepared(folder)
    install(folder / "installed")
    (folder / "conf" / "graph").mkdir(parents=True)
    (folder / "conf" / "graph" / "patches.yaml").write_text(GRAPH.format(node=node))
    ended = command(work, "graph=patches", "+rules.rules.unlit.severity=warn", "+rules.rules.unlit.words=[canal]",
                    "caption=composer", f"set.source={folder / 'photos'}",
                    "--config-dir", str(folder / "conf"))  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return work


def command(work: Workplace, *arguments: str) -> publish_command.subprocess.CompletedProcess[str]:
    found = os.pathsep.join([str(work.folder / "installed"), os.environ.get("PYTHONPATH", "")])
    return program.started(work.command(*arguments)[1:], work.folder, env={**os.environ, "PYTHONPATH": found})


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return prepare(tmp_path_factory.mktemp("patches"))


def latest(work: Workplace) -> Path:
    return (work.folder / "runs/travel/latest").resolve()


def test_its_rows_are_evidence_many_a_photo(work: Workplace) -> None:
    rows = pl.read_parquet(list((latest(work) / "evidence/patches").glob("*.parquet")))
    assert rows.group_by("item_id").len()["len"].max() == 4, "noise is bright in all four quarters"
    assert set(rows["patch"]) == {"upper left", "upper right", "lower left", "lower right"}
    assert rows["region"].struct.field("right").max() == 1.0


def test_its_column_is_in_the_rows_with_its_label(work: Workplace) -> None:
    prepared = review_rows.read(latest(work))
    (column,) = [each for each in prepared.columns if each.name == "patches"]
    assert (column.label, column.node, column.publish) == ("Bright patches", "patches", "text")
    first = prepared.photos()["patches"][0].to_list()
    assert first == ["lower left", "lower right", "upper left", "upper right"]


def test_an_approval_covers_it(work: Workplace) -> None:
    prepared = review_rows.read(latest(work))
    row = prepared.photos().row(0, named=True)
    from runner.store.content import content_hash

    assert row["content_hash"] == content_hash(row, prepared.fields)
    assert row["content_hash"] != content_hash({**row, "patches": ["lower left"]}, prepared.fields)


def test_the_report_shows_it(work: Workplace) -> None:
    from runner.reports.run_page.cards import cards
    from runner.reports.tables import Evidence

    prepared = review_rows.read(latest(work))
    shown = cards(prepared.table, Evidence({}, lambda *_: pl.DataFrame()), prepared.further)
    assert {each["label"] for each in shown["declared"][0]} >= {"Bright patches"}
    assert "Other values found" in (latest(work) / "report.html").read_text()


def test_the_reviewer_finds_photos_by_it(work: Workplace) -> None:
    from runner.review import review_set
    from runner.review.filters import key_labels
    from runner.review.session import Session

    session = Session(review_set.read(latest(work), work.folder / "runs"), "me")
    every = session.find("", "run")
    assert session.find('patches:"lower left"', "run") == every
    assert session.find("-missing:patches patches:low*", "run") == every
    assert session.find("patches:middle") == []
    assert key_labels(session.snapshot.photos.context)["patches"] == "Bright patches"


def test_its_facts_are_told_and_a_rule_uses_them(work: Workplace) -> None:
    facts = pl.read_parquet(list((latest(work) / "evidence/facts").glob("*.parquet")))
    said = {fact["witness"] for facts_of in facts["facts"] for fact in facts_of}
    assert said == {"patches"}
    rows = review_rows.read(latest(work)).photos()
    assert not any("unlit" in warnings for warnings in rows["warnings"]), "the photos are bright, and the rule knows"


def test_a_target_may_map_it(work: Workplace, tmp_path: Path) -> None:
    import sqlite3

    from runner.store.catalog import open_catalog
    from runner.store.decisions import PhotoDecision, ReviewContext, record

    prepared = review_rows.read(latest(work))
    first = prepared.photos().row(0, named=True)
    with open_catalog(work.folder / "runs/catalog.db") as catalog:
        record(
            catalog,
            ReviewContext("travel", "run", "me"),
            [],
            [PhotoDecision(first["item_id"], "approved", first["content_hash"])],
        )
    site = tmp_path / "site"
    ended = command(work, "graph=publish", "publish.yes=true", "+publish.columns.patches=light", f"publish.root={site}")
    assert ended.returncode == 0, ended.stderr + ended.stdout
    with sqlite3.connect(site / "photos.db") as database:
        (found,) = database.execute("SELECT light FROM photos").fetchone()
    assert found == "lower left, lower right, upper left, upper right"


def test_the_rule_speaks_where_the_witness_saw_nothing(work: Workplace) -> None:
    ended = command(work, "graph=patches", "graph.stages.patches.least=0.99", "+rules.rules.unlit.severity=warn",
                    "+rules.rules.unlit.words=[canal]", "caption=composer", f"set.source={work.folder / 'photos'}",
                    "executor.reuse=true", "hydra.run.dir=" + str(work.folder / "runs/travel/dark"),
                    "--config-dir", str(work.folder / "conf"))  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    rows = review_rows.read(work.folder / "runs/travel/dark").photos()
    assert all("unlit" in warnings for warnings in rows["warnings"])
    patches = pl.read_parquet(list((work.folder / "runs/travel/dark/evidence/patches").glob("*.parquet")))
    assert set(patches["status"]) == {"none"}, "looked at, and nothing found"
