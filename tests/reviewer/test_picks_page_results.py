"""The number of picks, exporting them, and the ways to and from the picks page."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import polars as pl
import program
import pytest
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.picks.foresight_dialog import ForesightDialog
from reviewer.picks.picks_page import PicksPage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.widgets.destinations import Destination, NewSets, Picks, Review, Runs, Start
from runner.errors import EnvError
from runner.review import review_set, settings
from runner.review.picks.amount import Amount
from runner.review.picks.exports import AsLinks
from runner.review.picks.opening import open_picks
from tests.reviewer.bursts import prepare, said, session_of
from tests.reviewer.export_dialogs import choose, dialog_of, do

Open = Callable[..., PicksPage]


def test_a_run_that_picked_nothing_asks_how_many(open_picks_page: Open, burst_runs: Path, qtbot: QtBot) -> None:
    page = open_picks_page(amount=None)
    assert page.amount.isVisible()
    assert not page.actions_by_name["keep_photo"].isEnabled()
    page.amount.keep.setValue(2)
    page.amount.per_hour.setValue(1)
    press(page, "Tab", "Tab", "Tab", "Tab")
    QTest.mouseClick(page.amount.pick, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert page.groups.isVisible()
    assert len(page.desk.choice.items("keep")) == 2
    hours = page.desk.photos.filter(pl.col("item_id").is_in(page.desk.choice.items("keep")))["captured_at"].dt.hour()
    assert hours.n_unique() == 2, "one of each hour"
    kept = settings.load().picks["travel"]
    assert Amount.read(kept) == Amount(2, per_hour=1)
    session = session_of(burst_runs)
    assert session.find("flag:pick") == [], "nobody has said anything yet"
    assert {session.snapshot.items[place] for place in session.find("pick:keep")} == {*page.desk.choice.items("keep")}


def test_another_number_counts_at_once(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    press(page, "Ctrl+L")
    assert page.amount.back.isVisible()
    assert page.amount.keep.value() == 3
    page.amount.keep.setValue(1)
    QTest.mouseClick(page.amount.pick, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert "1 of 1 photos picked" in page.progress.text.text().replace("\u00a0", " ")


def test_the_list_is_what_the_command_writes(
    open_picks_page: Open, burst_runs: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = open_picks_page()
    dialog = dialog_of(page, qtbot)
    assert dialog.way() == "review", "the run has picked nothing, and what is picked here is found all the same"
    dialog.path.setText(str(tmp_path / "ours.csv"))
    choose(dialog, "list", qtbot)
    assert not (tmp_path / "ours.csv").exists(), "a plan writes nothing"
    assert dialog.lines.count() == 6, "three picks and a bracket"
    assert do(page, dialog, qtbot) == f"Written: {tmp_path / 'ours.csv'}"
    dialog.path.setText(str(tmp_path / "theirs.csv"))
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    words = shlex.split(clipboard.text())
    assert words[:2] == ["runner", "cull"]
    program.run(words[1:], tmp_path, check=True)
    assert (tmp_path / "theirs.csv").read_text() == (tmp_path / "ours.csv").read_text()
    dialog.close()


def test_what_was_said_last_is_in_what_picks_become(open_picks_page: Open, tmp_path: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    press(page, "S")
    dialog = dialog_of(page, qtbot)  # at once, before photos are ranked again by themselves
    dialog.path.setText(str(tmp_path / "picks.csv"))
    choose(dialog, "list", qtbot)
    do(page, dialog, qtbot)
    rows = pl.read_csv(tmp_path / "picks.csv").select(pl.col("path").str.extract(r"([^/]*)\.jpg$"), "pick", "because")
    assert ("cat_2", "keep", "Picked by a person") in rows.rows()
    assert ("cat_1", "drop", "Rejected by a person") in rows.rows()
    dialog.close()


def test_links_stars_and_labels_are_planned_then_made(
    open_picks_page: Open, clean_photos: Path, tmp_path: Path, burst_runs: Path, qtbot: QtBot
) -> None:
    page = open_picks_page()
    dialog = dialog_of(page, qtbot)
    dialog.folder.setText(str(tmp_path / "best"))
    choose(dialog, "links", qtbot)
    planned = {dialog.lines.item(row).text().partition("  ←  ")[0] for row in range(dialog.lines.count())}
    assert not (tmp_path / "best").exists()
    assert do(page, dialog, qtbot).startswith("Linked 6 photos into")
    assert {path.name for path in (tmp_path / "best").iterdir()} == planned
    assert dialog.do.text() == "Make a set from them"
    choose(dialog, "stars", qtbot)
    assert dialog.lines.item(0).text().endswith(".xmp  new")
    assert do(page, dialog, qtbot).startswith("Wrote 6 XMP files")
    assert {path.name.removesuffix(".xmp") for path in clean_photos.glob("*.xmp")} == planned
    choose(dialog, "label", qtbot)
    do(page, dialog, qtbot)
    assert len(session_of(burst_runs).find("label:green")) == 6
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert wanted == [Review(page.desk.session.review_set.run, "label:green")]


def test_how_well_it_foresees_is_told_with_what_it_is_of(open_picks_page: Open, qtbot: QtBot) -> None:
    page = open_picks_page()
    settle(page, qtbot)

    def told() -> list[str]:
        press(page, "Ctrl+J")
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ForesightDialog), timeout=10_000)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ForesightDialog)
        settle(dialog, qtbot)
        texts = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        assert not dialog.copy.isEnabled(), "no weights can be fitted"
        dialog.close()
        return texts

    assert "Nobody has picked or rejected photos of this set, so there is nothing to compare." in told()
    for key in ("K", "S"):  # as suggested, then the other one
        press(page, key)
        settle(page, qtbot)
    texts = told()
    assert any(text.startswith("People kept 2 photos and dropped ") for text in texts)
    assert "That is too few to tell: shares become meaningful from 20 decisions." in texts
    [first, *_] = [text for text in texts if text.endswith("1 of 2")]
    assert first == "50% [9% – 91%], 1 of 2"
    assert any("Fitting weights takes at least 20 moments" in text for text in texts)


def test_a_set_is_made_of_what_was_picked(open_picks_page: Open, tmp_path: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    dialog = dialog_of(page, qtbot)
    dialog.folder.setText(str(tmp_path / "best"))
    choose(dialog, "links", qtbot)
    do(page, dialog, qtbot)
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert wanted == [NewSets((tmp_path / "best",))]


def test_a_disk_that_refuses_is_said_and_the_page_goes_on(
    open_picks_page: Open, tmp_path: Path, qtbot: QtBot, burst_runs: Path
) -> None:
    page = open_picks_page()
    (tmp_path / "file").touch()
    dialog = dialog_of(page, qtbot)
    dialog.folder.setText(str(tmp_path / "file" / "best"))
    choose(dialog, "links", qtbot)
    sentence = do(page, dialog, qtbot)
    assert "file" in sentence
    assert "defect" not in sentence
    assert dialog.do.isEnabled()
    dialog.close()
    press(page, "K")
    settle(page, qtbot)
    assert said(burst_runs)["cat_1"] == "pick"


def test_links_on_another_drive_are_refused_in_words(open_picks_page: Open) -> None:
    page = open_picks_page()
    if Path("/dev/shm").stat().st_dev == page.desk.session.review_set.run.stat().st_dev:
        pytest.skip("one drive")
    with pytest.raises(EnvError):
        AsLinks(Path("/dev/shm") / "photo-runner-best").carry_out(page.desk)
    (Path("/dev/shm") / "photo-runner-best").rmdir()


def test_a_run_that_picked_is_looked_at_with_its_filter(
    tmp_path: Path, bursts: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    (tmp_path / "photos").symlink_to(bursts.parent / "photos")
    runs = prepare(tmp_path, "cull.keep=2")
    page = PicksPage(open_picks(session_of(runs)), settings.load())
    show(page)
    assert page.groups.isVisible(), "it says itself how many"
    dialog = dialog_of(page, qtbot)
    assert dialog.way() == "review"
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert wanted == [Review(page.desk.session.review_set.run, "pick:keep")]
    assert len(session_of(runs).find("pick:keep")) == 2
    press(page, "S")  # what a person says counts in the next run, and the page starts from it
    settle(page, qtbot)
    page.close()
    prepare(tmp_path, "cull.keep=2")
    again = open_picks(session_of(runs))
    assert [card.is_decided for card in again.board.cards.values() if card.kind == "burst"] == [True, False]
    assert len(session_of(runs).find("pick:keep flag:pick")) == 1


def test_the_way_there_and_back(burst_runs: Path, show: Callable[[object], None], qtbot: QtBot) -> None:
    shell = Shell(Place(burst_runs, "Ada"), settings.load())
    run = review_set.newest(burst_runs, "travel")
    assert run is not None
    shell.open(Review(run))
    show(shell)
    for where, kind in ((None, PicksPage), (Start(), None), (None, PicksPage), (Runs(run), None), (None, PicksPage)):
        page = shell.page()
        assert page is not None
        if where is None:
            qtbot.wait(50)
            press(shell, "Ctrl+K")
        else:
            page.go(where)
        qtbot.waitUntil(lambda page=page: shell.page() is not page and shell.is_quiet(), timeout=20_000)
        assert kind is None or isinstance(shell.page(), kind)
    page = shell.page()
    press(shell, "Escape")
    qtbot.waitUntil(lambda: shell.page() is not page and shell.is_quiet(), timeout=20_000)
    assert isinstance(shell.page(), Window)
    page = shell.page()
    assert page is not None
    page.go(Picks(run.parent / "nowhere"))
    qtbot.waitUntil(shell.is_quiet, timeout=20_000)
    assert shell.page() is page
