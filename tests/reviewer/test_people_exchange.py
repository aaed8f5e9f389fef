"""Names from and for other programs in the window: files are written and read, and the result is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.people.exchange_dialog import ExchangeDialog
from reviewer.people.people_page import PeoplePage
from runner.review import settings
from runner.review.people.desk import PeopleDesk
from runner.review.people.session import PeopleSession
from tests.reviewer.keyboard import press, settle, type_text


def test_names_go_to_other_programs_and_come_from_them(
    library: Path, show: Callable[[object], None], tmp_path: Path, qtbot: QtBot
) -> None:
    page = PeoplePage(PeopleDesk(PeopleSession(library, "ann")), library, settings.load())
    show(page)
    page.shown.groups.setFocus()
    press(page, "F2")
    type_text(page, "Eileen")
    press(page.shown.panel.name, "Return")
    settle(page, qtbot)
    press(page, "Ctrl+Return")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ExchangeDialog), timeout=10_000)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExchangeDialog)
    assert dialog.set.count() >= 1
    dialog.folder.setText(str(tmp_path / "xmp"))
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    written = [*(tmp_path / "xmp").rglob("*.xmp")]
    assert dialog.sentence.text() == f"Wrote {len(written)} XMP files into {tmp_path / 'xmp'}."
    assert all("Eileen" in path.read_text("utf-8") for path in written)
    (tmp_path / "file").touch()
    dialog.folder.setText(str(tmp_path / "file" / "xmp"))
    QTest.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert "What has been written so far stays." in dialog.sentence.text()
    assert dialog.write.isEnabled()
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert dialog.sentence.text() == "0 faces imported, 0 with a name; 0 were known already."
    dialog.close()
