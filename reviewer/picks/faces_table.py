"""The faces of a group: one row per person, one column per photo, so that one person's faces are side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QModelIndex, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QBrush, QColor, QIcon
from PyQt6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from reviewer.widgets import theme
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import translate
from runner.review.picks.faces import Face, Line

_FACE = QSize(84, 84)
_PATH = Qt.ItemDataRole.UserRole


def told(face: Face) -> str:
    """Eyes and smile in words. Eyes may be unknown; a smile is only mentioned if there is one."""
    eyes = {True: translate("faces_table", "eyes open"), False: translate("faces_table", "eyes closed")}
    smile = {True: translate("faces_table", "smiles"), False: ""}
    said = [eyes.get(face.eyes_open, "") if face.eyes_open is not None else translate("faces_table", "eyes: unknown")]
    said.append(smile.get(face.smiles, "") if face.smiles is not None else "")
    return ", ".join(filter(None, said))


class FacePainter(QStyledItemDelegate):
    """Paints a face with its text below it."""

    def initStyleOption(self, option: QStyleOptionViewItem | None, index: QModelIndex) -> None:  # noqa: N802
        """Put the picture above the text."""
        super().initStyleOption(option, index)
        if option is not None:
            option.decorationPosition = QStyleOptionViewItem.Position.Top
            option.displayAlignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            if option.state & QStyle.StateFlag.State_Selected:  # no tint on a face that is being examined
                option.state &= ~QStyle.StateFlag.State_Selected
                option.backgroundBrush = QBrush(QColor(theme.current().line))


class FacesTable(QTableWidget):
    """A click on a face or on a photo's name makes that photo current."""

    pointed = pyqtSignal(int)  # position in the group

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self.setAccessibleName(translate("faces_table", "Faces of the group, one row a person"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(_FACE)
        self._painter = FacePainter()
        self.setItemDelegate(self._painter)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        pictures.ready.connect(self._arrived)
        self.cellClicked.connect(lambda _row, column: self.pointed.emit(column))
        header = self.horizontalHeader()
        if header is not None:
            header.sectionClicked.connect(self.pointed.emit)

    def show_lines(self, lines: Sequence[Line], items: Sequence[str], names: Sequence[str]) -> None:
        """Show the faces of these photos; `names` are the file names. The table is at least one row high."""
        self.clear()
        self.setRowCount(len(lines))
        self.setColumnCount(len(items))
        self.setHorizontalHeaderLabels(names)
        unnamed = translate("faces_table", "Face {}")
        self.setVerticalHeaderLabels([line.name or unnamed.format(at + 1) for at, line in enumerate(lines)])
        for row, line in enumerate(lines):
            for column, item in enumerate(items):
                self.setItem(row, column, self._cell(line.faces.get(item), f"{names[column]}"))
            self.setRowHeight(row, self._row_height())
        for column in range(len(items)):
            self.setColumnWidth(column, max(theme.scaled(150), _FACE.width() + 10))
        header = self.horizontalHeader()
        high = header.sizeHint().height() if header is not None else 0
        self.setMinimumHeight(self._row_height() + high + 14)

    def name_columns(self, texts: Sequence[str]) -> None:
        """Set the text above each photo's column."""
        self.setHorizontalHeaderLabels(texts)

    def point(self, column: int) -> None:
        """Mark the column of the current photo."""
        self.setCurrentCell(max(self.currentRow(), 0), column)

    def _row_height(self) -> int:
        return _FACE.height() + self.fontMetrics().height() + 14

    def _cell(self, face: Face | None, name: str) -> QTableWidgetItem:
        said = told(face) if face else translate("faces_table", "absent")
        cell = QTableWidgetItem(said)
        cell.setToolTip(f"{name}: {said}")
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, cell.toolTip())
        if face is not None:
            cell.setData(_PATH, str(face.crop))
            self._dress(cell)
        return cell

    def _arrived(self, path: str) -> None:
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                cell = self.item(row, column)
                if cell is not None and cell.data(_PATH) == path:
                    self._dress(cell)

    def _dress(self, cell: QTableWidgetItem) -> None:
        pixmap = self._pictures.get(cell.data(_PATH))
        if pixmap is not None and not pixmap.isNull():
            cell.setIcon(QIcon(pixmap))
