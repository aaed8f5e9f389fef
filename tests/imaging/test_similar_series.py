from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest

from runner.imaging.series import Photos, Places, Reach, best, by_worth, capture_order, series, universal

REACH = Reach(window=4, limits=((5.0, 20), (60.0, 14), (7200.0, 8)), untimed=12)
SCENES = np.random.default_rng(3).integers(0, 2**64, 50, dtype=np.uint64)


class Shot(NamedTuple):
    """One photo: a scene with so many of its bits turned over, in file order."""

    scene: int | None
    bits: int = 0
    seconds: float | None = None
    folder: int = 0
    shape: int = 1
    score: float | None = None


def photos(shots: Sequence[Shot]) -> Photos:
    return Photos(
        hashes=np.array([_hash(shot) for shot in shots], np.uint64),
        hashed=np.array([shot.scene is not None for shot in shots], np.bool_),
        seconds=np.array([np.nan if shot.seconds is None else shot.seconds for shot in shots], np.float64),
        folders=np.array([shot.folder for shot in shots], np.int64),
        shapes=np.array([shot.shape for shot in shots], np.int64),
        scores=np.array([np.nan if shot.score is None else shot.score for shot in shots], np.float64),
    )


def _hash(shot: Shot) -> int:
    return 0 if shot.scene is None else int(SCENES[shot.scene]) ^ ((1 << shot.bits) - 1)


def grouped(shots: Sequence[Shot], reach: Reach = REACH) -> Places:
    given = photos(shots)
    return series(given, capture_order(given.seconds, given.folders), reach)


def first(shots: Sequence[Shot], reach: Reach = REACH) -> list[int]:
    return grouped(shots, reach).first.tolist()


def test_a_burst_is_a_series_and_the_next_scene_another() -> None:
    shots = [Shot(0, 0, 0), Shot(0, 6, 1), Shot(0, 12, 2), Shot(1, 0, 3), Shot(1, 4, 4), Shot(2, 0, 5)]
    places = grouped(shots)
    assert places.first.tolist() == [0, 0, 0, 3, 3, 5]
    assert places.place.tolist() == [1, 2, 3, 1, 2, 1]
    assert places.count.tolist() == [3, 3, 3, 2, 2, 1]


@pytest.mark.parametrize(
    ("gap", "bits", "joins"),
    [(5, 20, True), (5, 21, False), (6, 14, True), (6, 15, False), (7200, 8, True), (7200, 9, False), (7201, 0, False)],
)
def test_the_longer_the_gap_the_more_alike_they_must_be(gap: float, bits: int, joins: bool) -> None:
    assert first([Shot(0, 0, 0), Shot(0, bits, gap)]) == ([0, 0] if joins else [0, 1])


def test_order_time_and_orientation_alone_make_no_series() -> None:
    assert first([Shot(scene, 0, scene) for scene in range(50)]) == list(range(50))


def test_order_is_that_of_capture_not_of_files() -> None:
    places = grouped([Shot(0, 2, 30), Shot(0, 1, 20), Shot(0, 0, 10)])
    assert places.first.tolist() == [2, 2, 2]
    assert places.place.tolist() == [3, 2, 1]


def test_two_cameras_at_once_make_two_series() -> None:
    shots = [Shot(n % 2, n, n) for n in range(8)]
    assert first(shots) == [0, 1] * 4


def test_a_photo_beyond_the_window_is_not_found() -> None:
    between = [Shot(n, 0, n) for n in range(1, 5)]
    assert first([Shot(0, 0, 0), *between[:3], Shot(0, 0, 5)])[-1] == 0
    assert first([Shot(0, 0, 0), *between, Shot(0, 0, 5)])[-1] == 5


def test_without_times_neighbours_in_a_folder_that_look_alike_are_a_series() -> None:
    assert first([Shot(0), Shot(0, 12), Shot(1), Shot(1, 13)]) == [0, 0, 2, 3]
    assert first([Shot(0, folder=0), Shot(0, folder=1)]) == [0, 1]


def test_an_edited_file_without_a_time_joins_the_photo_beside_it() -> None:
    shots = [Shot(0, 0, 500, 1), Shot(0, 3, None, 1), Shot(1, 0, 100, 1), Shot(2, 0, None, 2)]
    given = photos(shots)
    assert capture_order(given.seconds, given.folders).tolist() == [2, 0, 1, 3]
    assert first(shots) == [0, 0, 2, 3]


def test_a_file_without_a_time_goes_with_the_first_of_its_folder_that_has_one() -> None:
    given = photos([Shot(0, 0, None, 2), Shot(0, 0, 50, 2), Shot(0, 0, 10, 1), Shot(0, 0, None, 3)])
    assert capture_order(given.seconds, given.folders).tolist() == [2, 0, 1, 3]


def test_files_of_folders_that_alternate_keep_their_folders_times() -> None:
    given = photos([Shot(0, 0, 10, 1), Shot(0, 0, 90, 2), Shot(0, 0, None, 1), Shot(0, 0, None, 2)])
    assert capture_order(given.seconds, given.folders).tolist() == [0, 2, 1, 3]


@pytest.mark.parametrize(("one", "other", "joins"), [(1, 1, True), (-1, 1, False), (0, 1, True), (0, -1, True)])
def test_upright_and_lying_pictures_do_not_compare(one: int, other: int, joins: bool) -> None:
    assert first([Shot(0, 0, 0, shape=one), Shot(0, 0, 1, shape=other)]) == ([0, 0] if joins else [0, 1])


def test_black_frames_without_a_hash_stand_alone() -> None:
    places = grouped([Shot(None, 0, n) for n in range(5)])
    assert places.count.tolist() == [1] * 5


def test_a_photo_between_two_series_does_not_join_them() -> None:
    reach = Reach(4, ((100.0, 6),), 6)
    assert first([Shot(0, 0, 0), Shot(0, 12, 1), Shot(0, 6, 2), Shot(0, 7, 3)], reach) == [0, 1, 1, 1]


def test_the_best_has_the_highest_score_and_is_the_earlier_of_equals() -> None:
    shots = [
        Shot(0, 0, 3, score=8.0),
        Shot(0, 1, 2, score=8.0),
        Shot(0, 2, 1, score=5.0),
        Shot(1, 0, 5, score=None),
        Shot(1, 1, 6, score=1.0),
        Shot(2, 0, 8, score=None),
        Shot(2, 0, 9, score=None),
        Shot(3, 0, 10, score=2.0),
    ]
    given = photos(shots)
    order = capture_order(given.seconds, given.folders)
    picks = best(series(given, order, REACH), order, given.scores)
    assert np.flatnonzero(picks).tolist() == [1, 4, 5, 7]
    assert by_worth(order, given.scores).tolist() == [1, 0, 2, 7, 4, 3, 5, 6]


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_and_one(count: int) -> None:
    given = photos([Shot(0)] * count)
    order = capture_order(given.seconds, given.folders)
    places = series(given, order, REACH)
    assert places.count.tolist() == [1] * count
    assert best(places, order, given.scores).tolist() == [True] * count


def test_a_long_series_stays_one() -> None:
    places = grouped([Shot(0, n % 7, n) for n in range(5000)])
    assert set(places.first.tolist()) == {0}
    assert places.place.tolist() == list(range(1, 5001))


def test_series_are_the_same_whatever_order_the_files_come_in() -> None:
    rng = np.random.default_rng(5)
    shots = [Shot(int(rng.integers(12)), int(rng.integers(10)), float(n) * 3) for n in range(300)]
    mixed = rng.permutation(len(shots))
    places, again = grouped(shots), grouped([shots[n] for n in mixed])
    assert np.array_equal(mixed[again.first], places.first[mixed])
    assert np.array_equal(again.place, places.place[mixed])


HOUR = 3600.0
UNKNOWN = float("nan")


def compared(local: Sequence[float], offsets: Sequence[float], folders: Sequence[int] | None = None) -> list[float]:
    given = np.array(folders or [0] * len(local), np.int64)
    return universal(np.array(local, np.float64), np.array(offsets, np.float64), given).tolist()


def test_known_offsets_put_photos_of_two_time_zones_in_order() -> None:
    local = [2 * HOUR + 3598, 2 * HOUR + 3599, 2 * HOUR, 2 * HOUR + 1]
    assert compared(local, [7200, 7200, 3600, 3600]) == [3598, 3599, 3600, 3601]
    assert compared([10 * HOUR, 9 * HOUR + 1], [2 * HOUR, HOUR]) == [8 * HOUR, 8 * HOUR + 1]
    # the photo without an offset has its neighbour's, in its own folder first
    assert compared([100, 101, 102], [HOUR, UNKNOWN, HOUR]) == [100 - HOUR, 101 - HOUR, 102 - HOUR]
    assert compared([100, 101, 102], [UNKNOWN, UNKNOWN, HOUR], [0, 1, 1]) == [100 - HOUR, 101 - HOUR, 102 - HOUR]


def test_without_offsets_the_order_of_the_files_tells_that_the_clock_was_put_back() -> None:
    local = [3598.0, 3599.0, 0.0, 1.0]
    nowhere = [UNKNOWN] * 4
    assert compared(local, nowhere) == [3598, 3599, 3600, 3601]
    # files that are in no order of capture prove nothing, nor does a step of another length
    assert compared([3598, 10, 0, 1], nowhere) == [3598, 10, 0, 1]
    assert compared([9000, 1, 2, 3], nowhere) == [9000, 1, 2, 3]
    # one folder's clock is not another's, and a photo without a time stays without one
    assert compared([3599, 0, 5, 6], nowhere, [0, 0, 1, 1]) == [3599, 3600, 5, 6]
    assert compared([5, 6, 3599, 0], nowhere, [0, 0, 1, 1]) == [5, 6, 3599, 3600]
    assert np.isnan(compared([3599, UNKNOWN, 0], [UNKNOWN] * 3)[1])
    assert compared([], []) == []
