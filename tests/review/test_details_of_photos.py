"""Columns that stay packed until a photo is viewed: the values are the same, however they are accessed."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl

from runner.review import review_set
from runner.review.details import PhotoDetails
from runner.review.query import parse
from runner.review.session import Session
from runner.store import rows
from runner.store.rows import ROW_GROUP


def test_each_row_is_that_of_the_file_and_survives_it(run: Path, runs: Path) -> None:
    written = rows.read(run)
    assert written.table.height > written.photos().height, "copies stand between the photos"
    session = Session(review_set.read(run, runs), "Ada")
    snapshot = session.snapshot
    assert {"grounds", "renditions"} <= set(snapshot.photos.details.columns)
    shutil.rmtree(run)
    for place, expected in enumerate(written.photos().iter_rows(named=True)):
        original, row = snapshot.original(place), snapshot.row(place)
        assert {name: original[name] for name in expected} == expected
        assert {name: row[name] for name in expected} == expected
        assert set(original) == set(expected) | {"thumbnail", "picture"}
    whole = snapshot.photos.whole_table().select(written.table.columns)
    assert whole.equals(written.photos())


def test_a_column_that_stays_packed_is_a_key_of_filters(run: Path, runs: Path) -> None:
    session = Session(review_set.read(run, runs), "Ada")
    declared = {column.name for column in session.snapshot.photos.context.columns}
    (name, *_) = sorted(declared & set(session.snapshot.photos.details.columns))
    values = session.snapshot.photos.details.column(name)
    missing = session.snapshot.find(parse(f"missing:{name}"))
    empty = values.list.len().eq(0) if isinstance(values.dtype, pl.List) else values.is_null()
    assert missing == (values.is_null() | empty).fill_null(value=True).arg_true().to_list()


def test_places_beyond_the_first_block_are_found_where_rows_are_left_out() -> None:
    count = 2 * ROW_GROUP + 7
    frame = pl.DataFrame({"number": range(count)})
    is_photo = pl.Series([number % 3 != 0 for number in range(count)])
    details = PhotoDetails(frame.lazy(), is_photo)
    expected = frame.filter(is_photo)["number"]
    assert details.column("number").to_list() == expected.to_list()
    for place in (0, 1, ROW_GROUP - 1, len(expected) - 1):
        assert details.row(place) == {"number": expected[place]}
