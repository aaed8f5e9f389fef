"""Folders that are dropped onto a page."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QEvent, QMimeData, QObject, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QWidget


class FolderDrop(QObject):
    """Takes folders, and the folders of files, that are dropped anywhere on a widget."""

    dropped = pyqtSignal(object)  # a tuple of paths

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802, ARG002
        """Whether the event was a folder's."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.acceptProposedAction()
            self.dropped.emit(folders(event.mimeData()))
            return True
        if isinstance(event, QDragEnterEvent) and _has_files(event.mimeData()):
            event.acceptProposedAction()
            return True
        return False


def folders(data: QMimeData | None) -> tuple[Path, ...]:
    """The folders in what is dropped, each once; of a file the folder it lies in."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
    return tuple(dict.fromkeys(path.parent if path.is_file() else path for path in paths))


def _has_files(data: QMimeData | None) -> bool:
    return data is not None and any(url.isLocalFile() for url in data.urls())
