"""Keeps what is planned on the disk, a moment after each change and at the end, and brings what other windows did."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QFileSystemWatcher, QObject, QTimer, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.intake import drafts
from runner.intake.planned import PlannedSet
from runner.review.language import translate
from runner.review.wording import refused_by_disk

PAUSE_MS = 300
"""How long nothing has to be typed before it is written."""


class DraftKeeper(QObject):
    """Writes the newest rows; what came between two writes need not be on the disk."""

    failed = pyqtSignal(str)
    kept = pyqtSignal(object, object)  # rows with what other windows did, and as they were written

    def __init__(self, found: Sequence[PlannedSet], operations: Operations, parent: QObject) -> None:
        """`found` are the rows as they were on the disk."""
        super().__init__(parent)
        self._operations, self._keeper = operations, drafts.Keeper(found)
        self.refusal = ""  # why the rows are on no disk, in words
        self._rows: Sequence[PlannedSet] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.write)
        self._watch = QFileSystemWatcher(self)
        self._watch.directoryChanged.connect(lambda _folder: self._look())
        self._watch_folder()

    def keep(self, rows: Sequence[PlannedSet]) -> None:
        """These are the rows from now on."""
        self._rows = list(rows)
        self._timer.start()

    def is_idle(self) -> bool:
        """Whether all of it is being written, or is."""
        return not self._timer.isActive()

    def close(self) -> None:
        """Write what is not written yet."""
        if self._timer.isActive():
            self._timer.stop()
            self.write()

    def discard(self) -> None:
        """What could not be written need not be."""
        self._rows, self.refusal = None, ""

    def write(self) -> None:
        """Write the rows as they are, beside the window."""
        rows = self._rows
        if rows is not None:
            self._operations.submit(lambda: self._saved(rows), lambda kept: self._tell(kept, rows))

    def _saved(self, rows: Sequence[PlannedSet]) -> Sequence[PlannedSet] | str:
        """Save the rows; returns them with what others did, or why that failed."""
        try:
            return self._keeper.keep(rows)
        except OSError as error:
            return translate("intake", "What you planned cannot be saved: {}").format(refused_by_disk(error))

    def _tell(self, kept: Sequence[PlannedSet] | str, written: Sequence[PlannedSet]) -> None:
        self._watch_folder()
        self.refusal = kept if isinstance(kept, str) else ""
        if isinstance(kept, str):
            self.failed.emit(kept)
        elif list(kept) != list(written):
            self.kept.emit(kept, written)

    def _look(self) -> None:
        """Something is different in the folder: where it is the file, see what others wrote."""
        if drafts.stamp() != self._keeper.stamp:
            self._timer.start()

    def _watch_folder(self) -> None:
        """Another window's file takes the place of this one's: only the folder tells of it."""
        folder = str(drafts.place().parent)
        if folder not in self._watch.directories() and drafts.place().parent.is_dir():
            self._watch.addPath(folder)
