"""`runner export` on a run of the program, read by `datasets` and by polars."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import program
import pytest

from runner.reports.export.splits import SPLITS, Shares, groups, split_of
from runner.reports.over_time.reference import RegressionOptions, load
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, PhotoDecision, ReviewContext, record

Export = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run of the demo, of which three photos are approved, one is rejected and one is rewritten."""
    place = tmp_path_factory.mktemp("export")
    program.run(["set=demo", "caption=composer"], place, check=True)
    ready = reviewed(place).filter(pl.col("outcome") == "passed").to_dicts()
    verdicts = [PhotoDecision(row["item_id"], "approved", row["content_hash"]) for row in ready[:3]]
    verdicts.append(PhotoDecision(ready[3]["item_id"], "rejected", ready[3]["content_hash"], "not what it shows"))
    edit = Edit(ready[4]["item_id"], "caption", "Written by a person, in the morning.")
    with open_catalog(place / "runs" / "catalog.db") as catalog:
        record(catalog, ReviewContext("demo", latest(place).name, "Ada"), [edit], verdicts)
    return place


@pytest.fixture
def export(place: Path) -> Export:
    """Start `runner export` there."""
    return lambda *arguments: program.run(["export", *arguments], place)


def latest(place: Path) -> Path:
    return (place / "runs" / "demo" / "latest").resolve()


def reviewed(place: Path) -> pl.DataFrame:
    """Its photos."""
    return pl.read_parquet(latest(place) / "rows.parquet").filter(pl.col("outcome") != "copy")


def files(folder: Path, table: str, form: str = "parquet") -> dict[str, list[str]]:
    found = {split: sorted(map(str, (folder / table).glob(f"{split}-*.{form}"))) for split in SPLITS}
    return {split: names for split, names in found.items() if names}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The library `datasets`, off the network, with its cache below tmp_path."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    monkeypatch.setattr(datasets.config, "HF_DATASETS_OFFLINE", True)
    datasets.disable_progress_bars()
    return lambda *arguments, **options: datasets.load_dataset(*arguments, cache_dir=str(tmp_path / "cache"), **options)


def test_the_export_is_read_by_datasets_and_polars(export: Export, place: Path, hub: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = export("demo", f"out={out}", "images=bytes")
    assert said.returncode == 0, said.stderr
    assert "3 failed" in said.stdout
    loaded = hub("parquet", data_files=files(out, "examples"))
    labels = [label for split in loaded.values() for label in split["label"]]
    blocked = reviewed(place).filter(pl.col("outcome") == "blocked").height
    assert sorted(labels) == ["approved"] * 3 + ["blocked"] * blocked + ["rejected"]
    first = next(iter(loaded.values()))[0]
    own = reviewed(place).row(by_predicate=pl.col("item_id") == first["item_id"], named=True)
    longest = max(own["width"], own["height"])
    assert max(first["image"].size) == min(longest, 1024), "decoded as a picture, of the size of the rendition"
    (pair,) = (row for split in hub(str(out), "preferences").values() for row in split)
    assert json.loads(pair["chosen"])["caption"] == "Written by a person, in the morning."
    assert hub(str(out), "examples").keys() == loaded.keys(), "by the card's front matter"
    read = pl.read_parquet(out / "examples" / "*.parquet")
    approved = read.filter("positive").select("item_id", "caption", "alt_text", "keywords")
    theirs = reviewed(place).join(approved.select("item_id"), on="item_id").select(approved.columns)
    assert approved.sort("item_id").equals(theirs.sort("item_id"))
    with open_catalog(place / "runs" / "catalog.db") as catalog:
        by_export, by_catalogue = (
            load(RegressionOptions(reference, 0.0), place / "runs", "demo", catalog)
            for reference in (str(out), "approved")
        )
    assert by_export is not None
    assert by_catalogue is not None
    assert by_export.sort("item_id").equals(by_catalogue.sort("item_id")), "a run can be held against either"


def test_photos_that_belong_together_are_in_one_split(export: Export, place: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert export("demo", f"out={out}", "splits=40/30/30").returncode == 0
    placed = {
        item_id: split
        for split, names in files(out, "examples").items()
        for item_id in pl.read_parquet(names)["item_id"]
    }
    parts = sorted((latest(place) / "evidence" / "similar").iterdir())
    grouped = groups(pl.read_parquet(parts))
    assert len(set(grouped.values())) < len(grouped), "the demo has a series"
    assert placed == {item_id: split_of(grouped[item_id], Shares(40, 30, 30)) for item_id in placed}
    assert len(set(placed.values())) == 3


def test_other_formats_hold_the_same_and_replace_each_other(
    export: Export, place: Path, hub: Any, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert export("demo", f"out={out}").returncode == 0
    paths = pl.read_parquet(out / "examples" / "*.parquet").sort("item_id")
    assert all(Path(image["path"]).is_file() for image in paths["image"])
    loaded = hub("parquet", data_files=files(out, "examples"))
    assert next(iter(loaded.values()))[0]["image"].size[0] > 0, "a path is followed"
    assert export("demo", f"out={out}", "format=jsonl").returncode == 0
    assert not list(out.rglob("*.parquet"))
    lines = [json.loads(line) for path in (out / "examples").iterdir() for line in path.read_text().splitlines()]
    assert sorted(line["caption"] or "" for line in lines) == sorted(paths["caption"].fill_null(""))
    assert export("demo", f"out={out}", "format=csv").returncode == 0
    csv = pl.concat([pl.read_csv(path, infer_schema=False) for path in sorted((out / "examples").iterdir())])
    assert csv.sort("item_id")["caption"].to_list() == paths["caption"].to_list()
    checked = program.run(["check", next(iter(files(out, "examples", "csv").values()))[0]])
    assert checked.returncode == 0, "what is exported can be checked again"


def test_the_card_says_where_it_comes_from_and_invents_no_licence(export: Export, place: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert export("demo", f"out={out}").returncode == 0
    card = (out / "README.md").read_text()
    run = latest(place)
    models = json.loads((run / "run.json").read_text())["models"]
    assert run.name in card
    assert all(digest in card for digest in models.values())
    assert "To be stated by the owner" in card
    assert "license:" not in card
    assert str(place) not in card, "no path of this machine"


def test_what_cannot_be_exported_is_a_sentence_and_leaves_nothing(export: Export, place: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in place.iterdir())
    for arguments, code, sentence in (
        (["nowhere", "out=x"], 2, "is not a run in"),
        (["demo", "out=x", "picture=huge"], 3, "It made: model, thumbnail, web."),
        (["demo", "out=photos"], 2, "the folder is not empty and holds no export"),
    ):
        ended = export(*arguments)
        assert ended.returncode == code, ended.stderr
        assert sentence in ended.stderr
    assert sorted(path.name for path in place.iterdir()) == before
