"""Lets folders be dropped onto a page."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QEvent, QMimeData, QObject, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QWidget


class FolderDrop(QObject):
    """Accepts folders that are dropped anywhere on a widget; of a file, the folder that contains it."""

    dropped = pyqtSignal(object)  # a tuple of paths

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802, ARG002
        """Handle files that are dragged or dropped; returns True if the event was one of these."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            self.dropped.emit(folders(event.mimeData()))
            return True
        if isinstance(event, QDragEnterEvent) and _has_files(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False


def folders(data: QMimeData | None) -> tuple[Path, ...]:
    """The folders in dropped data, without duplicates; of a file, the folder that contains it."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
    return tuple(dict.fromkeys(path.parent if path.is_file() else path for path in paths))


def _has_files(data: QMimeData | None) -> bool:
    return data is not None and any(url.isLocalFile() for url in data.urls())
