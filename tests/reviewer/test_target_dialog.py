"""Describing a target in the window, without YAML, and publishing to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from publish_services import PASSWORD, USER, MariaDb, ProFtpd
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.publish.target_dialog import TargetDialog
from reviewer.widgets.destinations import Publishing
from runner.review import settings
from runner.review.session import Session

PATIENCE_MS = 120_000


@pytest.fixture
def page(
    session: Session, runs: Path, show: Callable[[Shell], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PublishPage:
    monkeypatch.chdir(tmp_path)
    session.approve(session.find("outcome:passed"))
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open(Publishing(session.review_set.run))
    shell.resize(1280, 800)
    show(shell)
    made = shell.page()
    assert isinstance(made, PublishPage)
    return made


def dialog_of(page: PublishPage) -> TargetDialog:
    QTest.mouseClick(page.new_target, Qt.MouseButton.LeftButton)
    dialog = page.findChild(TargetDialog)
    assert dialog is not None
    return dialog


def say(dialog: TargetDialog, **said: str) -> None:
    for name, text in said.items():
        dialog.lines[name].setFocus()
        QTest.keyClicks(dialog.lines[name], text)


def press_ok(dialog: TargetDialog) -> None:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_folder_is_described_and_published_to(page: PublishPage, tmp_path: Path, qtbot: QtBot) -> None:
    going = page.publisher.going
    assert going > 0
    dialog = dialog_of(page)
    press_ok(dialog)
    assert "needs a name" in dialog.problem.text()
    say(dialog, name="album", folder=str(tmp_path / "album"))
    press_ok(dialog)
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    assert page.target.currentText() == "album"
    assert page.publish.text() == f"Publish {going} to album"
    QTest.mouseClick(page.publish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.note.text() == "Published to album.", timeout=PATIENCE_MS)
    with sqlite3.connect(tmp_path / "album" / "photos.db") as table:
        assert len(table.execute("SELECT file_name FROM photos").fetchall()) == going
    table.close()


def test_a_web_server_with_a_database_is_described_and_published_to(
    page: PublishPage, proftpd: ProFtpd, mariadb: MariaDb, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    trusted = tmp_path / "trusted.pem"  # what the operating system trusts
    trusted.write_text(proftpd.certificates.authority.read_text() + mariadb.certificates.authority.read_text())
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    mariadb.query("mysql", "CREATE DATABASE IF NOT EXISTS window_site")
    (proftpd.home / "window_site").mkdir()
    dialog = dialog_of(page)
    dialog.kind.setCurrentIndex(1)
    dialog.has_database.setChecked(True)
    say(dialog, name="site", folder="window_site", host=f"localhost:{proftpd.port}", user=USER, password=PASSWORD)
    say(dialog, database_host=f"localhost:{mariadb.port}", database_user=USER, database_password=PASSWORD)
    say(dialog, database="window_site")
    going = page.publisher.going
    press_ok(dialog)
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    assert page.publish.text() == f"Publish {going} to site"
    QTest.mouseClick(page.publish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.note.text() == "Published to site.", timeout=PATIENCE_MS)
    rows = mariadb.query("window_site", "SELECT * FROM photos")
    assert len(rows) == going
    published = {path.name for path in (proftpd.home / "window_site").rglob("*.jpg")}
    assert published
    assert str(tmp_path) not in str(rows), "nothing about this machine leaves it"


def test_a_server_asks_for_what_it_needs_and_says_when_it_is_not_there(
    page: PublishPage, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(page)
    assert not dialog.lines["host"].isVisible()
    dialog.kind.setCurrentIndex(1)
    say(dialog, name="site", host="127.0.0.1", user="me")
    press_ok(dialog)
    assert dialog.problem.text() == "The server needs its address, a user and a password."
    assert not dialog.lines["database"].isVisible()
    dialog.has_database.setChecked(True)
    assert dialog.lines["database"].isVisible()
    dialog.has_database.setChecked(False)
    say(dialog, password="s3cret")
    press_ok(dialog)
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    written = tmp_path / "config" / "photo-runner"
    assert "s3cret" not in (written / "publish" / "site.yaml").read_text()
    assert (written / "passwords" / "site.ftp").read_text() == "s3cret"
    assert page.target.currentText() == "site"
    assert "127.0.0.1" in page.ending_view.page.toPlainText(), "nobody answers there, which is said"
