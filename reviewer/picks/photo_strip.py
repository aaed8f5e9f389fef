"""All photos of a group in a row, the best first: which of them are looked at, and which one keys are about."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QListView, QListWidget, QListWidgetItem

from reviewer.picks.photo_frame import standing
from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate
from runner.review.picks.desk import Member
from runner.review.session import Session

_PICTURE = QSize(96, 64)
_PATH = Qt.ItemDataRole.UserRole


class PhotoStrip(QListWidget):
    """Small pictures; a click makes one current."""

    pointed = pyqtSignal(int)  # position in the group

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self.setAccessibleName(translate("photo_strip", "Photos of the group"))
        self.setProperty("role", "photos")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setWrapping(False)
        self.setIconSize(_PICTURE)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fit_text()
        pictures.ready.connect(self._arrived)
        self.currentRowChanged.connect(lambda row: self.pointed.emit(row) if row >= 0 else None)

    def show_members(self, session: Session, members: Sequence[Member], current: int) -> None:
        """Show these photos; the one at `current` is current."""
        self.blockSignals(True)
        self.clear()
        photos = session.review_set.photos
        for member in members:
            name = photos["thumbnail"][member.place]
            item = QListWidgetItem(self)
            item.setData(_PATH, str(session.review_set.renditions / name) if name else "")
            item.setSizeHint(self._tile())
            self._dress(item)
        self.describe(session, members)
        self.setCurrentRow(current)
        self.blockSignals(False)

    def describe(self, session: Session, members: Sequence[Member]) -> None:
        """Say again how each stands."""
        paths = session.review_set.photos["source_path"]
        for row, member in enumerate(members):
            item = self.item(row)
            if item is not None:
                said = standing(member)
                item.setText(said.partition(" ")[0] if member.flag or member.suggested == "keep" else "·")
                item.setToolTip(f"{paths[member.place].rpartition('/')[2]}: {said}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, item.toolTip())

    def point(self, row: int) -> None:
        """Make a photo current without telling of it."""
        self.blockSignals(True)
        self.setCurrentRow(row)
        self.blockSignals(False)

    def fit_text(self) -> None:
        """Room for the pictures and a line of text of today's size."""
        self.ensurePolished()
        self.setFixedHeight(self._tile().height() + 18)

    def _tile(self) -> QSize:
        return QSize(max(_PICTURE.width() + 12, theme.scaled(60)), _PICTURE.height() + self.fontMetrics().height() + 12)

    def _arrived(self, path: str) -> None:
        for row in range(self.count()):
            item = self.item(row)
            if item is not None and item.data(_PATH) == path:
                self._dress(item)

    def _dress(self, item: QListWidgetItem) -> None:
        pixmap = self._pictures.get(item.data(_PATH)) if item.data(_PATH) else None
        if pixmap is not None and not pixmap.isNull():
            item.setIcon(QIcon(pixmap))
