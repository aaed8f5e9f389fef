"""The dialog that shows and changes all keys, in one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

from reviewer.widgets.action import Action, collisions
from runner.review.language import translate

_KEY = 170
"""Width in pixels for the longest key in any language."""


class ShortcutsDialog(QDialog):
    """One line per action; its key is changed by pressing another one in its field."""

    changed = pyqtSignal(dict)  # keys by action, only those that are not the default

    def __init__(self, table: Sequence[Action], keys: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = {each.name: each for each in table}
        self.setWindowTitle(translate("shortcuts", "Keys"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("shortcuts", "Search …"))
        self.search.setAccessibleName(translate("shortcuts", "Search keys"))
        self.search.textChanged.connect(self._hide_others)
        self.table = QTableWidget(len(table), 3)
        heads = [translate("shortcuts", "Menu"), translate("shortcuts", "What it does"), translate("shortcuts", "Key")]
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setAccessibleName(translate("shortcuts", "Keys"))
        self.edits: dict[str, QKeySequenceEdit] = {}
        for row, action in enumerate(self._actions.values()):
            self._add(row, translate("actions", action.menu), action.name, keys.get(action.name, action.keys))
        self._note = QLabel(translate("shortcuts", "A letter or digit also works with Alt, even while typing."))
        self._note.setProperty("role", "muted")
        self._build()

    def _build(self) -> None:
        header = self.table.horizontalHeader()
        if header is not None:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(2, _KEY)
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
        for column, text in enumerate((menu, self._title(name))):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, column, item)
        edit = QKeySequenceEdit(QKeySequence(key))
        edit.setAccessibleName(self._title(name))
        edit.setMaximumSequenceLength(1)
        self.edits[name] = edit
        self.table.setCellWidget(row, 2, edit)

    def _hide_others(self, text: str) -> None:
        for row, action in enumerate(self._actions.values()):
            menu, key = translate("actions", action.menu), self.edits[action.name].keySequence().toString()
            shown = f"{menu} {self._title(action.name)} {key}"
            self.table.setRowHidden(row, text.casefold() not in shown.casefold())

    def _restore(self) -> None:
        for name, key in self._usual().items():
            self.edits[name].setKeySequence(QKeySequence(key))

    def _accept(self) -> None:
        keys = {name: edit.keySequence().toString() for name, edit in self.edits.items()}
        for key, first, second in collisions(keys):
            said = translate("shortcuts", "✗ {} is assigned twice: “{}” and “{}”.")
            self._note.setText(said.format(key, self._title(first), self._title(second)))
            return
        self.accept()
        self.changed.emit({name: key for name, key in keys.items() if key != self._usual()[name]})

    def _usual(self) -> dict[str, str]:
        """The default key of each action."""
        return {each.name: QKeySequence(each.keys).toString() for each in self._actions.values()}

    def _title(self, name: str) -> str:
        """The text of an action in the language of the window."""
        return translate("actions", self._actions[name].text)
