from __future__ import annotations

import polars as pl

from runner.reports.export.splits import SPLITS, Shares, groups, split_of

USUAL = Shares(80, 10, 10)


def similar(*rows: tuple[str, str | None, str | None]) -> pl.DataFrame:
    schema = dict.fromkeys(("item_id", "series", "near_duplicate_of"), pl.String())
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_a_series_and_what_nearly_repeats_one_of_its_photos_are_one_group() -> None:
    found = groups(
        similar(("b1", "b1", None), ("b2", "b1", None), ("a9", None, "b2"), ("c3", None, "a9"), ("d4", None, None))
    )
    assert found == {"b1": "a9", "b2": "a9", "a9": "a9", "c3": "a9", "d4": "d4"}


def test_two_series_with_near_duplicates_between_them_are_one_group() -> None:
    found = groups(similar(("a", "a", None), ("b", "a", None), ("c", "c", "b"), ("d", "c", None)))
    assert set(found.values()) == {"a"}


def test_the_order_of_photos_does_not_change_the_groups() -> None:
    rows = [("b1", "b1", None), ("b2", "b1", None), ("a9", None, "b2"), ("c3", None, "a9")]
    assert groups(similar(*rows)) == groups(similar(*reversed(rows)))


def test_a_photo_more_elsewhere_moves_no_group() -> None:
    few = similar(("b1", "b1", None), ("b2", "b1", None))
    more = similar(("a0", None, None), ("b1", "b1", None), ("b2", "b1", None), ("f0", "b1", None))
    assert {key: groups(more)[key] for key in groups(few)} == groups(few)


def test_splits_have_their_shares_and_never_change() -> None:
    drawn = [split_of(f"{number:016x}", USUAL) for number in range(10_000)]
    shares = [drawn.count(split) / 100 for split in SPLITS]
    assert all(abs(share - wanted) < 1.5 for share, wanted in zip(shares, USUAL, strict=True)), shares
    known = [split_of(name, USUAL) for name in ("eeee", "6666", "2222")]
    assert known == ["train", "validation", "test"], "their SHA-256 begin at 3, 84 and 92 hundredths"
    assert {split_of(f"{number:016x}", Shares(0, 0, 100)) for number in range(100)} == {"test"}
    assert {split_of(f"{number:016x}", Shares(100, 0, 0)) for number in range(100)} == {"train"}
