"""What lies beside a photo is a part of its identity at the stage that reads it, and at all that need that stage."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import polars as pl
from sample_stages import NOTED, NOTES, RunOnce, Write

from runner.engine.ledger import UNKNOWN, Part
from runner.engine.surroundings import NOTHING, Surroundings
from runner.graph import Graph, Node
from runner.schema import Options
from runner.stage import Item
from runner.store import evidence
from runner.store.catalog import open_catalog

TEXTS = {"a.jpg": "a", "b.jpg": "bb", "c.jpg": "ccc"}


def lengths(run: Path) -> list[int]:
    return sorted(evidence.read(run, "measure").filter(pl.col("status") == "ok")["length"].to_list())


def work(tmp_path: Path) -> Counter[str]:
    return Counter((tmp_path / "runs" / "work.log").read_text().splitlines())


def test_only_a_photo_beside_which_something_changed_is_computed_again_and_all_that_needs_it(
    write: Write, photos: Path, run_once: RunOnce, tmp_path: Path
) -> None:
    write(TEXTS)
    assert lengths(run_once(NOTES)) == [1, 2, 3]
    for note, expected, times in (("1234567", [1, 3, 9], 2), ("1", [1, 3, 3], 3)):
        (photos / "b.note").write_text(note)
        for _ in range(2):
            run = run_once(NOTES)
            assert lengths(run) == expected
            assert evidence.read(run, "rank").height == 3
        assert work(tmp_path) == {"a.jpg": 1, "b.jpg": times, "c.jpg": 1}
    (photos / "b.note").unlink()
    assert lengths(run_once(NOTES)) == [1, 2, 3]
    assert work(tmp_path)["b.jpg"] == 3, "the results without a note are still there"


def test_a_part_that_an_earlier_version_wrote_is_taken_once_for_what_is_there_today(
    write: Write, photos: Path, run_once: RunOnce, tmp_path: Path
) -> None:
    write(TEXTS)
    (photos / "a.note").write_text("12")
    run_once(NOTES)
    with open_catalog(tmp_path / "runs" / "catalog.db") as catalog:
        catalog.execute("UPDATE parts SET basis = NULL")
    assert lengths(run_once(NOTES)) == [2, 3, 3]
    assert work(tmp_path) == {"a.jpg": 1, "b.jpg": 1, "c.jpg": 1}
    (photos / "a.note").write_text("1234567")
    assert lengths(run_once(NOTES)) == [2, 3, 8]
    assert work(tmp_path) == {"a.jpg": 2, "b.jpg": 1, "c.jpg": 1}


def test_a_copy_elsewhere_has_what_lies_beside_it_there(
    write: Write, photos: Path, run_once: RunOnce, tmp_path: Path
) -> None:
    write(TEXTS)
    (photos / "a.note").write_text("12")
    first = run_once(NOTES)
    shutil.move(photos, tmp_path / "elsewhere")
    shutil.copytree(tmp_path / "elsewhere", photos, ignore=shutil.ignore_patterns("*.note"))
    assert lengths(first) == [2, 3, 3]
    assert lengths(run_once(NOTES)) == [1, 2, 3]


def test_a_part_written_under_other_surroundings_is_stale_for_some_of_its_photos(photos: Path, write: Write) -> None:
    write(TEXTS)
    (photos / "a.note").write_text("note")
    items = {name[0] * 16: Item(name[0] * 16, photos / name) for name in TEXTS}
    graph = Graph("notes", (Node("noted", NOTED, (), Options(), 30), *NOTES.nodes[1:]))
    now, node = Surroundings(graph, items), graph["measure"]
    (digest, *others) = now.basis(node, list(items))
    assert digest != NOTHING
    assert others == [NOTHING, NOTHING]
    assert now.basis(node, list(items)[1:]) == ()
    known = tuple(items)
    assert now.stale(node, Part("k", "s", "measure", known, (), ())) == {known[0]}
    assert now.stale(node, Part("k", "s", "measure", known, (), (digest, *others))) == frozenset()
    assert now.stale(node, Part("k", "s", "measure", known[1:], known[:1], (NOTHING, digest, NOTHING))) == {
        known[0],
        known[2],
    }
    old = Part("k", "s", "measure", known, (), None)
    assert now.stale(node, old) == frozenset()
    assert now.adopted(node, old) == (digest, *others)
    assert now.adopted(node, Part("k", "s", "measure", ("f" * 15 + "0",), (), None)) == (UNKNOWN,)
