"""Photos side by side are shown at one size, however long the texts below them."""

from __future__ import annotations

from keyboard import press, settle
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window


def test_a_longer_line_below_one_photo_makes_no_photo_smaller(window: Window, qtbot: QtBot) -> None:
    window.resize(1000, 640)
    window.filters.apply("name:IMG_230")
    press(window, "G", "Ctrl+A", "C")
    settle(window, qtbot)
    compare = window.centre.compare
    shown = [frame for frame in compare.frames if frame.isVisible()]
    assert len(shown) > 1
    one, other = (frame.labels()[1] for frame in shown[:2])
    one.setText("short")
    other.setText("a line that is so long that it has to be broken " * 3)
    compare.level()
    qtbot.wait(30)  # for the layout
    assert {frame.picture.height() for frame in shown} == {shown[0].picture.height()}
    assert one.height() == other.height() > one.fontMetrics().height() * 2
