"""The whole path of a person who never opens a terminal: a folder, a set, its run, its review, published pictures.

A server on this machine stands in for Ollama with a model that sees. Only a subject and a place are typed.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
import pyvips
import yaml
from keyboard import press
from model_servers import TEXTS, Routes, ollama, serving
from PyQt6.QtCore import QMimeData, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reviewer.intake.intake_page import IntakePage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.review.window import Window
from reviewer.running.runs_page import RunsPage
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Start
from reviewer.widgets.page import Page
from runner.review import settings
from runner.service.queue import Queue

PATIENCE_MS = 120_000
PHOTOS = 3
OWN_CAPTIONER = """
defaults: [ollama, _self_]
name: harbour_eyes
server: {{url: "{}", model: "llava:7b"}}
"""

P = TypeVar("P", bound=Page)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Photos of nothing that a detector knows, where the program works."""
    monkeypatch.chdir(tmp_path)
    photos, noise = tmp_path / "Pictures" / "Harbour 2024", np.random.default_rng(7)
    photos.mkdir(parents=True)
    for number in range(PHOTOS):
        pixels = noise.integers(0, 255, (30, 40, 3), dtype=np.uint8).repeat(12, axis=0).repeat(12, axis=1)
        pyvips.Image.new_from_array(pixels).jpegsave(str(photos / f"IMG_{number}.JPG"), Q=80)
    return photos


def shown(shell: Shell, qtbot: QtBot, kind: type[P]) -> P:
    """The page that comes, once it stands still."""
    qtbot.waitUntil(lambda: isinstance(shell.page(), kind) and shell.is_quiet(), timeout=PATIENCE_MS)
    page = shell.page()
    assert isinstance(page, kind)
    return page


def drop(target: QWidget, folder: Path) -> None:
    """Let a folder fall onto a widget, as from a file manager."""
    carried, at = QMimeData(), QPointF(target.rect().center())
    carried.setUrls([QUrl.fromLocalFile(str(folder))])
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, QDragEnterEvent(at.toPoint(), *how))
    QApplication.sendEvent(target, QDropEvent(at, *how))


def server() -> Routes:
    """Ollama with a model that sees, and finds other words for each picture."""
    times = itertools.cycle(("at dawn", "at noon", "at dusk"))

    def answer(_body: Any) -> Any:
        when = next(times)
        texts = {
            **TEXTS,
            "caption": f"Fishing boats in an old harbour {when}.",
            "alt_text": f"Boats at a quay of an old harbour {when}.",
        }
        return {"message": {"content": json.dumps(texts)}, "prompt_eval_count": 900, "eval_count": 60}

    return {**ollama({"llava:7b": ["completion", "vision"]}), "POST /api/chat": answer}


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_from_a_folder_to_published_pictures(
    folder: Path, tmp_path: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    runs = tmp_path / "runs"
    with serving(server()) as address:
        own = tmp_path / "config/photo-runner/caption/harbour_eyes.yaml"
        own.parent.mkdir(parents=True)
        own.write_text(OWN_CAPTIONER.format(address))
        shell = Shell(Place(runs, "Ada"), settings.load())
        shell.resize(1280, 800)
        shell.open(Start())
        show(shell)
        drop(shown(shell, qtbot, StartPage), folder)
        intake = shown(shell, qtbot, IntakePage)
        intake.form.captioner.choose(("caption=harbour_eyes",))
        for name, text in (("subject", "old harbour"), ("location", "Leiden")):
            intake.form.texts[name].setFocus()
            QTest.keyClicks(intake.form.texts[name], text)
        qtbot.waitUntil(intake.is_quiet, timeout=PATIENCE_MS)
        assert intake.bar.all.isEnabled(), intake.rows.rows()[0].problems
        click(intake.bar.all)
        going = shown(shell, qtbot, RunsPage)
        qtbot.waitUntil(lambda: (runs / "Harbour_2024/latest").exists(), timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: not Queue(runs).has_worker(), timeout=PATIENCE_MS)
    made = yaml.safe_load((tmp_path / "config/photo-runner/set/Harbour_2024.yaml").read_text())
    assert (made["subject"], made["location"]) == ("old harbour", "Leiden")
    qtbot.waitUntil(going.pane.review.isEnabled, timeout=PATIENCE_MS)
    qtbot.waitUntil(going.is_quiet, timeout=PATIENCE_MS)
    click(going.pane.review)

    window = shown(shell, qtbot, Window)
    captions = {window.session.snapshot.row(place)["caption"] for place in range(PHOTOS)}
    assert len(captions) == PHOTOS
    assert all(caption.startswith("Fishing boats in an old harbour") for caption in captions)
    press(window, "G", "Ctrl+A", "A")
    qtbot.waitUntil(window.is_quiet, timeout=PATIENCE_MS)
    states = window.session.snapshot.states()
    assert states["approved"] == PHOTOS, (states, window.progress.said())
    press(window, "Ctrl+P")

    page = shown(shell, qtbot, PublishPage)
    assert page.publisher.going == PHOTOS
    click(page.publish)
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    assert page.note.text() == "Published to local."
    assert page.ending_view.folder.isVisible()
    published = tmp_path / "published"
    with sqlite3.connect(published / "photos.db") as table:
        rows = table.execute("SELECT file_name, location FROM photos").fetchall()
    table.close()
    assert len(rows) == PHOTOS
    assert {location for _name, location in rows} == {"Leiden"}
    assert all(list(published.rglob(name)) for name, _location in rows)
