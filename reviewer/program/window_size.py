"""How large the window opens: as it was left, and never larger than the screen has room for."""

from __future__ import annotations

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QWidget

from runner.review import settings

USUAL = QSize(1280, 800)
"""Of a first start, on a screen with room for it."""

FRAME = QSize(16, 40)
"""Room for the frame and the title that the desktop puts around a window: none tells before it is shown."""


def begin(window: QWidget, asked: tuple[int, int] | None, own: settings.Settings) -> None:
    """Give the window its size: what is asked for as it is, else as it was left, else the usual one that fits."""
    if asked:
        window.resize(*asked)
        return
    window.resize(fitting(_left(own), _room(window)))
    if own.maximised:
        window.setWindowState(window.windowState() | window.windowState().WindowMaximized)


def fitting(wanted: QSize, room: QSize) -> QSize:
    """The size within the room that a screen has for windows, their frame included."""
    return wanted.boundedTo(room - FRAME)


def remember(window: QWidget, own: settings.Settings) -> None:
    """Note how the window is left. What the disk refuses is lost: there is nobody left to tell."""
    size = window.normalGeometry().size()
    own.size, own.maximised = [size.width(), size.height()], window.isMaximized()
    try:
        settings.save(own)
    except OSError:
        return


def _left(own: settings.Settings) -> QSize:
    return QSize(*own.size) if len(own.size) == 2 and all(isinstance(each, int) for each in own.size) else USUAL


def _room(window: QWidget) -> QSize:
    screen = window.screen()
    return screen.availableGeometry().size() if screen is not None else USUAL + FRAME
