"""Brackets, focus stacks and panoramas are recognised, and lookalikes are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import measured_photos
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runner.picks.brackets import is_bracket
from runner.picks.moments import moments
from runner.picks.options import Brackets, CullOptions
from runner.picks.photos import completed

Row = dict[str, Any]
START = datetime(2025, 6, 1, 12)


def taken(rows: Sequence[Row], gap_s: float = 0.5) -> pl.DataFrame:
    """Photos of one camera, one after another."""
    common = {"camera": "Nikon D70", "width": 3000, "height": 2000, "focal_mm": 35.0, "f_number": 8.0, "iso": 100}
    made = [
        {**common, "item_id": f"{n:04}", "path": f"/photos/{n:04}.jpg",
         "captured_at": START + timedelta(seconds=gap_s * n), **row}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return completed(pl.DataFrame(made, infer_schema_length=None))


def kinds(photos: pl.DataFrame) -> list[str]:
    return moments(photos, CullOptions())["kind"].to_list()


def groups(photos: pl.DataFrame) -> list[int]:
    """How many photos there are in each group, in order of capture."""
    found = moments(photos, CullOptions())
    return found.group_by("moment", maintain_order=True).len()["len"].to_list()


def shots(stops: Sequence[float]) -> list[Row]:
    """Frames at these exposures, with hashes that have nothing in common."""
    draw = np.random.default_rng(3)
    return [
        {"exposure_s": 2.0**stop / 100, "phash": f"{draw.integers(0, 2**64, dtype=np.uint64):016x}"} for stop in stops
    ]


@pytest.mark.parametrize("stops", [(0, -2, 2), (-1, 0, 1), (0, -0.7, 0.7, -1.3, 1.3), (0, -1, 1, -2, 2, -3, 3)])
def test_frames_at_even_steps_of_exposure_are_a_bracket(stops: Sequence[float]) -> None:
    assert kinds(taken(shots(stops))) == ["bracket"] * len(stops)


@pytest.mark.parametrize(
    ("stops", "gap_s"),
    [((0, 2), 0.5), ((0, 2, 0, 2), 0.5), ((0, 0.3, 0.6), 0.5), ((0, 1, 4), 0.5), ((0, -2, 2), 5), ((0, 0, 0), 0.5)],
    ids=["a pair", "two pairs", "less than 1 EV", "uneven", "too slow", "one exposure"],
)
def test_what_is_no_bracket(stops: Sequence[float], gap_s: float) -> None:
    assert "bracket" not in kinds(taken(shots(stops), gap_s))


def test_brackets_one_after_another_stay_apart_and_a_shot_before_them_alone() -> None:
    assert groups(taken(shots([0, -2, 2, 0, -2, 2]))) == [3, 3]
    photos = taken(shots([-1, 0, -2, 2]))
    times = [START + timedelta(seconds=each) for each in (0.0, 3.0, 3.2, 3.4)]
    assert groups(photos.with_columns(captured_at=pl.Series(times))) == [1, 3]


def test_another_camera_between_the_frames_breaks_no_bracket() -> None:
    rows = shots([0, 0.1, -2, 0.2, 2])
    photos = taken([{**row, "camera": "Canon" if n in (1, 3) else "Nikon"} for n, row in enumerate(rows)])
    assert kinds(photos) == ["bracket", "single", "bracket", "single", "bracket"]


@given(
    st.sampled_from([0.5, 2 / 3, 1.0, 1.5, 2.0, 3.0]),
    st.integers(3, 9),
    st.floats(-6, 6),
    st.randoms(use_true_random=False),
    st.floats(0, 0.15),
)
@settings(max_examples=100, deadline=None)
def test_a_bracket_is_one_in_any_order_and_with_rounded_shutter_speeds(
    step: float, frames: int, middle: float, shuffled: Any, rounding: float
) -> None:
    ev = [middle + step * n + shuffled.uniform(-rounding, rounding) / 2 for n in range(frames)]
    shuffled.shuffle(ev)
    assert is_bracket(np.array(ev), Brackets(span=min(1.0, step * (frames - 1) - rounding)))


@pytest.mark.parametrize("number", range(12))
def test_frames_that_share_a_part_are_a_panorama(number: int) -> None:
    frames = measured_photos.panoramas()[number]
    assert kinds(taken(frames, 2)) == ["panorama"] * len(frames)
    assert kinds(taken(list(reversed(frames)), 2)) == ["panorama"] * len(frames)


def test_photos_of_different_things_are_no_panorama() -> None:
    assert "panorama" not in kinds(taken(measured_photos.wholes(), 2))


def test_a_camera_that_swings_to_and_fro_makes_no_panorama() -> None:
    first, second = measured_photos.panoramas()[0][:2]
    assert "panorama" not in kinds(taken([first, second, first, second], 2))


@pytest.mark.parametrize("number", range(len(measured_photos.WIDE)))
def test_frames_through_which_the_focus_travels_are_a_stack(number: int) -> None:
    frames = [{**each, "exposure_s": 0.01} for each in measured_photos.stacks()[number]]
    assert kinds(taken(frames)) == ["stack"] * len(frames)


def test_a_stack_right_behind_a_burst_of_the_same_is_found() -> None:
    stack = [{**each, "exposure_s": 0.01} for each in measured_photos.stacks()[1]]
    rows = [stack[0]] * 15 + stack
    times = [
        START + timedelta(seconds=each) for each in (*(0.3 * n for n in range(15)), *(6 + 0.5 * n for n in range(6)))
    ]
    assert kinds(taken(rows).with_columns(captured_at=pl.Series(times))) == ["burst"] * 15 + ["stack"] * 6


def test_a_burst_of_which_some_frames_are_shaken_is_no_stack() -> None:
    sharp = measured_photos.wholes()[6]
    blurred = {**sharp, "tiles": [each * 0.5 for each in sharp["tiles"]]}
    assert kinds(taken([sharp, blurred, sharp, blurred, blurred, sharp])) == ["burst"] * 6


def test_without_times_nothing_is_a_sequence_and_nothing_fails() -> None:
    photos = taken(shots([0, -2, 2])).with_columns(captured_at=pl.lit(None, dtype=pl.Datetime("us")))
    assert kinds(photos) == ["single"] * 3
    assert moments(photos.clear(), CullOptions()).height == 0
