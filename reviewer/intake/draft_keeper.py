"""Saves the planned sets shortly after each change and at the end, and merges the changes of other windows."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QFileSystemWatcher, QObject, QTimer, pyqtSignal

from reviewer.widgets.operations import Operations
from runner.intake import drafts
from runner.intake.planned import PlannedSet
from runner.review.language import translate
from runner.review.wording import refused_by_disk

PAUSE_MS = 300
"""Milliseconds without typing before the rows are written."""


class DraftKeeper(QObject):
    """Writes the newest rows; states between two writes are skipped."""

    failed = pyqtSignal(str)
    kept = pyqtSignal(object, object)  # the rows merged with other windows' changes, and as this window wrote them

    def __init__(self, found: Sequence[PlannedSet], operations: Operations, parent: QObject) -> None:
        """`found` are the rows as they were on disk."""
        super().__init__(parent)
        self._operations, self._keeper = operations, drafts.Keeper(found)
        self.refusal = ""  # why the rows could not be saved, in words; else empty
        self._rows: Sequence[PlannedSet] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.write)
        self._watch = QFileSystemWatcher(self)
        self._watch.directoryChanged.connect(lambda _folder: self._look())
        self._watch_folder()

    def keep(self, rows: Sequence[PlannedSet]) -> None:
        """Take these as the current rows and write them after a pause."""
        self._rows = list(rows)
        self._timer.start()

    def is_idle(self) -> bool:
        """True if no write is due: everything has been written or is being written."""
        return not self._timer.isActive()

    def close(self) -> None:
        """Write at once what has not been written yet."""
        if self._timer.isActive():
            self._timer.stop()
            self.write()

    def discard(self) -> None:
        """Drop what could not be written."""
        self._rows, self.refusal = None, ""

    def write(self) -> None:
        """Write the current rows in the background."""
        rows = self._rows
        if rows is not None:
            self._operations.submit(lambda: self._saved(rows), lambda kept: self._tell(kept, rows))

    def _saved(self, rows: Sequence[PlannedSet]) -> Sequence[PlannedSet] | str:
        """Save the rows. Returns them merged with other windows' changes, or a sentence that says why that failed."""
        try:
            return self._keeper.keep(rows)
        except OSError as error:
            named = OSError(error.errno, error.strerror, str(drafts.place()))  # not the temporary file
            return translate("intake", "What you planned cannot be saved: {}").format(refused_by_disk(named))

    def _tell(self, kept: Sequence[PlannedSet] | str, written: Sequence[PlannedSet]) -> None:
        self._watch_folder()
        self.refusal = kept if isinstance(kept, str) else ""
        if isinstance(kept, str):
            self.failed.emit(kept)
        elif list(kept) != list(written):
            self.kept.emit(kept, written)

    def _look(self) -> None:
        """The folder has changed. If the file has, too, write soon, which also reads what others wrote."""
        if drafts.stamp() != self._keeper.stamp:
            self._timer.start()

    def _watch_folder(self) -> None:
        """Watch the folder: another window replaces the file, and only a watch on the folder notices that."""
        folder = str(drafts.place().parent)
        if folder not in self._watch.directories() and drafts.place().parent.is_dir():
            self._watch.addPath(folder)
