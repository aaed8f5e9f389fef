"""Whoever said no is not named in any photo that shows them, even if only the embedding tells who it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import program
import pyvips
from skimage import data

from runner.people.names_in_texts import consenting, withdrawn
from runner.store import rows
from runner.store.catalog import open_existing
from runner.store.people import Word, record


def _save(pixels: np.ndarray, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    pyvips.Image.new_from_array(pixels).copy(interpretation="srgb").jpegsave(str(path), Q=92)


def _runner(folder: Path, *words: str, check: bool = True) -> str:
    return program.run([*words, f"paths.runs={folder / 'runs'}"], folder, check=check).stdout


def _run(folder: Path) -> Path:
    chosen = ["set=travel", "set.people=true", "caption=composer", f"set.source={folder / 'photos'}"]
    _runner(folder, *chosen, "set.subject=portrait", "set.location=Houston, Texas", "set.hints=[flag,suit,orange]")
    return (folder / "runs" / "travel" / "latest").resolve()


def test_a_photo_that_came_after_the_no_is_held_back_until_somebody_says_it_is_another(tmp_path: Path) -> None:
    _save(data.astronaut(), tmp_path / "photos" / "whole.jpg")
    run = _run(tmp_path)
    (face,) = rows.read(run).table["person_faces"].explode().struct.field("face_id")
    _runner(tmp_path, "people", "name", face, "Ann")
    _runner(tmp_path, "people", "consent", "Ann", "no")

    _save((data.astronaut()[:400, 60:460] * 0.7).astype(np.uint8), tmp_path / "photos" / "later.jpg")
    _run(tmp_path)
    _runner(tmp_path, "edit", "travel", "name:later", "caption=Ann stands before the flag in Houston.")
    refused = program.run(
        ["decide", "travel", "approve", "name:later", f"paths.runs={tmp_path / 'runs'}"], tmp_path, check=False
    )
    assert refused.returncode == 1
    assert "Ann" in refused.stdout + refused.stderr

    table = rows.read((tmp_path / "runs" / "travel" / "latest").resolve()).table
    (later,) = (row for row in table.iter_rows(named=True) if row["source_path"].endswith("later.jpg"))
    (automatic,) = later["person_faces"]
    assert (automatic["person"], automatic["said"]) == ("Ann", False)
    named = {**later, "caption": "Ann stands before the flag."}
    with open_existing(tmp_path / "runs" / "catalog.db") as catalog:
        assert withdrawn(named, consenting(catalog))
        assert not withdrawn({**later, "caption": "Planning before the flag."}, consenting(catalog))
        record(catalog, "ann", [Word("not", automatic["face_id"], person=automatic["group"])])
        assert not withdrawn(named, consenting(catalog))
