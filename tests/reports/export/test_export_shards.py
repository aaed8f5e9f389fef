from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from runner.reports.export import shards
from runner.reports.export.shards import Kind, write


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    for number in range(5):
        (tmp_path / f"{number}.jpg").write_bytes(bytes([number]) * 1000)
    return tmp_path


def rows(count: int = 5) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "item_id": [f"{number:016x}" for number in range(count)],
            "keywords": [["a", "b, c"]] * count,
            "findings": [[{"rule": "fluff", "words": ["ARROW:schema"]}]] * count,
            "picture": [f"{number}.jpg" for number in range(count)],
            "picture_bytes": [1000] * count,
        }
    )


def test_pictures_are_cut_into_files_of_a_bounded_size(pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_BYTES", 2500)
    made = write(pictures / "out", "train", rows(), Kind("parquet", "bytes", pictures))
    assert [path.name for path in made] == [f"train-0000{number}-of-00003.parquet" for number in range(3)]
    assert [pl.read_parquet(path).height for path in made] == [2, 2, 1]
    read = pl.read_parquet(made)
    assert read["item_id"].to_list() == rows()["item_id"].to_list()
    assert [image["bytes"] for image in read["image"]] == [bytes([number]) * 1000 for number in range(5)]


def test_a_picture_larger_than_a_shard_is_a_shard(pictures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "SHARD_BYTES", 10)
    assert len(write(pictures / "out", "train", rows(), Kind("parquet", "bytes", pictures))) == 5
    assert len(write(pictures / "out", "test", rows(), Kind("parquet", "paths", pictures))) == 1


def test_types_are_those_of_parquet_so_that_a_picture_is_known_as_one(pictures: Path) -> None:
    (made,) = write(pictures / "out", "train", rows(), Kind("parquet", "bytes", pictures))
    schema = pq.read_schema(made)
    assert str(schema.field("image").type) == "struct<bytes: binary, path: string>"
    assert json.loads(schema.metadata[b"huggingface"])["info"]["features"] == {"image": {"_type": "Image"}}
    assert pl.read_parquet(made)["findings"][0][0]["words"] == ["ARROW:schema"], "texts stay as they are"


def test_a_picture_that_is_gone_is_null(pictures: Path) -> None:
    (pictures / "3.jpg").unlink()
    table = rows().with_columns(picture=pl.when(pl.col("item_id").str.ends_with("0")).then(None).otherwise("picture"))
    (made,) = write(pictures / "out", "train", table, Kind("parquet", "bytes", pictures))
    assert [image is None for image in pl.read_parquet(made)["image"]] == [True, False, False, True, False]


def test_csv_has_words_with_semicolons_and_json_for_what_is_nested(pictures: Path) -> None:
    (made,) = write(pictures / "out", "train", rows(2), Kind("csv", "paths", pictures))
    read = pl.read_csv(made)
    assert read["keywords"].to_list() == ["a; b, c"] * 2
    assert json.loads(read["findings"][0]) == [{"rule": "fluff", "words": ["ARROW:schema"]}]
    assert read["image"].to_list() == [str(pictures / "0.jpg"), str(pictures / "1.jpg")]


def test_json_lines_keep_lists(pictures: Path) -> None:
    (made,) = write(pictures / "out", "train", rows(2), Kind("jsonl", "paths", pictures))
    first = json.loads(made.read_text().splitlines()[0])
    assert first["keywords"] == ["a", "b, c"]
    assert first["image"] == str(pictures / "0.jpg")
