"""A finished run: what was checked, repaired and blocked, and why. Each line leads to its photos."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QBrush, QColor, QResizeEvent
from PyQt6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.widgets import theme
from runner.review.language import number, translate
from runner.review.quality import Line, Quality, Section

_WIDE = 420
"""From this width on there is room for the reasons; in pixels at the normal text size."""

_FILTER = Qt.ItemDataRole.UserRole


class QualityView(QWidget):
    """Sections with lines. Enter or a click emits the filter for a line's photos."""

    wanted = pyqtSignal(str)  # a filter

    def __init__(self) -> None:
        super().__init__()
        self.next_step, self.list = QLabel(), QTreeWidget()
        self.next_step.setProperty("role", "reading")
        self.next_step.setWordWrap(True)
        self.list.setAccessibleName(translate("quality", "What was checked, repaired and blocked"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(0)
        self.list.setAllColumnsShowFocus(True)
        header = self.list.header()
        if header is not None:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(0, theme.scaled(64))
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.next_step)
        layout.addWidget(self.list, 1)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Hide the reasons if there is too little room; the tooltips have them."""
        super().resizeEvent(event)
        self.list.setColumnHidden(2, self.width() < theme.scaled(_WIDE))

    def show_waiting(self) -> None:
        """Say that the evidence is being read."""
        self.next_step.setText(translate("quality", "Reading what the run found …"))
        self.list.clear()

    def show_words(self, words: str) -> None:
        """Say why there is nothing to show."""
        self.next_step.setText(words)
        self.list.clear()

    def show_quality(self, found: Quality) -> None:
        """Show the results of a run."""
        self.next_step.setText(found.next_step)
        self.list.clear()
        for section in found.sections:
            self._add(section)
        first = self.list.itemBelow(self.list.topLevelItem(0)) if found.sections else None
        self.list.setCurrentItem(first)

    def _add(self, section: Section) -> None:
        head = QTreeWidgetItem([f"{section.title}.  {section.about}" if section.about else section.title])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setToolTip(0, head.text(0))
        head.setSizeHint(0, QSize(0, theme.scaled(30)))
        self.list.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        head.addChildren([_item(line) for line in section.lines])
        head.setExpanded(True)

    def _choose(self, item: QTreeWidgetItem) -> None:
        sought = item.data(0, _FILTER)
        if sought is not None:
            self.wanted.emit(sought)


def _item(line: Line) -> QTreeWidgetItem:
    item = QTreeWidgetItem([number(line.photos), line.text, line.why])
    item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, _FILTER, line.filter)
    item.setToolTip(1, f"{line.why}\n{line.filter}")
    item.setToolTip(2, line.why)
    item.setForeground(2, QBrush(QColor(theme.current().muted)))
    item.setSizeHint(0, QSize(0, theme.scaled(26)))
    said = translate("quality", "%Ln photo(s): {}. {}", "", line.photos).format(line.text, line.why)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
    return item
