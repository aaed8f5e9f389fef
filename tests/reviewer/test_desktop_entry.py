"""The reviewer in the menu of a Linux desktop."""

from __future__ import annotations

import configparser
import shlex
import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import QByteArray
from PyQt6.QtGui import QImage, QPainter
from PyQt6.QtSvg import QSvgRenderer

from reviewer.app import run
from reviewer.desktop.entry import ICON

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an entry of Linux desktops")


def test_it_is_added_with_its_icon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    assert run(["--add-to-desktop"]) == 0
    path = tmp_path / "data" / "applications" / "photo-runner.desktop"
    assert str(path) in capsys.readouterr().out
    read = configparser.ConfigParser(interpolation=None, strict=True)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(path.read_text("utf-8"))
    entry = read["Desktop Entry"]
    (command,) = shlex.split(entry["Exec"].replace("%%", "%"))
    assert Path(command) == Path(sys.executable).with_name("reviewer")
    assert (entry["Type"], entry["Path"], entry["Icon"]) == ("Application", str(tmp_path), "photo-runner")
    assert (tmp_path / "data" / "icons" / "hicolor" / "scalable" / "apps" / "photo-runner.svg").is_file()


def test_the_icon_can_be_drawn() -> None:
    renderer = QSvgRenderer(QByteArray(ICON.read_bytes()))
    assert renderer.isValid()
    drawn = QImage(64, 64, QImage.Format.Format_ARGB32)
    drawn.fill(0)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    assert drawn.pixelColor(32, 32).alpha() == 255
    assert drawn.pixelColor(0, 0).alpha() == 0


def test_a_folder_that_cannot_be_written_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("a file")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert run(["--add-to-desktop"]) == 3
    assert "cannot be written" in capsys.readouterr().err
