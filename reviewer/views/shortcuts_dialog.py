"""All keys, shown and changed in one list."""

from __future__ import annotations

from collections.abc import Mapping

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from reviewer.views.actions import DEEDS, collisions, title, usual


class ShortcutsDialog(QDialog):
    """A line an action; its key is changed by pressing another in its field."""

    changed = pyqtSignal(dict)  # keys by action, where they are not the usual ones

    def __init__(self, keys: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search …"))
        self.search.setAccessibleName(self.tr("Search keys"))
        self.search.textChanged.connect(self._hide_others)
        self.table = QTableWidget(len(DEEDS), 3)
        self.table.setHorizontalHeaderLabels([self.tr("Menu"), self.tr("What it does"), self.tr("Key")])
        self.table.setAccessibleName(self.tr("Keys"))
        self.edits: dict[str, QKeySequenceEdit] = {}
        for row, deed in enumerate(DEEDS):
            self._add(row, deed.menu, deed.name, keys.get(deed.name, deed.keys))
        self._note = QLabel(self.tr("A letter or digit works with Alt too, then also while typing."))
        self._note.setProperty("role", "muted")
        self._build()

    def _build(self) -> None:
        header = self.table.horizontalHeader()
        if header is not None:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        vertical = self.table.verticalHeader()
        if vertical is not None:
            vertical.hide()
            vertical.setDefaultSectionSize(32)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        restore = buttons.button(kinds.RestoreDefaults)
        if restore is not None:
            restore.clicked.connect(self._restore)
        layout = QVBoxLayout(self)
        for widget in (self.search, self.table, self._note, buttons):
            layout.addWidget(widget)
        self.resize(620, 640)

    def _add(self, row: int, menu: str, name: str, key: str) -> None:
        for column, text in enumerate((menu, title(name))):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, column, item)
        edit = QKeySequenceEdit(QKeySequence(key))
        edit.setAccessibleName(title(name))
        edit.setMaximumSequenceLength(1)
        self.edits[name] = edit
        self.table.setCellWidget(row, 2, edit)

    def _hide_others(self, text: str) -> None:
        for row, deed in enumerate(DEEDS):
            shown = f"{deed.menu} {title(deed.name)} {self.edits[deed.name].keySequence().toString()}"
            self.table.setRowHidden(row, text.casefold() not in shown.casefold())

    def _restore(self) -> None:
        for name, key in usual().items():
            self.edits[name].setKeySequence(QKeySequence(key))

    def _accept(self) -> None:
        keys = {name: edit.keySequence().toString() for name, edit in self.edits.items()}
        for key, first, second in collisions(keys):
            self._note.setText(self.tr("✗ {} is wanted twice: “{}” and “{}”.").format(key, title(first), title(second)))
            return
        self.accept()
        self.changed.emit({name: key for name, key in keys.items() if key != usual()[name]})
