"""Completions that never swallow Return: if none is selected, Return applies to the typed text."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QCompleter

_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedWins(QObject):
    """Watches the popup of a completer, and calls `take` if Return is pressed while nothing in it is selected."""

    def __init__(self, completer: QCompleter, take: Callable[[], object]) -> None:
        super().__init__(completer)
        self._popup, self._take = completer.popup(), take
        if self._popup is not None:
            self._popup.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        """Handle Return; returns True if it applied to the typed text."""
        if watched is not self._popup or self._popup is None or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress or event.key() not in _TAKING or self._popup.currentIndex().isValid():
            return False
        self._popup.hide()
        self._take()
        return True
