"""Two cameras with different clocks: their pictures show the difference if enough of them agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_wedding import FIRST, SECOND, START, Wedding, planted_wedding

from runner.messages import Message, word
from runner.picks.choice import choose
from runner.picks.clocks import seconds_of, worded, written
from runner.picks.moments import moments
from runner.picks.options import Clocks, CullOptions, Limits
from runner.picks.photos import completed

WEDDING = planted_wedding(1)


def found(wedding: Wedding, **options: object) -> pl.DataFrame:
    """The photos with their moments."""
    made = moments(wedding.table, CullOptions(**options))  # type: ignore[arg-type]
    return wedding.table.join(made, on="item_id", maintain_order="left")


def added(table: pl.DataFrame) -> dict[str, float]:
    """What is added to the time of each camera."""
    return dict(table.select("camera", "clock_s").drop_nulls().unique().iter_rows())


@pytest.mark.parametrize("behind_s", [3750.5, -7200.0, 0.0, 86_400 * 400.0])
@pytest.mark.parametrize("seed", range(5))
def test_pictures_of_both_say_by_how_much_clocks_differ(behind_s: float, seed: int) -> None:
    wedding = planted_wedding(seed, behind_s)
    table = found(wedding)
    [(camera, seconds)] = added(table).items()
    assert abs(seconds - (behind_s if camera == SECOND else -behind_s)) <= 2.0
    assert table["clock_pairs"].max() >= 20
    together = dict(table.select("item_id", "moment").iter_rows())
    assert sum(together[one] == together[other] for one, other in wedding.shared) >= 0.9 * len(wedding.shared)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("shared", [0, 3])
def test_a_few_coincidences_say_nothing(seed: int, shared: int) -> None:
    table = found(planted_wedding(seed, shared=shared, decor=60))
    assert added(table) == {}
    assert table.filter(pl.col("camera").n_unique().over("moment") > 1).is_empty()


def test_a_series_that_both_take_at_the_same_pace_says_nothing() -> None:
    steps = [{"item_id": f"{camera[0]}{n:03}", "path": f"/{camera[0]}/{n:03}.jpg", "camera": camera, "phash": "0" * 16,
              "captured_at": START + pl.Series([n * 10_000 + lag]).cast(pl.Duration("ms"))[0]}
             for camera, lag in ((FIRST, 0), (SECOND, 3000)) for n in range(200)]  # fmt: skip
    assert added(found(Wedding(completed(pl.DataFrame(steps)), 3.0, [], []))) == {}


def test_what_somebody_says_wins_and_is_said() -> None:
    table = found(WEDDING, clock={"canon eos r5": "+02:00:00"})
    assert added(table) == {SECOND: 7200.0}
    by_serial = found(WEDDING, clock={"7002": "-1d 00:00:01.5"})
    assert added(by_serial) == {SECOND: -86_401.5}
    part = found(WEDDING, clock={"700": "+09:00:00", "Canon EOS": "+00:00:07"})
    assert added(part) == {SECOND: 7.0}, "a part of a number is none; a part of the name is"
    said = choose(WEDDING.table, CullOptions(keep=5, clock={"7002": "+02:00:00"})).rows().filter(pl.col("clock_s") > 0)
    message = Message(**said["clock"][0])
    assert word(message) == "+02:00:00 added to the time of this camera, as the set says"


def test_evidence_says_how_many_moments_agree() -> None:
    rows = choose(WEDDING.table, CullOptions(keep=5)).rows()
    told = {word(Message(**each)) for each in rows["clock"].drop_nulls()}
    [sentence] = told
    assert sentence.endswith("moments that another camera took too")
    assert rows.filter(pl.col("clock").is_null()).height > 100, "the other camera is what it is compared with"


def groups(table: pl.DataFrame, kind: str) -> set[frozenset[str]]:
    """Photos that belong together."""
    each = table.filter(pl.col("kind") == kind).group_by("moment").agg("item_id")
    return {frozenset(items) for items in each["item_id"]}


@settings(deadline=None, max_examples=40)
@given(st.integers(-90_000, 90_000), st.integers(0, 5))
def test_no_clock_breaks_a_bracket_or_a_burst(seconds: int, seed: int) -> None:
    """However wrong it is, what one camera took stays together."""
    wedding = planted_wedding(seed)
    alone = pl.concat(moments(wedding.table.filter(camera=camera), CullOptions()) for camera in (FIRST, SECOND))
    table = found(wedding, clock={SECOND: written(seconds)})
    assert len(groups(alone, "bracket")) >= 0.9 * len(wedding.brackets)
    assert groups(table, "bracket") == groups(alone, "bracket")
    bursts = groups(table, "burst")
    assert all(any(burst <= whole for whole in bursts) for burst in groups(alone, "burst"))


def test_hours_and_events_go_by_the_right_time() -> None:
    """Ten hours of one event stay one, though a clock is a week behind; a limit of an event counts both cameras."""
    wedding = planted_wedding(2, behind_s=7 * 86_400)
    options = CullOptions(keep=1000, limits=Limits(per_event=10))
    right = choose(wedding.table, options)
    unknown = choose(wedding.table, replace(options, clocks=Clocks(pairs=1000)))
    assert len(right.items("keep")) == 10
    assert len(unknown.items("keep")) == 20


@given(st.floats(-1e7, 1e7))
def test_times_are_read_as_they_are_written(seconds: float) -> None:
    assert seconds_of(written(seconds)) == pytest.approx(seconds, abs=0.051)


def test_wrong_times_are_named() -> None:
    problems = CullOptions(clock={"Nikon": "an hour", "Canon": "+01:02:30"}).problems()
    assert problems == ["clock.Nikon: write what is to be added as +01:02:30 or -2d 00:00:01."]
    nothing = pl.DataFrame(schema={"clock_s": pl.Float64, "clock_pairs": pl.Int64})
    assert worded(nothing).len() == 0


def test_pictures_that_look_alike_across_cameras_are_one_moment_only_where_clocks_are_known() -> None:
    silent = found(WEDDING, clocks=Clocks(pairs=1000))
    moment = dict(silent.select("item_id", "moment").iter_rows())
    assert not any(moment[one] == moment[other] for one, other in WEDDING.shared)
    order = silent.sort("taken")
    times = order["captured_at"].dt.epoch("ms").to_numpy()
    assert np.all(np.diff(times) >= 0), "in order of capture, whichever camera"
