"""Publishing from the window: the runner's own plan and publish, in processes beside it."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.review.window import Window
from reviewer.widgets.destinations import Review
from runner.review import settings
from runner.review.publish import ended, progress, redirects

PATIENCE_MS = 60_000


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder target stands below the folder that the program works in."""
    monkeypatch.chdir(tmp_path)


def approve(window: Window, qtbot: QtBot, *names: str) -> list[str]:
    """Approve these photos with the keyboard; their published names."""
    window.centre.look("grid")
    places = [window.session.find(f'name:"{name}"')[0] for name in names]
    for place in places:
        window.centre.go_to(place)
        press(window, "A")
        settle(window, qtbot)
    return [window.session.snapshot.row(place)["file_name"] for place in places]


@pytest.fixture
def shell(run: Path, runs: Path, show: Callable[[Shell], None]) -> Shell:
    made = Shell(Place(runs, "Ada"), settings.load())
    made.open(Review(run))
    made.resize(1280, 800)
    show(made)
    return made


@pytest.fixture
def window(shell: Shell) -> Window:
    return reviewing(shell)


def reviewing(shell: Shell) -> Window:
    page = shell.page()
    assert isinstance(page, Window)
    return page


def publishing(shell: Shell) -> PublishPage:
    page = shell.page()
    assert isinstance(page, PublishPage)
    return page


def planned(shell: Shell, qtbot: QtBot, keys: str = "Ctrl+P") -> PublishPage:
    """The page with a plan in it."""
    press(reviewing(shell), keys)
    qtbot.waitUntil(lambda: isinstance(shell.page(), PublishPage) and shell.is_quiet(), timeout=PATIENCE_MS)
    return publishing(shell)


def back(shell: Shell, qtbot: QtBot) -> Window:
    """The review again."""
    QTest.mouseClick(publishing(shell).back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(shell.page(), Window) and shell.is_quiet(), timeout=PATIENCE_MS)
    return reviewing(shell)


def wait(page: PublishPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    QApplication.processEvents()


def click(page: PublishPage, qtbot: QtBot, name: str) -> None:
    QTest.mouseClick(getattr(page, name), Qt.MouseButton.LeftButton)
    wait(page, qtbot)


def group(page: PublishPage, name: str) -> str:
    """Open a group of the plan; what is shown of its photos and of the first of them."""
    groups = page.plan_view.groups
    (row,) = (row for row in range(groups.count()) if groups.item(row).text().startswith(name))
    groups.setCurrentRow(row)
    model = page.plan_view.model
    names = [str(model.data(model.index(each), Qt.ItemDataRole.AccessibleTextRole)) for each in range(model.rowCount())]
    return "\n".join([groups.item(row).text(), *names, page.plan_view.detail.toPlainText()])


def groups(page: PublishPage) -> list[str]:
    return [page.plan_view.groups.item(row).text() for row in range(page.plan_view.groups.count())]


def stands(folder: Path) -> dict[str, str]:
    """Captions by file name in the target's table."""
    connection = sqlite3.connect(folder / "published/photos.db")
    found = dict(connection.execute("SELECT file_name, caption FROM photos").fetchall())
    connection.close()
    return found


def test_two_photos_are_planned_confirmed_and_published_and_a_change_is_shown(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    names = approve(window, qtbot, "_MG_5120", "IMG_2301")
    page = planned(shell, qtbot)
    assert page.target.currentText() == "local"
    assert groups(page)[0] == "New there: 2"
    assert all(name in group(page, "New there") for name in names)
    assert "not reviewed yet" in group(page, "Held back")
    assert not (tmp_path / "published").exists(), "a plan changes nothing"
    assert page.publish.text() == "Publish 2 to local"
    click(page, qtbot, "publish")
    assert page.note.text() == "Published to local."
    assert sorted(stands(tmp_path)) == sorted(names)
    assert all(list((tmp_path / "published").rglob(name)) for name in names)
    assert page.ending_view.folder.isVisible()
    assert page.ending_view.report.isVisible()
    assert not page.ending_view.rest.isVisible()
    assert str(tmp_path / "published") in page.ending_view.page.toPlainText()
    assert "not reviewed yet" in page.ending_view.page.toPlainText()

    window = back(shell, qtbot)
    place = window.session.find('name:"_MG_5120"')[0]
    old = window.session.snapshot.row(place)["caption"]
    window.change(lambda: window.session.edit({place: {"caption": f"{old} Seen twice."}}, "Wrote."))
    settle(window, qtbot)
    window.change(lambda: window.session.approve([place]))
    settle(window, qtbot)
    page = planned(shell, qtbot)
    assert "Seen twice." in group(page, "Changed: 1")
    assert "Already there: 1" in groups(page)
    click(page, qtbot, "publish")
    assert f"{old} Seen twice." in stands(tmp_path).values()


def test_a_published_photo_is_taken_back_and_no_other(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = approve(window, qtbot, "_MG_5120", "IMG_2301")
    click(planned(shell, qtbot), qtbot, "publish")
    window = back(shell, qtbot)
    window.centre.go_to(window.session.find('name:"_MG_5120"')[0])
    page = planned(shell, qtbot, "Ctrl+Shift+P")
    assert groups(page) == ["Unpublished: 1"]
    assert page.publish.text() == "Unpublish 1 from local"
    assert sorted(stands(tmp_path)) == sorted([first, second])
    click(page, qtbot, "publish")
    assert page.note.text() == "Unpublished from local. To publish them again, approve them again."
    assert list(stands(tmp_path)) == [second]
    click(page, qtbot, "again")
    assert page.note.text() == "None of these photos is published to local."


def test_a_new_subject_moves_what_is_published_and_leaves_a_redirect(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (before,) = approve(window, qtbot, "Chelsea the cat")
    click(planned(shell, qtbot), qtbot, "publish")
    window = back(shell, qtbot)
    (place,) = window.session.find('name:"Chelsea the cat"')
    window.change(lambda: window.session.edit({place: {"subject": "Tabby cat named Chelsea"}}, "x"))
    settle(window, qtbot)
    assert window.session.snapshot.state(place) == "lapsed"
    (after,) = approve(window, qtbot, "Chelsea the cat")
    assert after.startswith("Tabby_cat_named_Chelsea_")
    page = planned(shell, qtbot)
    text = group(page, "Renamed or moved: 1")
    assert f"{after}, was {before}" in text
    click(page, qtbot, "publish")
    assert list(stands(tmp_path)) == [after]
    pictures = [path.name for path in (tmp_path / "published").rglob("*.jpg")]
    assert after in pictures
    assert before not in pictures
    pairs = redirects.read(window.session.review_set, "local")
    assert [(Path(old).name, Path(new).name) for old, new in pairs][:1] == [(before, after)]
    for name, said in (("r.csv", "from,to\n"), ("r.conf", 'location = "/'), ("r.htaccess", 'Redirect permanent "/')):
        redirects.write(tmp_path / name, pairs)
        assert said in (tmp_path / name).read_text()


def test_the_plan_says_what_becomes_of_the_xmp_beside_a_raw(shell: Shell, window: Window, qtbot: QtBot) -> None:
    approve(window, qtbot, "_MG_5120")
    row = window.session.snapshot.row(window.session.find('name:"_MG_5120"')[0])
    raw = Path(row["source_path"]).with_suffix(".CR2")
    raw.write_bytes(b"RAW")
    try:
        page = planned(shell, qtbot)
        assert ".xmp" not in group(page, "New there")
        page.options.setText("publish.sidecars=beside")
        click(page, qtbot, "again")
        assert f"{raw.with_suffix('.xmp')} is written" in group(page, "New there")
        assert not raw.with_suffix(".xmp").exists(), "a plan changes nothing"
    finally:
        raw.unlink()


def test_what_someone_changed_there_is_left_alone_unless_it_is_forced(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    approve(window, qtbot, "_MG_5120")
    page = planned(shell, qtbot)
    click(page, qtbot, "publish")
    with sqlite3.connect(tmp_path / "published/photos.db") as connection:
        connection.execute("UPDATE photos SET caption = 'Mine'")
    connection.close()
    click(page, qtbot, "again")
    assert "its row was changed: caption" in group(page, "Changed there by someone else: 1")
    assert not page.publish.isEnabled()
    page.options.setText("publish.force=true")
    click(page, qtbot, "again")
    assert "its row was changed: caption" in group(page, "Changed: 1")
    click(page, qtbot, "publish")
    assert "Mine" not in stands(tmp_path).values()


def test_other_options_want_another_plan(shell: Shell, window: Window, qtbot: QtBot) -> None:
    approve(window, qtbot, "_MG_5120")
    page = planned(shell, qtbot)
    assert page.publish.isEnabled()
    QTest.keyClicks(page.options, "publish.force=true")
    assert not page.publish.isEnabled()
    assert "plan again" in page.note.text()


def test_a_target_that_is_not_ready_is_a_sentence_and_the_rest_can_be_published(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path, runs: Path
) -> None:
    (name,) = approve(window, qtbot, "_MG_5120")
    page = planned(shell, qtbot)
    (tmp_path / "published").write_text("A file where the folder would be.")
    click(page, qtbot, "publish")
    assert page.note.text().startswith("Not everything was published to local.")
    said = page.ending_view.page.toPlainText()
    assert "Problem on this machine: 1" in said
    assert "File exists" in said
    (tmp_path / "published").unlink()
    QTest.mouseClick(page.ending_view.rest, Qt.MouseButton.LeftButton)
    wait(page, qtbot)
    assert list(stands(tmp_path)) == [name]
    with (runs / "publish-local.lock").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_EX)
        click(page, qtbot, "again")
    assert page.note.text() == "The target local or this machine is not ready for it."
    assert "Another publish to local is running" in page.ending_view.page.toPlainText()
    page.target.setCurrentText("website")
    wait(page, qtbot)
    assert page.note.text() == "The options are wrong. Nothing was changed."
    assert "publish.ftp.host" in page.ending_view.page.toPlainText()
    page.options.setText("publish.root='unbalanced")
    click(page, qtbot, "again")
    assert "No closing quotation" in page.note.text()
    assert not page.publish.isEnabled()


def test_a_run_that_is_not_the_newest_is_not_published(shell: Shell, window: Window, qtbot: QtBot, runs: Path) -> None:
    newer = runs / "demo" / "29991231-000000-0000"
    newer.mkdir()
    (runs / "demo" / "latest").unlink()
    (runs / "demo" / "latest").symlink_to(newer.name)
    assert f"Open it: reviewer {newer.name}" in planned(shell, qtbot).note.text()


def test_reviewing_goes_on_while_it_publishes_and_the_page_finds_it_again(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    names = approve(window, qtbot, "_MG_5120", "IMG_2301")
    page = planned(shell, qtbot)
    publisher = page.publisher
    QTest.mouseClick(page.publish, Qt.MouseButton.LeftButton)
    assert publisher.is_working
    back(shell, qtbot)
    if publisher.is_working:
        assert planned(shell, qtbot).publisher is publisher
    qtbot.waitUntil(publisher.is_idle, timeout=PATIENCE_MS)
    assert sorted(stands(tmp_path)) == sorted(names)


@pytest.mark.slow
def test_what_is_stopped_says_so_and_the_next_goes_on(
    shell: Shell, window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    names = approve(window, qtbot, "_MG_5120", "IMG_2301")
    page = planned(shell, qtbot)
    QTest.mouseClick(page.publish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.publisher._child is not None, timeout=PATIENCE_MS)
    click(page, qtbot, "stop_it")
    assert page.note.text().startswith("Stopped. What is done is kept")
    click(page, qtbot, "again")
    click(page, qtbot, "publish")
    assert sorted(stands(tmp_path)) == sorted(names)


def test_the_window_can_go_while_it_publishes(shell: Shell, window: Window, qtbot: QtBot) -> None:
    approve(window, qtbot, "_MG_5120")
    page = planned(shell, qtbot)
    QTest.mouseClick(page.publish, Qt.MouseButton.LeftButton)
    shell.close()
    qtbot.waitUntil(lambda: not shell.isVisible(), timeout=PATIENCE_MS)


def test_the_command_is_copied_as_a_terminal_would_take_it(shell: Shell, window: Window, qtbot: QtBot) -> None:
    approve(window, qtbot, "_MG_5120")
    page = planned(shell, qtbot)
    page.actions_by_name["copy_command"].trigger()
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text().startswith("runner set=demo ")
    assert clipboard.text().endswith(" graph=publish publish=local")


def test_each_end_has_its_sentence() -> None:
    sentences = [ended.meaning(code, "local") for code in (0, 1, 2, 3, 130, -9)]
    assert len(set(sentences)) == 6


def test_progress_has_speed_what_is_left_and_what_failed() -> None:
    read = progress.read("Publishing: 30 of 120, failed: connect 2 name 1")
    assert read == progress.Progress(30, 120, {"connect": 2, "name": 1})
    said = read.sentence(10)
    for each in ("30 of 120", "3.0 photos a second", "30 seconds left", "No connection: 2", "Name taken: 1"):
        assert each in said
    assert progress.read("Publishing: 3 of 12") == progress.Progress(3, 12)
    assert progress.read("12 photos") is None
