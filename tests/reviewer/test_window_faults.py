"""What photographers stumbled over in the window, each on the real one: zoom, colours of findings, labels, Escape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QImage, QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.views.elided_label import ElidedLabel
from reviewer.views.findings_note import FindingsNote
from reviewer.views.picture import STEP, PictureView
from reviewer.views.thumbnails import Pictures
from reviewer.views.window import Window
from runner.messages import say
from runner.review.session import Session
from runner.schema import Finding


def choose(window: Window, name: str, view: str = "photo") -> int:
    (place,) = window.session.find(f'name:"{name}"')
    window.centre.look(view)
    window.centre.go_to(place)
    return place


def on_scene(picture: PictureView, at: QPointF) -> QPointF:
    inverse, _ = picture.viewportTransform().inverted()
    return inverse.map(at)


def middle(picture: PictureView) -> QPointF:
    viewport = picture.viewport()
    assert viewport is not None
    return QRectF(viewport.rect()).center()


def close_to(one: QPointF, other: QPointF, within: float = 8) -> bool:
    return (one - other).manhattanLength() < within


@pytest.fixture
def wide(qtbot: QtBot, tmp_path: Path) -> PictureView:
    """A view of 500 × 400 on a photo of 3000 × 2000."""
    path = tmp_path / "wide.png"
    photo = QImage(3000, 2000, QImage.Format.Format_RGB32)
    photo.fill(Qt.GlobalColor.darkGreen)
    assert photo.save(str(path))
    picture = PictureView(Pictures(1 << 27, None, 1), Pictures(1 << 27, None, 1))
    qtbot.addWidget(picture)
    picture.resize(500, 400)
    picture.show()
    qtbot.waitExposed(picture)
    picture.show_photo(path, path, 3000, "a")
    qtbot.waitUntil(lambda: picture.sceneRect().width() == 3000)
    return picture


def test_keys_zoom_around_the_middle_wherever_the_pointer_is(wide: PictureView) -> None:
    QTest.mouseMove(wide.viewport(), wide.rect().topLeft())
    wide.toggle_actual()  # the key Z
    assert close_to(on_scene(wide, middle(wide)), QPointF(1500, 1000))
    wide.zoom(STEP)  # the key +
    assert close_to(on_scene(wide, middle(wide)), QPointF(1500, 1000))
    wide.pan(0.5, 0.25)
    seen = on_scene(wide, middle(wide))
    wide.zoom(1 / STEP)
    assert close_to(on_scene(wide, middle(wide)), seen)


def test_100_percent_by_key_shows_the_middle_of_the_photo(window: Window, qtbot: QtBot) -> None:
    choose(window, "DSC07712")
    settle(window, qtbot)
    picture = window.centre.picture
    window.resize(window.minimumSizeHint())
    press(window, "Z")
    settle(window, qtbot)
    assert close_to(on_scene(picture, middle(picture)), picture.sceneRect().center())


def test_the_mouse_zooms_around_the_pointer(wide: PictureView) -> None:
    wide.toggle_actual()
    at = QPointF(wide.width() * 0.4, wide.height() * 0.7)
    seen = on_scene(wide, at)
    wheel = QWheelEvent(
        at, wide.mapToGlobal(at), at.toPoint(), QPointF(0, 120).toPoint(), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    wide.wheelEvent(wheel)
    assert close_to(on_scene(wide, at), seen)
    wide.fit()
    pointer = QPointF(wide.width() * 0.4, wide.height() * 0.5)
    looked_at = on_scene(wide, pointer)
    QTest.mouseDClick(wide.viewport(), Qt.MouseButton.LeftButton, pos=pointer.toPoint())
    assert close_to(on_scene(wide, pointer), looked_at)


def test_a_warning_beside_an_error_keeps_its_own_colour(qapp: QApplication) -> None:
    note = FindingsNote()
    error = Finding.of("caption_is_alt", "alt_text", "error", (), say("caption_is_alt.repeats"))
    warning = Finding.of("length_advice", "alt_text", "warn", (), say("caption_is_alt.repeats"))
    note.show_findings([warning, error])
    by_role = {part.property("role"): part.text() for part in note.findChildren(QLabel) if part.text()}
    assert {role: text[0] for role, text in by_role.items()} == {"error": "✗", "warning": "!"}
    assert "length_advice" in by_role["warning"]
    assert "length_advice" not in by_role["error"]


def test_a_label_without_room_ends_in_dots_and_its_tip_has_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("by qwen3vl_8b, accepted by Bartholomew")
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert label.shown().endswith("…")
    assert label.toolTip() == label.text() == "by qwen3vl_8b, accepted by Bartholomew"
    label.resize(600, 20)
    assert (label.shown(), label.toolTip()) == (label.text(), "")


def test_where_a_text_comes_from_is_never_cut_in_silence(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712")
    text = "A rocket on its pad in the last light of the day, waiting."
    window.session.edit({place: {"caption": text}}, "accepted", source="model")
    window.show_changed([place])
    window.resize(900, 700)
    settle(window, qtbot)
    source = window.editor.fields["caption"]._source
    assert isinstance(source, ElidedLabel)
    assert source.text() == "by composer, accepted by Ada"
    assert source.shown() == source.text() or source.shown().endswith("…")


def test_escape_drops_half_a_keyword_and_then_leaves(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712", "grid")
    before = list(window.session.snapshot.row(place)["keywords"])
    press(window, "3")
    type_text(window, "launc")
    entry = QApplication.focusWidget()
    completer = entry.completer()  # type: ignore[union-attr]
    completer.popup().hide()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    entry.setFocus()  # type: ignore[union-attr]
    press(window, "Escape")
    assert QApplication.focusWidget() is entry
    assert entry.text() == ""  # type: ignore[union-attr]
    press(window, "Escape")
    settle(window, qtbot)
    assert QApplication.focusWidget() is window.centre.grid
    assert list(window.session.snapshot.row(place)["keywords"]) == before


def test_the_subject_names_the_file_before_it_is_saved(
    session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    window = open_window(session)
    place = choose(window, "Chelsea the cat", "grid")
    settle(window, qtbot)
    name = window.editor.fields["file_name"]
    before = name.value()
    press(window, "4", "Ctrl+A")
    type_text(window, "Tabby cat")
    settle(window, qtbot)
    assert name.value().startswith("Tabby_cat_")  # type: ignore[union-attr]
    assert name._source.text() == "follows the subject, on approval"
    assert f"→ {name.value()}" in window.panel._about.text()
    assert window.session.snapshot.row(place)["file_name"] == before
    expected = name.value()
    press(window, "Ctrl+Return")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["file_name"] == expected
    assert "New file name: Tabby_cat_" in window.progress.said()
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["file_name"] == before


def test_a_name_is_typed_in_the_window_and_a_taken_one_is_said(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "Chelsea the cat", "grid")
    settle(window, qtbot)
    press(window, "6", "Ctrl+A")
    type_text(window, "Chelsea at noon")
    qtbot.waitUntil(lambda: window.editor.fields["file_name"]._source.text() == "becomes Chelsea_at_noon.jpg")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["file_name"] == "Chelsea_at_noon.jpg"
    other = choose(window, "_MG_5120", "grid")
    settle(window, qtbot)
    taken = window.editor.fields["file_name"].value()
    choose(window, "Chelsea the cat", "grid")
    press(window, "6", "Ctrl+A")
    type_text(window, str(taken))
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert "Belongs to _MG_5120.jpg" in window.editor.fields["file_name"]._findings.text("error")
    assert other != place
