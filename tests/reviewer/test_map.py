"""The map and the calendar: what they show, and that a click, a drag or a key adds a condition to the filter."""

from __future__ import annotations

from datetime import date
from typing import Literal

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from keyboard import press, settle
from PyQt6.QtCore import QPoint, QPointF, QSize, Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.map_projection import Projection
from reviewer.review.window import Window
from runner.review.outlines import rings
from runner.review.positions import Area, Positions, clusters

NOTHING = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def names(window: Window) -> set[str]:
    paths = window.session.snapshot.photos.table["source_path"]
    return {paths[place].rpartition("/")[2] for place in window.centre.found.places}


def show(window: Window, qtbot: QtBot, key: str) -> None:
    press(window, key)
    settle(window, qtbot)


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_no_outline_runs_across_the_whole_map(scale: Literal["110m", "50m"]) -> None:
    """Russia and Fiji lie on both sides of the 180th meridian; only what goes to a pole is as wide as the map."""
    across = [ring for ring in rings(scale) if (np.abs(np.diff(ring.points[:, 0])) > 180).any()]
    assert all(abs(ring.points[:, 1]).max() == 90 for ring in across)
    assert len(across) <= 1
    far_east = [ring for ring in rings(scale) if ring.box[2] > 180 and ring.box[3] > 60]
    assert far_east, "the end of Siberia is shown beside the rest of it"
    assert any(ring.box[0] < -180 and ring.box[3] > 60 for ring in rings(scale)), "and at the left edge of the map"


def test_the_map_shows_where_photos_were_taken(window: Window, qtbot: QtBot) -> None:
    show(window, qtbot, "M")
    page = window.centre.map
    assert sum(each.photos for each in page.groups()) == len(window.session.find("-missing:latitude"))
    assert page.said().startswith("4 photos with a position of 17")
    for each in page.groups():
        assert page.rect().contains(page.at(each)), "all of them are in sight at first"


def test_a_click_on_a_group_shows_its_photos(window: Window, qtbot: QtBot) -> None:
    show(window, qtbot, "M")
    page = window.centre.map
    north = max(page.groups(), key=lambda each: each.latitude)
    QTest.mouseClick(page, LEFT, NOTHING, page.at(north))
    settle(window, qtbot)
    assert window.filters.filter().startswith("area:45.51")
    assert names(window) == {"IMG_2301.JPG", "IMG_2302.JPG"}
    assert len(window.session.find(window.filters.filter())) == 2, "the line is what a command would take"
    press(window, "Ctrl+Shift+F")
    settle(window, qtbot)
    assert len(window.centre.found.places) == 17


def test_a_drawn_rectangle_shows_the_photos_in_it(window: Window, qtbot: QtBot) -> None:
    show(window, qtbot, "M")
    page = window.centre.map
    south = page.at(min(page.groups(), key=lambda each: each.latitude))
    start, end = south - QPoint(50, 50), south + QPoint(50, 40)
    QTest.mousePress(page, LEFT, NOTHING, start)
    for step in range(1, 5):
        QTest.mouseMove(page, start + (end - start) * step / 4)
        QApplication.processEvents()
    QTest.mouseRelease(page, LEFT, NOTHING, end)
    settle(window, qtbot)
    assert names(window) == {"DSC07712.JPG", "DSC07713.JPG"}


def test_the_map_by_keyboard(window: Window, qtbot: QtBot) -> None:
    show(window, qtbot, "M")
    page = window.centre.map
    assert QApplication.focusWidget() is page
    before = page.at(page.groups()[0])
    press(window, "Right", "Down")
    assert page.at(page.groups()[0]) != before
    press(window, "+")
    press(window, "-", "Space")
    assert page.accessibleDescription().startswith("2 photos near")
    press(window, "Return")
    settle(window, qtbot)
    assert len(window.centre.found.places) == 2
    press(window, "G")
    assert window.centre.view() == "grid"
    assert len(window.centre.model.places()) == 2


def test_a_set_without_positions_says_so(window: Window, qtbot: QtBot) -> None:
    window.filters.apply("missing:latitude")
    show(window, qtbot, "M")
    assert window.centre.map.groups() == []
    assert window.centre.map.said() == "None of these photos has a position."


def test_the_calendar_shows_days_and_filters_by_one(window: Window, qtbot: QtBot) -> None:
    show(window, qtbot, "D")
    page = window.centre.calendar
    assert page.day == date(2020, 3, 22), "the newest photo's day"
    press(window, "PgUp")
    assert page.day == date(2019, 11, 2)
    assert "2 photos" in page.accessibleDescription()
    QTest.mouseClick(page, LEFT, NOTHING, page.rect_of(date(2019, 11, 2)).center().toPoint())
    settle(window, qtbot)
    assert (window.filters.filter(), window.centre.view()) == ("date:2019-11-02", "grid")
    assert names(window) == {"Chelsea the cat.jpg", "DSCF4471.JPG"}
    window.filters.apply("")
    show(window, qtbot, "D")
    QTest.mouseClick(page, LEFT, NOTHING, page.title_of(11).center().toPoint())
    settle(window, qtbot)
    assert window.filters.filter() == "date:2019-11"
    window.filters.apply("")
    show(window, qtbot, "D")
    press(window, "Right", "Left", "Down", "Up", "Return")
    settle(window, qtbot)
    assert window.filters.filter() == "date:2019-11-02"


coordinates = st.lists(
    st.tuples(st.floats(-89, 89), st.floats(-179, 179)).map(lambda each: (round(each[0], 6), round(each[1], 6))),
    min_size=1, max_size=30,
)  # fmt: skip


@given(coordinates, st.floats(0.01, 40))
@example([(0.833, 0.0)] * 3, 1.0)
def test_groups_hold_every_photo_once_and_their_areas_hold_them(where: list[tuple[float, float]], cell: float) -> None:
    latitudes, longitudes = (np.array(each) for each in zip(*where, strict=True))
    found = clusters(Positions(np.arange(len(where)), latitudes, longitudes), cell, cell)
    assert sum(each.photos for each in found) == len(where)
    for each in found:
        south, west, north, east = (float(value) for value in each.area.condition().split(","))
        inside = (latitudes >= south) & (latitudes <= north) & (longitudes >= west) & (longitudes <= east)
        assert inside.sum() >= each.photos
        assert north - south <= cell + 1e-4
        assert south <= each.latitude <= north
    whole = Positions(np.arange(len(where)), latitudes, longitudes).area()
    assert whole is not None
    assert whole.south == latitudes.min()


@given(st.floats(-60, 60), st.floats(-170, 170), st.floats(1, 4000), st.floats(-9, 9), st.floats(-25, 25))
def test_a_point_on_the_screen_is_a_position_and_back(
    latitude: float, longitude: float, scale: float, x: float, y: float
) -> None:
    view = Projection(QSize(800, 600), latitude, longitude, scale)
    at = (400 + x * scale * view.squeeze, 300 + y * scale)
    back = view.point(*view.position(*at))
    assert (back.x(), back.y()) == pytest.approx(at, abs=1e-5)
    zoomed = view.zoomed(1.5, QPointF(500, 200))
    assert zoomed.scale == pytest.approx(min(40_000, max(scale * 1.5, 600 / 190, 800 / 420)))


def test_an_area_fits_on_the_map() -> None:
    view = Projection.fitting(QSize(600, 400), Area(45, 5, 48, 11))
    for latitude, longitude in ((45, 5), (48, 11)):
        assert view.point(latitude, longitude).toPoint().x() in range(600)
        assert view.point(latitude, longitude).toPoint().y() in range(400)


@pytest.mark.parametrize("scale", ["110m", "50m"])
def test_outlines_are_closed_and_on_the_globe(scale: str) -> None:
    outlines = rings(scale)  # type: ignore[arg-type]
    assert len(outlines) > 200
    for ring in outlines:
        assert tuple(ring.points[0]) == tuple(ring.points[-1])
        west, south, east, north = ring.box
        assert west <= 180.01
        assert east >= -180.01, "some of it is on the globe"
        assert east - west <= 360.01
        assert -90.01 <= south <= north <= 90.01


def test_outlines_hold_land_and_no_sea() -> None:
    """Bern is inside a ring, the middle of the Atlantic inside none: a line to the east crosses outlines oddly."""

    def crossings(longitude: float, latitude: float) -> int:
        found = 0
        for ring in rings("50m"):
            (x, y), (x2, y2) = ring.points[:-1].T, ring.points[1:].T
            crosses = (y > latitude) != (y2 > latitude)
            with np.errstate(divide="ignore", invalid="ignore"):
                at = x + (latitude - y) / (y2 - y) * (x2 - x)
            found = found or int((crosses & (at > longitude)).sum()) % 2
        return found

    assert crossings(7.45, 46.95) == 1
    assert crossings(-35, 40) == 0
