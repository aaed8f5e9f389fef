"""The size of the window when it opens: as it was left, but never larger than the screen."""

from __future__ import annotations

from PyQt6.QtCore import QSize
from PyQt6.QtWidgets import QWidget

from runner.review import settings

USUAL = QSize(1280, 800)
"""The size at the first start, if the screen has room for it."""

FRAME = QSize(16, 40)
"""Allowance for a window's frame and title bar; their size is unknown before the window is shown."""


def begin(window: QWidget, asked: tuple[int, int] | None, own: settings.Settings) -> None:
    """Set the size of the window: exactly as asked for, otherwise as it was left or as usual, fitted to the screen."""
    if asked:
        window.resize(*asked)
        return
    window.resize(fitting(_left(own), _room(window)))
    if own.maximised:
        window.setWindowState(window.windowState() | window.windowState().WindowMaximized)


def fitting(wanted: QSize, room: QSize) -> QSize:
    """Limit a size to the room that a screen has for windows including their frame."""
    return wanted.boundedTo(room - FRAME)


def remember(window: QWidget, own: settings.Settings) -> None:
    """Save the size of the window. Errors are ignored, because no window is left to show them."""
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
