"""Picks: exactly as many as asked, always the same, the best frames of many moments; people's flags win."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_year import Year, planted_year

from runner.messages import Message, known, word
from runner.picks.choice import Choice, choose
from runner.picks.options import CullOptions, Limits

SMALL = planted_year(400, seed=5)
ITEMS = SMALL.table["item_id"].to_list()


def test_what_a_person_would_keep_is_in_the_first_tenth(year: Year) -> None:
    choice = choose(year.table, CullOptions(keep=len(year.table) // 10))
    picked = year.keepers.intersection(choice.items("keep"))
    assert len(picked) >= 0.95 * len(year.keepers) > 100


def test_the_best_frame_of_each_burst_comes_first(year: Year) -> None:
    places = dict(choose(year.table, CullOptions(keep=1)).table.select("item_id", "place").iter_rows())
    first = [places[item] == 1 for item in year.best.values()]
    assert sum(first) >= 0.95 * len(first) > 100


def test_no_sequence_is_broken_and_nothing_else_is_kept_whole(year: Year) -> None:
    choice = choose(year.table, CullOptions(keep=1))
    table = choice.table.filter(pl.col("pick") == "whole")
    assert set(table["item_id"]) == {item for frames in year.sequences.values() for item in frames}
    for frames in year.sequences.values():
        assert table.filter(pl.col("item_id").is_in(frames))["moment"].n_unique() == 1


@given(
    st.integers(1, 500),
    st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(["pick", "reject"]), max_size=40),
    st.sampled_from([Limits(), Limits(per_hour=3), Limits(per_person=5, per_event=20)]),
)
@settings(max_examples=60, deadline=None)
def test_the_number_is_kept_and_people_are_obeyed(keep: int, flags: dict[str, str], limits: Limits) -> None:
    options = CullOptions(keep=keep, limits=limits)
    choice = choose(SMALL.table, options, flags)
    pick = dict(choice.table.select("item_id", "pick").iter_rows())
    own = [item for item, flag in flags.items() if flag == "pick"]
    assert all(pick[item] == "keep" for item in own)
    assert all(pick[item] == "drop" for item, flag in flags.items() if flag == "reject")
    counts = Counter(pick.values())
    wanted = max(keep, len(own))
    free = choice.table.filter(pl.col("rank").is_not_null() & (pl.col("flag") != "reject").fill_null(value=True))
    assert counts["keep"] <= wanted
    if limits == Limits():
        assert counts["keep"] == min(wanted, free.height)
    whole = {item for frames in SMALL.sequences.values() for item in frames if item not in flags}
    assert all(pick[item] == "whole" for item in whole)
    assert choose(SMALL.table, options, flags).rows().equals(choice.rows())


def test_more_is_the_same_and_some_more() -> None:
    fewer, more = (choose(SMALL.table, CullOptions(keep=keep)).items("keep") for keep in (20, 60))
    assert more[:20] == fewer


def test_limits_hold() -> None:
    choice = choose(SMALL.table, CullOptions(keep=200, limits=Limits(per_hour=2)))
    kept = SMALL.table.filter(pl.col("item_id").is_in(choice.items("keep")))
    hours = kept.group_by(pl.col("captured_at").dt.truncate("1h")).len()["len"]
    assert hours.max() == 2
    people = choose(SMALL.table, CullOptions(keep=200, limits=Limits(per_person=4)))
    named = SMALL.table.filter(pl.col("item_id").is_in(people.items("keep")))["people"].explode().drop_nulls()
    assert named.value_counts()["count"].max() == 4


def test_a_person_who_picks_a_frame_of_a_bracket_gets_that_frame_and_the_others_stay() -> None:
    frames = next(iter(SMALL.sequences.values()))
    choice = choose(SMALL.table, CullOptions(keep=5), {frames[0]: "pick", frames[1]: "reject"})
    pick = dict(choice.table.select("item_id", "pick").iter_rows())
    assert [pick[item] for item in frames[:3]] == ["keep", "drop", "whole"]


def burst(*frames: dict[str, Any]) -> Choice:
    """A choice among frames of one moment, of which one is picked."""
    base = SMALL.table.filter(pl.col("item_id") == next(iter(SMALL.keepers))).with_columns(
        main_missing=pl.lit([], dtype=pl.List(pl.String)), eyes_open=True, smiles=True, whole=True
    )
    rows = [
        {**base.row(0, named=True), "item_id": f"{n}", "path": f"/a/041{n}.JPG", **frame}
        for n, frame in enumerate(frames)
    ]
    return choose(pl.DataFrame(rows, schema=base.schema), CullOptions(keep=1))


@pytest.mark.parametrize(
    ("worse", "english", "german"),
    [
        ({"eyes_open": False, "closed": ["Ann"]}, "Eyes of Ann closed; 0410 is the same moment with open eyes",
         "Augen von Ann geschlossen; 0410 ist derselbe Moment mit offenen Augen"),
        ({"eyes_open": False, "closed": [""]}, "Eyes closed; 0410 is the same moment with open eyes",
         "Augen geschlossen; 0410 ist derselbe Moment mit offenen Augen"),
        ({"eyes_open": None}, "The same moment as 0410, in which all eyes are open",
         "Derselbe Moment wie 0410; dort sind alle Augen erkennbar offen"),
        ({"sharpness": 0.1}, "The same moment as 0410, which is sharper",
         "Derselbe Moment wie 0410; das ist schärfer"),
        ({"highlights_clipped": 0.6}, "The same moment as 0410, which is better exposed",
         "Derselbe Moment wie 0410; das ist besser belichtet"),
        ({"main_missing": ["Ann", "Ben"]}, "Without Ann and Ben; 0410 is the same moment with them",
         "Ohne Ann und Ben; 0410 ist derselbe Moment, und sie sind dabei"),
        ({"whole": False}, "A face is cut off; 0410 is the same moment without that",
         "Ein Gesicht ist angeschnitten; in 0410, demselben Moment, nicht"),
        ({"smiles": False}, "The same moment as 0410, in which people smile",
         "Derselbe Moment wie 0410; dort wird gelächelt"),
        ({}, "The same moment as 0410, and no better", "Derselbe Moment wie 0410, und nicht besser"),
    ],
)  # fmt: skip
def test_the_reason_says_what_is_better_about_which_photo(worse: dict[str, Any], english: str, german: str) -> None:
    row = burst({}, worse).explained().row(1, named=True)
    message = Message(**row["because"])
    assert (row["pick"], row["rival"]) == ("drop", "0")
    assert (word(message), word(message, "de")) == (english, german)


def test_unknown_eyes_are_neither_open_nor_closed() -> None:
    table = burst({"eyes_open": True}, {"eyes_open": None}, {"eyes_open": False}).table
    assert table["place"].to_list() == [1, 2, 3]
    unknown = burst({"eyes_open": None}, {"eyes_open": None, "sharpness": 0.9}).table
    assert unknown["place"].to_list() == [2, 1]


def test_the_subject_decides_over_a_sharp_background() -> None:
    tiles = [[0.8] * 64, [0.8] * 64]
    tiles[0][:8], tiles[1][:8] = [0.7] * 8, [0.2] * 8
    box = {"left": 0.0, "top": 0.0, "right": 1.0, "bottom": 0.1}
    frames = [{"tiles": each, "box": box, "sharpness": sharp} for each, sharp in zip(tiles, (0.7, 0.8), strict=True)]
    assert burst(*frames).table["place"].to_list() == [1, 2]
    faces = [{**frames[0], "face_sharpness": 0.2}, {**frames[1], "face_sharpness": 0.5}]
    assert burst(*faces).table["place"].to_list() == [2, 1]


def test_every_photo_has_a_reason_that_is_worded(year: Year) -> None:
    said = choose(year.table, CullOptions(keep=50)).explained()["because"].to_list()
    assert all(known(each["id"]) and "{" not in word(Message(**each), "de") for each in said)


def test_photos_of_which_nothing_is_known_can_be_picked() -> None:
    bare = pl.DataFrame({"item_id": ["a", "b"], "path": ["/x/a.jpg", "/x/b.jpg"]})
    assert choose(bare, CullOptions(keep=1)).items("keep") == ["a"]
    assert choose(bare.clear(), CullOptions(keep=1)).table.height == 0


def _hourly(*taken: tuple[str, int | None]) -> int:
    """How many photos of these times, each with the offset of its camera's zone in minutes, fit one per hour."""
    table = pl.DataFrame(
        {
            "item_id": [f"{at:016x}" for at in range(len(taken))],
            "path": [f"/p/{at}.jpg" for at in range(len(taken))],
            "captured_at": [datetime.fromisoformat(f"2024-10-27T{time}") for time, _ in taken],
            "utc_offset_min": [offset for _, offset in taken],
            "camera": [f"camera {offset}" for _, offset in taken],
        },
        schema_overrides={"utc_offset_min": pl.Int64, "captured_at": pl.Datetime("us")},
    )
    return len(choose(table, CullOptions(keep=9, limits=Limits(per_hour=1))).items("keep"))


def test_an_hour_is_one_hour_in_every_time_zone() -> None:
    assert _hourly(("12:10:00", 120), ("10:40:00", 0)) == 1
    assert _hourly(("12:10:00", 120), ("12:40:00", 0)) == 2
    assert _hourly(("02:10:00", 120), ("02:10:00", 60)) == 2  # the hour that the clocks showed twice
    assert _hourly(("12:10:00", 330), ("12:50:00", 330)) == 1
    assert _hourly(("12:10:00", None), ("12:50:00", None), ("13:00:00", None)) == 2


@pytest.mark.parametrize(
    ("best", "worse", "english"),
    [
        ({"eyes_open": None}, {"eyes_open": False, "closed": ["Ann"]},
         "Eyes of Ann closed; in 0410, the same moment, none are known to be closed"),
        ({"eyes_open": None}, {"eyes_open": False, "closed": [""]},
         "Eyes closed; in 0410, the same moment, none are known to be closed"),
        ({"smiles": None}, {"smiles": False}, "The same moment as 0410, which is probably better"),
        ({"whole": None}, {"whole": False}, "The same moment as 0410, which is probably better"),
        ({"main_missing": None}, {"main_missing": [*"ABCD"]}, "The same moment as 0410, which is probably better"),
        ({"main_missing": ["A"]}, {"main_missing": [*"ABCD"]}, "Without B, C and D; 0410 is the same moment with them"),
    ],
)  # fmt: skip
def test_what_is_not_known_of_the_better_photo_is_not_said(
    best: dict[str, Any], worse: dict[str, Any], english: str
) -> None:
    row = burst(best, worse).explained().row(1, named=True)
    assert (row["pick"], row["rival"]) == ("drop", "0")
    assert word(Message(**row["because"])) == english
