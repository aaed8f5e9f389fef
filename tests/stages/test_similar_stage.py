from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from pydantic import TypeAdapter, ValidationError
from stage_inputs import given

from runner.imaging.phash import phash
from runner.imaging.resemblance import SimilarOptions
from runner.schema import DeriveRow, ExifRow, QualityRow, Row, SimilarRow, SourceRow
from runner.stage import Folders
from runner.stages import kinds
from runner.stages.similar import similar
from runner.store import evidence

FOLDERS = Folders(Path("runs"), Path("runs/set/run"))
NOON = datetime(2024, 5, 1, 12)


class Set:
    """Evidence of a set of photos, added one by one in file order."""

    def __init__(self) -> None:
        self.tables: dict[type[Row], pl.DataFrame] = {}
        for row_type in (DeriveRow, ExifRow, QualityRow):
            self.tables[row_type] = pl.DataFrame(schema=evidence.table_schema(row_type))
        self.tables[SourceRow] = pl.DataFrame(schema=evidence.columns(SourceRow))

    def add(
        self,
        item_id: str,
        picture: np.ndarray | None,
        *,
        seconds: float | None = None,
        score: float | None = None,
        path: str | None = None,
        offset: int | None = None,
    ) -> None:
        """A photo of which all stages have a row; `picture` is its luma, None where its hash is not known."""
        self.add_source(item_id, path or f"{item_id}.jpg")
        hashed = None if picture is None else phash(picture)
        self.add_row(DeriveRow, item_id, width=400, height=300, phash=hashed, renditions=[], colours=[])
        when = None if seconds is None else NOON + timedelta(seconds=seconds)
        self.add_row(ExifRow, item_id, captured_at=when, utc_offset_min=offset, keywords=[], raw="{}")
        self.add_row(QualityRow, item_id, score=score, parts=[])

    def add_source(self, item_id: str, path: str, is_copy: bool = False) -> None:
        row = SourceRow(item_id, path, is_copy, "0", 1, None, None)
        self._append(SourceRow, evidence.to_record(row))

    def add_row(self, row_type: type[Row], item_id: str, status: str = "ok", **values: Any) -> None:
        blank = dict.fromkeys(evidence.table_schema(row_type))
        self._append(row_type, {**blank, "item_id": item_id, "status": status, **values})

    def _append(self, row_type: type[Row], record: dict[str, Any]) -> None:
        table = self.tables[row_type]
        self.tables[row_type] = pl.concat([table, pl.DataFrame([record], schema=table.schema, orient="row")])

    def run(self, options: SimilarOptions | None = None) -> dict[str, SimilarRow]:
        table = similar(given("similar", self.tables), options or SimilarOptions(), FOLDERS)
        assert table.schema == {"item_id": pl.String(), **evidence.columns(SimilarRow)}
        return dict(zip(table["item_id"], evidence.to_rows(SimilarRow, table), strict=True))


@pytest.fixture
def photos() -> Set:
    return Set()


def scene(seed: int, changed: float = 0.0) -> np.ndarray:
    """Luma of a picture with broad forms; `changed` mixes so much of another one in."""
    forms = [np.random.default_rng(each).normal(128, 40, (8, 8)).repeat(4, 0).repeat(4, 1) for each in (seed, 900)]
    return forms[0] * (1 - changed) + forms[1] * changed


ALONE = SimilarRow(None, None, 1, True, None, None)


def test_a_photo_of_its_own_is_alone(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=0, score=5)
    photos.add("bb", scene(2), seconds=1, score=5)
    assert photos.run() == {"aa": ALONE, "bb": ALONE}


def test_a_burst_is_a_series_with_a_best_pick(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=2, score=6)
    photos.add("bb", scene(1, 0.2), seconds=0, score=5)
    photos.add("cc", scene(1, 0.1), seconds=1, score=7)
    photos.add("dd", scene(2), seconds=3, score=9)
    rows = photos.run(SimilarOptions(distance=0))
    assert [(row.series, row.position, row.count, row.best) for row in rows.values()] == [
        ("bb", 3, 3, False),
        ("bb", 1, 3, False),
        ("bb", 2, 3, True),
        (None, None, 1, True),
    ]


def test_a_near_duplicate_names_the_better_photo_wherever_it_is(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=0, score=5, path="2019/a.jpg")
    photos.add("bb", scene(2), seconds=10, score=5, path="2020/b.jpg")
    photos.add("cc", scene(1) * 1.02, seconds=1e7, score=6, path="export/a.jpg")
    rows = photos.run()
    assert (rows["aa"].near_duplicate_of, rows["aa"].series) == ("cc", None)
    assert rows["bb"] == rows["cc"] == ALONE


def test_of_equally_good_photos_the_earlier_is_kept(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=9)
    photos.add("bb", scene(1), seconds=3)
    rows = photos.run()
    assert (rows["aa"].near_duplicate_of, rows["bb"].near_duplicate_of) == ("bb", None)
    assert (rows["aa"].best, rows["bb"].best) == (False, True)


def test_the_distance_counts_differing_bits(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=0)
    photos.add("bb", scene(1, 0.05), seconds=1e6)
    one, other = (int(phash(scene(1, changed)) or "0", 16) for changed in (0, 0.05))
    bits = (one ^ other).bit_count()
    assert 0 < bits <= 8
    assert photos.run(SimilarOptions(distance=bits))["bb"].distance == bits
    assert photos.run(SimilarOptions(distance=bits - 1))["bb"].near_duplicate_of is None


def test_pictures_without_structure_are_no_duplicates(photos: Set) -> None:
    for item_id, level in (("aa", 0.0), ("bb", 0.0), ("cc", 255.0)):
        photos.add(item_id, np.full((32, 32), level), seconds=0)
    assert set(photos.run().values()) == {ALONE}


def test_photos_without_times_are_told_by_file_order(photos: Set) -> None:
    photos.add("aa", scene(1), path="x/1.jpg")
    photos.add("bb", scene(1, 0.1), path="x/2.jpg")
    photos.add("cc", scene(1, 0.1), path="y/1.jpg")
    rows = photos.run(SimilarOptions(distance=0))
    assert [(row.series, row.position) for row in rows.values()] == [("aa", 1), ("aa", 2), (None, None)]
    assert rows["cc"].near_duplicate_of == "bb"


def test_failed_photos_and_copies_have_no_row(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=0)
    photos.add_source("bb", "broken.jpg")
    photos.add_row(DeriveRow, "bb", status="failed", renditions=[], colours=[])
    photos.add_source("aa", "copy of aa.jpg", is_copy=True)
    photos.add_source("cc", "locked.jpg")
    assert photos.run() == {"aa": ALONE}


def test_metadata_and_quality_are_used_only_where_the_graph_has_them(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=0, score=5)
    photos.add("bb", scene(1, 0.1), seconds=1e6, score=6)
    assert photos.run()["aa"].series is None
    del photos.tables[ExifRow], photos.tables[QualityRow]
    rows = photos.run()
    assert (rows["aa"].series, rows["aa"].best, rows["bb"].best) == ("aa", True, False)


def test_a_photo_whose_metadata_could_not_be_read_goes_by_file_order(photos: Set) -> None:
    photos.add("aa", scene(1), seconds=0)
    photos.add("bb", scene(1, 0.1), seconds=1e6)
    table = photos.tables[ExifRow]
    photos.tables[ExifRow] = table.with_columns(
        pl.when(pl.col("item_id") == "bb").then(pl.lit("failed")).otherwise("status").alias("status")
    )
    assert photos.run()["bb"].series == "aa"


def test_an_empty_set_gives_an_empty_table(photos: Set) -> None:
    assert photos.run() == {}


@pytest.mark.parametrize(
    "wrong",
    [{"distance": 9}, {"window": 0}, {"limits": ()}, {"limits": [(5, 33)]}, {"untimed": -1}, {"distanse": 3}],
    ids=str,
)
def test_wrong_options_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(SimilarOptions).validate_python(wrong)


@pytest.mark.parametrize("limits", [((60.0, 10), (5.0, 8)), ((5.0, 10), (60.0, 12)), ((5.0, 10), (5.0, 8))])
def test_limits_out_of_order_are_a_problem(limits: tuple[tuple[float, int], ...]) -> None:
    assert SimilarOptions(limits=limits).problems()
    assert not SimilarOptions().problems()


def test_the_stage_is_registered() -> None:
    stage = kinds()["similar"]
    assert (stage.row, stage.needs, stage.scope) == (SimilarRow, {"pictures": DeriveRow}, "set")


def test_importing_the_stage_loads_no_array_library() -> None:
    code = "import sys, runner.stages.similar; assert not {'numpy', 'pyvips', 'onnxruntime'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("offsets", [(120, 120, 60, 60), (None, None, None, None)])
def test_a_burst_over_the_end_of_summer_time_is_one_series(offsets: tuple[int | None, ...], photos: Set) -> None:
    for name, seconds, offset in zip("abcd", (3598, 3599.5, 0, 1), offsets, strict=True):
        photos.add(name * 2, scene(1), seconds=seconds, offset=offset, score=5)
    found = photos.run()
    assert [(found[name].series, found[name].position, found[name].count) for name in ("aa", "bb", "cc", "dd")] == [
        ("aa", place, 4) for place in (1, 2, 3, 4)
    ]


def test_fractions_of_a_second_order_a_burst(photos: Set) -> None:
    for name, seconds in (("aa", 1.75), ("bb", 1.25), ("cc", 1.5)):
        photos.add(name, scene(1), seconds=seconds, score=5)
    assert {name: row.position for name, row in photos.run().items()} == {"aa": 3, "bb": 1, "cc": 2}
