"""Translations: they are complete, and include the program's messages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from keyboard import press, settle
from PyQt6.QtCore import QTimer, QTranslator
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QInputDialog,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer import arguments
from reviewer.languages import available
from reviewer.review.actions import ACTIONS
from reviewer.review.window import Window
from reviewer.widgets import theme, translation
from reviewer.widgets.action import MENUS
from runner.messages import say, verbatim
from runner.reports.run_figures import BANDS
from runner.review import language, settings
from runner.review.language import moment, number, percent, translate, worded
from runner.review.session import Session
from runner.review.wording import failure, reasons

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "reviewer" / "translations").glob("*.ts"))
_GAP = re.compile(r"\{\d?\}|%L?n|&(?=\w)|%[YmdHMS]")


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert translation.speak(qapp, "de") == "de"
    yield
    translation.speak(qapp, "en")


def messages(path: Path) -> Iterator[tuple[str, Element]]:
    for context in ElementTree.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            yield context.findtext("name") or "", message


def forms(message: Element) -> list[str]:
    """What a text is in the other language; of a count, one a form."""
    found = message.find("translation")
    assert found is not None
    return [each.text or "" for each in found] or [found.text or ""]


def keys(path: Path) -> set[tuple[str, str]]:
    return {(context, message.findtext("source") or "") for context, message in messages(path)}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Context and text of everything that Qt's tool finds."""
    found = tmp_path_factory.mktemp("texts") / "x.ts"
    tool = Path(sys.executable).parent / "pylupdate6"
    roots = [str(ROOT / "reviewer"), str(ROOT / "runner" / "review")]
    subprocess.run([str(tool), *roots, "--ts", str(found)], check=True, capture_output=True)
    return keys(found)


def test_qts_tool_finds_menus_widgets_pages_and_sentences(marked: set[tuple[str, str]]) -> None:
    assert {("actions", text) for text in (*MENUS, *(action.text for action in ACTIONS))} <= marked
    for each in (("main_window", "Approve"), ("evidence", "Camera"), ("history", "approved the photo"),
                 ("publish", "Held back"), ("state", "approved"), ("decisions", "Approved %Ln photo(s)."),
                 ("query", "There is a ) without a (.")):  # fmt: skip
        assert each in marked


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_text_is_translated_and_nothing_else_is_there(path: Path, marked: set[tuple[str, str]]) -> None:
    assert keys(path) == marked, "make translations, then translate what is new"
    unfinished = [m.findtext("source") for _, m in messages(path) if (m.find("translation") or m).get("type")]
    assert unfinished == []
    assert all(all(forms(message)) for _, message in messages(path))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_gaps_are_those_of_the_source(path: Path) -> None:
    for _, message in messages(path):
        source = message.findtext("source") or ""
        wanted = sorted(_GAP.findall(source))
        for text in forms(message):
            found = sorted(_GAP.findall(text))
            assert [each for each in found if each != "&"] == [each for each in wanted if each != "&"], source
            assert ("&" in found) == ("&" in wanted), source
            assert text.strip() == text or source.strip() != source, f"blanks around: {text}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_is_shipped_is_what_was_translated(path: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    for context, message in messages(path):
        source, plural = message.findtext("source") or "", message.get("numerus") == "yes"
        shipped = [translator.translate(context, source.encode(), b"", n) for n in ((1, 2) if plural else (-1,))]
        assert shipped == forms(message), "make translations"


def test_english_needs_no_translation() -> None:
    assert translate("x", "Approved %Ln photo(s).", "", 1) == "Approved 1 photo."
    assert translate("x", "Approved %Ln photo(s).", "", 12_345) == "Approved 12,345 photos."
    assert translate("x", "%Ln photo(s) (needs|need) you", "", 1) == "1 photo needs you"
    assert translate("x", "%Ln photo(s) (needs|need) you", "", 2) == "2 photos need you"
    assert (number(12_345), number(7.25, 1), percent(0.456)) == ("12,345", "7.2", "46%")
    assert moment("2019-05-04T13:07:00+00:00") == "2019-05-04 13:07"
    assert worded(say("sentence.unended")) == "Doesn't end with a full stop"


@pytest.mark.usefixtures("german")
def test_numbers_plurals_and_dates() -> None:
    assert translate("decisions", "Approved %Ln photo(s).", "", 1) == "1 Foto freigegeben."
    assert translate("decisions", "Approved %Ln photo(s).", "", 12_345) == "12.345 Fotos freigegeben."
    assert (number(12_345), number(7.25, 1), percent(0.456)) == ("12.345", "7,3", "46 %")
    assert moment("2019-05-04T13:07:00+00:00") == "04.05.2019 13:07"
    assert moment(datetime(2019, 5, 4, 13, 7, 9), seconds=True) == "04.05.2019 13:07:09"


@pytest.mark.usefixtures("german")
def test_messages_of_the_runner_are_worded_and_words_of_texts_stay() -> None:
    assert worded(say("uncertainty.guess", words="night")) == "„night“ ist geraten; nur sagen, was sicher ist"
    assert worded(say("file.empty")).startswith("die Datei ist leer; ")
    assert worded(verbatim("Nobody has ever said this.")) == "Nobody has ever said this."
    assert (language.term("rule", "duplicate_caption"), language.term("rule", "my_own")) == (
        "doppelte Bildunterschrift",
        "my own",
    )
    assert all(language.term("band", band) != band.lower() for band in BANDS)


@pytest.mark.usefixtures("german")
def test_the_demos_reasons_are_read_out(session: Session) -> None:
    rows = session.review_set.whole_table().to_dicts()
    said = [(reasons(row), row["reason"]) for row in rows if row["reason"]]
    said += [(failure(row), row["error"]) for row in rows if row["error"]]
    assert said
    assert [english for german, english in said if german == english] == []
    place = session.find("outcome:blocked -rule:presence")[0]
    assert session.obstacle(place) == reasons(session.snapshot.row(place))
    assert session.approve([place]).sentence == "Nichts wurde freigegeben."
    (passed,) = session.find("name:_MG_5120")
    assert session.approve([passed]).sentence == "1 Foto freigegeben."
    assert session.undo().sentence == "Rückgängig gemacht: 1 Foto freigegeben."


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("look", ["light", "dark"])
def test_nothing_is_cut_off_in_german(
    look: str, session: Session, open_window: Callable[[Session], Window], qapp: QApplication, qtbot: QtBot
) -> None:
    window = open_window(session)
    theme.apply(qapp, look)
    window.resize(1280, 800)
    for view in ("overview", "grid", "photo", "compare"):
        window.centre.look(view)
        settle(window, qtbot)
        qtbot.wait(30)  # for the layout
        assert cut_off(window) == []
    assert window.panel.approve.text() == "Freigeben  A"
    for place in session.find("is:series OR outcome:blocked"):
        window.centre.go_to(place)
        settle(window, qtbot)
        qtbot.wait(30)  # for the layout
        assert cut_off(window) == []
    dialogs = (
        window.dialogs.reject,
        window.dialogs.replace,
        window.dialogs.batch,
        window.actions_by_name["shortcuts"].trigger,
    )
    for opened in dialogs:
        opened()
        settle(window, qtbot)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        assert cut_off(dialog) == []
        dialog.close()
    theme.apply(qapp, "dark")


def cut_off(top: QWidget) -> list[str]:
    """Texts for which there is no room. Signs on buttons of one fixed size are no texts."""
    found = []
    for part in [*top.findChildren(QLabel), *top.findChildren(QAbstractButton)]:
        if not part.isVisible() or len(part.text()) < 3:
            continue
        wraps = isinstance(part, QLabel) and part.wordWrap()
        least = part.heightForWidth(part.width()) if wraps else part.sizeHint().width()
        if least > (part.height() if wraps else part.width()) + 1 and part.toolTip() != part.text():
            found.append(part.text())
    boxes = [each for each in top.findChildren(QComboBox) if each.isVisible() and each.toolTip() != each.currentText()]
    return [*found, *(each.currentText() for each in boxes if _room(each) < _needs(each))]


def _needs(box: QComboBox) -> int:
    """Width of the text that is chosen in a box."""
    return box.fontMetrics().horizontalAdvance(box.currentText())


def _room(box: QComboBox) -> int:
    """Width that the box has for it."""
    option, style = QStyleOptionComboBox(), box.style()
    box.initStyleOption(option)
    assert style is not None
    field = QStyle.SubControl.SC_ComboBoxEditField
    return style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


def test_the_desktops_language_is_taken_where_there_is_one() -> None:
    assert translation.chosen("system", ["de-AT", "de", "en"]) == "de"
    assert translation.chosen("system", ["fr-FR", "fr", "de-DE"]) == "de"
    assert translation.chosen("system", ["fr-FR"]) == "en"
    assert translation.chosen("en", ["de-DE"]) == "en"
    assert available() == ["en", "de"]


@pytest.mark.usefixtures("german")
def test_qts_own_buttons_are_translated(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+B")
    settle(window, qtbot)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "Abbrechen" in {button.text().replace("&", "") for button in dialog.findChildren(QAbstractButton)}


def test_the_command_line_takes_a_language(run: Path, runs: Path) -> None:
    request = arguments.read([str(run), f"paths.runs={runs}", "--language", "de"])
    assert request.language == "de"
    assert arguments.read([str(run), f"paths.runs={runs}"]).language is None
    with pytest.raises(SystemExit):
        arguments.read([str(run), "--language", "xx"])


def test_a_chosen_language_is_kept(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    QTimer.singleShot(300, choose_german)
    with qtbot.waitSignal(window.respoken, timeout=20_000):
        window.actions_by_name["language"].trigger()
    assert settings.load().language == "de"


def choose_german() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("Deutsch")
    dialog.accept()
