"""Dictionaries of the desktop, and a responsive window while other programs compute."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QApplication
from reviewed_demo import as_it_stands

from reviewer.program.gc_tuning import GcTuning
from reviewer.review.text_field import TextField
from reviewer.review.window import Window
from runner.review import dictionary
from runner.review.session import Session
from runner.review.spelling import Speller


@pytest.fixture
def bavarian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dictionary of another language, in the encoding that many of them have."""
    (tmp_path / "bar_DE.aff").write_bytes(b"SET ISO8859-1\nTRY aeiou\nREP 1\nREP y ie\n")
    (tmp_path / "bar_DE.dic").write_bytes("3\nBrez\ngrün\nwiesn\n".encode("latin-1"))
    monkeypatch.setattr(dictionary, "PLACES", (tmp_path / "nowhere", tmp_path))
    return tmp_path / "bar_DE"


def test_a_language_of_the_desktop_is_found_by_its_tag(bavarian: Path) -> None:
    assert dictionary.find("bar") == bavarian
    assert dictionary.find("bar-AT") == bavarian
    assert dictionary.find("tlh") is None
    english = dictionary.find("en")
    assert english is not None
    assert dictionary.find("en-GB") == english


def test_words_outside_its_letters_are_doubts_and_nothing_breaks(bavarian: Path) -> None:
    speller = Speller(bavarian, ["Maß"])
    assert [doubt.word for doubt in speller.doubts("grün wiesn maß colour šumava grun")] == ["colour", "šumava", "grun"]
    assert "grün" in speller.suggestions("grun")
    assert "wiesn" in speller.suggestions("wysn")


def test_a_language_without_a_dictionary_is_said_and_underlines_nothing(
    run: Path, session: Session, open_window: Callable[[Session], Window]
) -> None:
    config = run / ".hydra" / "config.yaml"
    config.write_text(config.read_text().replace("language: en", "language: tlh"))
    as_it_stands(run)
    window = open_window(session)
    assert window.progress.said() == (
        "There is no dictionary for the language of these texts (tlh), so spelling is not checked."
    )
    caption = window.editor.fields["caption"]
    assert isinstance(caption, TextField)
    assert caption.editor.spelling.speller is None


@pytest.fixture
def ease(qapp: QApplication) -> Iterator[GcTuning]:
    before = sys.getswitchinterval()
    parent = QObject()
    yield GcTuning(parent)
    sys.setswitchinterval(before)
    gc.unfreeze()
    gc.enable()
    del parent


def test_garbage_is_found_by_the_windows_thread_alone(ease: GcTuning) -> None:
    class Knot:
        pass

    def tie() -> weakref.ref[Knot]:
        knot = Knot()
        knot.itself = knot  # type: ignore[attr-defined]
        return weakref.ref(knot)

    young = tie()
    old = tie()
    filler = [[number] for number in range(20_000)]
    assert len(filler) == 20_000
    assert young() is not None, "nobody searches meanwhile"
    ease.search()
    assert (young(), old()) == (None, None)
