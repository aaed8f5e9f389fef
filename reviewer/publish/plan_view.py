"""A plan: what happens, to which photos, and the texts of one of them before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QTextBrowser

from reviewer.publish import change_page
from reviewer.publish.plan_list import PICTURE, PlanList, PlanModel
from reviewer.widgets.thumbnails import THUMBNAIL_BYTES, Pictures
from runner.review.language import number, translate
from runner.review.publish.planned import GROUPS, Line


class PlanView(QSplitter):
    """From left to right: the groups, the photos of one group, and the details of one photo."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._lines: Sequence[Line] = ()
        self.groups, self.model, self.detail = QListWidget(), PlanModel(self), QTextBrowser()
        self.pictures = Pictures(THUMBNAIL_BYTES, PICTURE * self.devicePixelRatioF(), parent=self)
        self.photos = PlanList(self.model, self.pictures)
        self.groups.setAccessibleName(translate("publish", "What happens"))
        self.groups.setMaximumWidth(300)
        self.detail.setAccessibleName(translate("publish", "Before and after"))
        for widget, stretch in ((self.groups, 0), (self.photos, 1), (self.detail, 0)):
            self.addWidget(widget)
            self.setStretchFactor(self.indexOf(widget), stretch)
        self.setSizes([240, 640, 340])
        self.groups.currentItemChanged.connect(lambda now, _before: self._show_group(now))
        selection = self.photos.selectionModel()
        assert selection is not None
        selection.currentChanged.connect(lambda _now, _before: self._show_line())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show a plan with its first group open."""
        self._lines = lines
        names = titles()
        self.groups.clear()
        for group in GROUPS:
            count = sum(line.group == group for line in lines)
            if count:
                item = QListWidgetItem(f"{names[group]}: {number(count)}")
                item.setData(Qt.ItemDataRole.UserRole, group)
                item.setSizeHint(QSize(0, 30))
                item.setToolTip(names[group])
                self.groups.addItem(item)
        self.groups.setCurrentRow(0)
        if not self.groups.count():
            self._show_group(None)

    def is_quiet(self) -> bool:
        """True if all requested pictures have been decoded."""
        return not self.pictures.is_busy()

    def _show_group(self, item: QListWidgetItem | None) -> None:
        group = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self.model.show_lines([line for line in self._lines if line.group == group])
        self.photos.setCurrentIndex(self.model.index(0))
        self._show_line()

    def _show_line(self) -> None:
        line = self.model.line(self.photos.currentIndex())
        self.detail.setHtml(change_page.page(line) if line is not None else "")


def titles() -> dict[str, str]:
    """The title of each group."""
    return {
        "new": translate("publish", "New there"),
        "change": translate("publish", "Changed"),
        "move": translate("publish", "Renamed or moved"),
        "unpublish": translate("publish", "Unpublished"),
        "abandon": translate("publish", "No longer approved: leftovers are removed"),
        "same": translate("publish", "Already there"),
        "stay": translate("publish", "Held back"),
        "drift": translate("publish", "Changed there by someone else"),
        "blocked": translate("publish", "Name already taken"),
    }
