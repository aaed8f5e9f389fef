"""From folders to planned sets, with real clicks and keys, real photos and the runner's own surveys."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from by_hand import OpenPage, click, names, offer, press, settle, type_into
from pytestqt.qtbot import QtBot

from reviewer.intake import row_work
from runner.intake import drafts
from runner.intake import planned as planning
from runner.intake.planned import PlannedSet
from runner.service.queue import Queue


@pytest.mark.usefixtures("unrecognised")
def test_gps_proposes_the_place_and_one_click_takes_it(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    field = page.form.fields["location"]
    assert field.note.text() == "By GPS of 3 photos: Montréal, Canada"
    click(offer(field, "Use"))
    settle(page, qtbot)
    assert page.rows.rows()[0].planned.location == "Montréal, Canada"
    assert not field.offers()


def test_a_folder_without_a_common_subject_is_split_by_subfolder(
    photos: Path, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = open_page(photos)
    assert "Nothing was recognised" in page.form.fields["subject"].note.text()
    monkeypatch.setattr(row_work, "USUAL_SAMPLE", 0)  # the parts are not recognised
    click(offer(page.form.fields["subject"], "Split by subfolder"))
    settle(page, qtbot)
    assert names(page) == [
        "My_photos",
        "My_photos_Café",
        "My_photos_Falcon_9",
        "My_photos_Old_backup",
        "My_photos_Été_en_Chine",
    ]
    found = [row.survey for row in page.rows.rows()]
    assert [each.photos for each in found if each] == [10, 3, 2, 1, 2]
    assert page.bar.all.text() == "Start 5 sets"


@pytest.mark.usefixtures("unrecognised")
def test_rows_are_ordered_duplicated_and_removed_by_keyboard(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café", photos / "Falcon 9")
    assert names(page) == ["Café", "Falcon_9"]
    page.rows.setFocus()
    press(page, "Ctrl+Shift+Up")
    assert names(page) == ["Falcon_9", "Café"]
    press(page, "Ctrl+D")
    assert names(page) == ["Falcon_9", "Falcon_9_2", "Café"]
    settle(page, qtbot)
    press(page, "Ctrl+Shift+Delete")
    assert names(page) == ["Falcon_9_2", "Café"]
    settle(page, qtbot)
    assert [each.name for each in drafts.load()] == names(page)


@pytest.mark.usefixtures("unrecognised")
def test_what_was_typed_and_not_started_is_there_again(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    type_into(page.form.texts["subject"], "espresso")
    page.close()
    again = open_page()
    assert [row.planned.subject for row in again.rows.rows()] == ["espresso"]
    assert again.form.texts["subject"].text() == "espresso"


@pytest.mark.usefixtures("unrecognised")
def test_a_name_that_exists_is_another_one_or_changes_that_set(
    photos: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    planning.write(PlannedSet("/elsewhere", "espressi", "a cup", "Turin"))
    page = open_page(photos / "Café")
    type_into(page.form.texts["name"], "espressi")
    settle(page, qtbot)
    field = page.form.fields["name"]
    assert field.problem.text() == "You already have a set with this name."
    assert field.editor.accessibleDescription() == field.problem.text()
    assert not page.bar.all.isEnabled()
    click(offer(field, "Another name"))
    settle(page, qtbot)
    assert (names(page), page.bar.all.isEnabled()) == (["espressi_2"], True)
    type_into(page.form.texts["name"], "espressi")
    settle(page, qtbot)
    click(offer(field, "Change that set"))
    settle(page, qtbot)
    assert page.form.texts["subject"].text() == "a cup"
    type_into(page.form.texts["subject"], "espresso")
    settle(page, qtbot)
    click(page.bar.all)
    settle(page, qtbot)
    made = yaml.safe_load((tmp_path / "config/photo-runner/set/espressi.yaml").read_text())
    assert (made["subject"], made["location"], made["source"]) == ("espresso", "Turin", str(photos / "Café"))


@pytest.mark.usefixtures("unrecognised")
def test_problems_stand_beside_their_fields_and_nothing_starts(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(photos / "Falcon 9", photos / "Café")
    type_into(page.form.texts["name"], "falcon_9")
    settle(page, qtbot)
    assert page.form.fields["name"].problem.text() == "Another set on this page has this name."
    assert not page.bar.one.isEnabled()
    type_into(page.form.texts["name"], "a/b")
    settle(page, qtbot)
    assert "slashes" in page.form.fields["name"].problem.text()
    press(page, "Ctrl+Shift+Return")
    settle(page, qtbot)
    assert not Queue(runs).jobs()
    assert not (tmp_path / "config/photo-runner/set").exists()
    assert page.bar.all.text() == "Start 1 set"


@pytest.mark.usefixtures("unrecognised")
def test_photos_that_are_in_another_set_too_are_said_and_it_can_be_started(
    photos: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(photos, photos / "Café")
    settle(page, qtbot)
    assert "This folder is inside the folder of the set “My_photos”" in page.form.remarks.text()
    whole, inner = page.rows.rows()
    assert whole.can_start()
    assert inner.can_start()
    page.rows.choose(whole)
    assert "The folder of the set “Café” is inside this one" in page.form.remarks.text()


@pytest.mark.usefixtures("unrecognised")
def test_odd_folders_are_rows_with_a_sentence(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    page = open_page(tmp_path / "gone", tmp_path / "empty")
    gone, empty = page.rows.rows()
    assert "cannot be read" in gone.trouble
    assert "no photo" in page.form.remarks.text()
    assert not page.bar.all.isEnabled()
    page.rows.choose(gone)
    assert page.form.remarks.text() == "This folder no longer exists. Is its drive or card plugged in?"
    assert not empty.can_start()


def test_a_look_can_be_stopped_and_taken_up_again(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    page.work.add_folders([photos])
    (row,) = page.rows.rows()
    page.rows.setFocus()
    press(page, "Esc")
    assert row.trouble == "You stopped the scan of this folder. F5 scans again."
    settle(page, qtbot)
    assert row.survey is None
    press(page, "F5")
    settle(page, qtbot)
    assert (row.trouble, row.survey and row.survey.photos) == ("", 18)
