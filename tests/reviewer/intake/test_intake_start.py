"""Starting planned sets: now or tonight, with which captioner, and the equivalent command."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from by_hand import PATIENCE_MS, OpenPage, click, names, press, settle, type_into
from PyQt6.QtCore import QTime
from PyQt6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from reviewer.intake.start_bar import StartBar
from reviewer.intake.yaml_dialog import YamlDialog
from reviewer.widgets.destinations import Destination, Runs
from runner.intake import drafts
from runner.intake import planned as planning
from runner.intake.captioner_choice import CaptionerChoice
from runner.messages import say
from runner.service.queue import Queue


def test_a_folder_becomes_a_set_that_is_started(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(photos)
    (row,) = page.rows.rows()
    assert row.planned.name == "My_photos"
    assert len(row.pictures) >= 3
    assert page.form.facts.text().startswith("18 photos")
    assert "19 Jan 2008 to 22 Mar 2020" in page.form.facts.text()
    assert page.form.remarks.text() == "Left out: other files (.txt) 1."
    type_into(page.form.texts["name"], "samples")
    type_into(page.form.texts["subject"], "things of all kinds")
    type_into(page.form.texts["hints"], "sample, test")
    page.form.rules.setCurrentIndex(page.form.rules.findData("travel"))
    settle(page, qtbot)
    assert page.bar.all.text() == "Start set"
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    click(page.bar.all)
    qtbot.waitUntil(lambda: bool(wanted), timeout=PATIENCE_MS)
    assert wanted == [Runs()]
    made = yaml.safe_load((tmp_path / "config/photo-runner/set/samples.yaml").read_text())
    assert (made["name"], made["source"], made["subject"]) == ("samples", str(photos), "things of all kinds")
    assert made["hints"] == ["sample", "test"]
    assert made["defaults"][0] == {"override /rules@_global_.rules": "travel"}
    (job,) = Queue(runs).jobs()
    assert (job.words[0], job.title) == ("set=samples", "samples")
    settle(page, qtbot)
    assert (names(page), drafts.load()) == ([], [])


@pytest.mark.usefixtures("unrecognised")
def test_a_card_that_is_pulled_out_before_the_start(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    shutil.copytree(photos / "Café", card)
    page = open_page(card)
    shutil.rmtree(card)
    type_into(page.form.texts["subject"], "espresso")
    settle(page, qtbot)
    assert "no longer exists" in page.form.remarks.text()
    assert not page.bar.all.isEnabled()
    shutil.copytree(photos / "Café", card)
    press(page, "F5")
    settle(page, qtbot)
    assert page.bar.all.isEnabled()


@pytest.mark.usefixtures("unrecognised")
def test_the_yaml_and_the_command_are_shown_as_they_will_be(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(photos / "Café")
    type_into(page.form.texts["subject"], "espresso")
    settle(page, qtbot)
    press(page, "Ctrl+Shift+C")
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text() == f"runner set=Café paths.runs={runs}" or clipboard.text().startswith("runner 'set=Café'")
    click(page.bar.yaml)
    (dialog,) = page.findChildren(YamlDialog)
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    assert yaml.safe_load(text.toPlainText())["subject"] == "espresso"
    assert text.toPlainText() == planning.file_text(page.rows.rows()[0].planned)
    dialog.close()
    assert not planning.file_of("Café").exists()


def test_tonight_is_the_next_time_of_that_hour(qtbot: QtBot) -> None:
    bar = StartBar()
    qtbot.addWidget(bar)
    noon, night = datetime(2026, 11, 28, 12, 0), datetime(2026, 11, 28, 23, 0)
    assert bar.not_before(noon) is None
    bar.later.setChecked(True)
    assert bar.not_before(noon) == datetime(2026, 11, 28, 22, 0)
    assert bar.not_before(night) == datetime(2026, 11, 29, 22, 0)
    bar.at.setTime(QTime(6, 30))
    assert bar.not_before(night) == datetime(2026, 11, 29, 6, 30)


@pytest.mark.usefixtures("unrecognised")
def test_sets_for_tonight_wait_in_the_queue(photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café", photos / "Falcon 9")
    click(page.bar.later)
    press(page, "Ctrl+Return")
    settle(page, qtbot)
    jobs = Queue(runs).jobs()
    assert [job.title for job in jobs] == ["Café", "Falcon_9"]
    assert all(job.not_before is not None and job.not_before.astimezone().hour == 22 for job in jobs)


@pytest.mark.usefixtures("unrecognised")
def test_captioners_say_in_what_state_they_are(photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    box = page.form.captioner
    titles = [box.itemText(number) for number in range(box.count())]
    assert titles[0] == "The best one available"
    assert "composer  ·  ready" in titles
    assert any(title.endswith("to be downloaded") for title in titles)
    unusable = next(number for number, title in enumerate(titles) if title.endswith("not available"))
    box.setCurrentIndex(unusable)
    settle(page, qtbot)
    assert page.form.fields["captioner"].problem.text().startswith("It cannot be used now: ")
    assert not page.bar.all.isEnabled()
    box.setCurrentIndex(titles.index("composer  ·  ready"))
    settle(page, qtbot)
    assert page.form.fields["captioner"].note.text().endswith("It does not see the pictures.")
    click(page.bar.all)
    settle(page, qtbot)
    assert Queue(runs).jobs()[0].words[:2] == ("set=Café", "caption=composer")


@pytest.mark.usefixtures("unrecognised")
def test_a_captioner_that_is_not_here_is_downloaded_before(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(photos / "Café")
    absent = CaptionerChoice("qwen3vl_2b", ("caption=qwen3vl_2b",), True, "absent", say("auto.composer"), "qwen3vl_2b")
    page._offer([absent])
    page.form.captioner.choose(absent.options)
    settle(page, qtbot)
    click(page.bar.all)
    settle(page, qtbot)
    assert [job.words[:2] for job in Queue(runs).jobs()] == [("models", "fetch"), ("set=Café", "caption=qwen3vl_2b")]


@pytest.mark.usefixtures("unrecognised")
def test_the_whole_way_by_keyboard(photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    page.rows.setFocus()
    seen = set()
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.add(focused)
        press(page, "Tab")
    wanted = {*page.form.texts.values(), page.form.rules, page.form.language, page.form.captioner, page.bar.all,
              page.bar.yaml, page.bar.command, page.bar.later, page.add}  # fmt: skip
    assert wanted <= seen
    assert all(each.accessibleName() for each in (*page.form.texts.values(), page.rows, page.form.rules, page.bar.at))
