"""The photos of a regeneration as a table: current text, new text, what the rules say, and the state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSize, Qt
from PyQt6.QtGui import QColor, QIcon
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from runner.review import generating
from runner.review.consequences import file_of
from runner.review.language import translate, worded
from runner.review.regeneration import Regeneration, Standing
from runner.review.session import Session
from runner.review.wording import plain, title

_ROW, _ICON = 46, QSize(58, 40)
"""The height of a row, and the size of the picture in it, in pixels."""


def word(standing: Standing) -> str:
    """The state of a photo of the job in words."""
    words = {
        "waiting": translate("regeneration", "waiting"),
        "clean": translate("regeneration", "no error"),
        "wrong": translate("regeneration", "needs a look"),
        "own": translate("regeneration", "your text is kept"),
        "unchanged": translate("regeneration", "nothing new"),
        "failed": translate("regeneration", "failed"),
        "accepted": translate("regeneration", "✓ accepted"),
        "kept": translate("regeneration", "unchanged"),
    }
    return words[standing]


class RegenerationModel(QAbstractTableModel):
    """One row per photo, in the order in which they were asked for."""

    def __init__(
        self, session: Callable[[], Session], job: Regeneration, thumbnails: Pictures, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._job, self._thumbnails = session, job, thumbnails
        self.items: list[str] = list(job.asked)

    def refresh(self) -> None:
        """Read the job again."""
        items = list(self._job.asked)
        if items != self.items:
            self.beginResetModel()
            self.items = items
            self.endResetModel()
        elif items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, self.columnCount() - 1))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """The number of photos of the job."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Five: photo, current text, new text, what the rules say, state."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        """The name of a column."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            translate("regeneration", "Photo"),
            translate("generate", "Current"),
            translate("generate", "New"),
            translate("regeneration", "What the rules say"),
            translate("regeneration", "State"),
        )
        return names[section]

    def data(self, index: QModelIndex, role: int = 0) -> Any:
        """The cell of a photo."""
        item = self.items[index.row()]
        session = self._session()
        standing = self._job.standing(session, item)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(session, item, standing, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._icon(session, item)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 4:
            return _colour(standing)
        return None

    def _text(self, session: Session, item: str, standing: Standing, column: int) -> str:
        made, place = self._job.proposals.get(item), session.snapshot.places[item]
        if column == 0:
            return file_of(session, place)
        if column == 4:
            return word(standing)
        if standing == "failed":
            return self._job.problems[item] if column == 3 else ""
        if made is None:
            return ""
        name = next(iter(generating.changed(session, made)), "caption")
        if column == 3:
            found = sorted(made.findings, key=lambda each: each.severity)
            return "; ".join(f"{title(each.field)}: {worded(each.said)}" for each in found)
        value = session.snapshot.row(place)[name] if column == 1 else made.texts[name]
        return f"{title(name)}: {plain(value) or '—'}" if name != "caption" else plain(value) or "—"

    def _icon(self, session: Session, item: str) -> QIcon:
        path = session.snapshot.photos.table["thumbnail"][session.snapshot.places[item]]
        pixmap = self._thumbnails.get(str(session.review_set.renditions / path)) if path else None
        return QIcon(pixmap) if pixmap is not None and not pixmap.isNull() else QIcon()


def _colour(standing: Standing) -> QColor:
    look = theme.current()
    colours = {"clean": look.good, "accepted": look.good, "wrong": look.warning, "failed": look.error}
    return QColor(colours.get(standing, look.muted))


class RegenerationTable(QTableView):
    """Shows the model; one row is current."""

    def __init__(self, model: RegenerationModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(translate("regeneration", "Photos whose texts are regenerated"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(_ICON)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        if rows is not None:
            rows.setDefaultSectionSize(_ROW)
            rows.hide()
        if columns is not None:
            for column, width in enumerate((170, 190, 190, 180)):
                self.setColumnWidth(column, width)
            columns.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
            columns.setSectionResizeMode(4, QHeaderView.ResizeMode.ResizeToContents)
