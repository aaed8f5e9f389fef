"""Works with the groups of the grid: collapse, open, select all photos of one, show only them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint
from PyQt6.QtWidgets import QMenu

from reviewer.review.centre import Centre
from runner.review.grouping import Group
from runner.review.language import translate


class GroupTitles(QObject):
    """Listens to the titles in the grid. `only` is called with the group whose photos alone are to be shown."""

    def __init__(self, centre: Centre, only: Callable[[Group], None]) -> None:
        super().__init__(centre)
        self._centre, self._only = centre, only
        centre.grid.header_clicked.connect(self._clicked)
        centre.grid.header_menu.connect(self._menu)

    def collapse_or_open(self) -> None:
        """Collapse the group of the current photo, or open it; if all groups are collapsed, open all."""
        at = self._current()
        if at is None:
            self.open_all()
        else:
            self._toggle(at)

    def collapse_or_open_all(self) -> None:
        """Collapse all groups, so that their titles are a list; if any is collapsed, open all."""
        if self._centre.collapsed():
            self.open_all()
        else:
            self._centre.collapse({group.value for group in self._centre.found.groups})

    def open_all(self) -> None:
        """Show the photos of all groups."""
        self._centre.collapse(set())

    def select_current(self) -> None:
        """Select the photos of the current photo's group."""
        at = self._current()
        if at is not None:
            self._select(at)

    def _current(self) -> int | None:
        current = self._centre.selection().currentIndex()
        if not self._centre.found.groups or not current.isValid():
            return None
        return self._centre.grid.layout_.group_of(current.row())

    def _clicked(self, at: int, selects: bool) -> None:
        if selects:
            self._select(at)
        else:
            self._toggle(at)

    def _toggle(self, at: int) -> None:
        value = self._centre.found.groups[at].value
        self._centre.collapse(self._centre.collapsed() ^ {value})

    def _select(self, at: int) -> None:
        centre = self._centre
        if centre.found.groups[at].value in centre.collapsed():
            self._toggle(at)
        rows = centre.grid.layout_.rows_of(at)
        first, last = centre.model.index(rows.start), centre.model.index(rows.stop - 1)
        flags = QItemSelectionModel.SelectionFlag
        centre.selection().setCurrentIndex(first, flags.NoUpdate)
        centre.selection().select(QItemSelection(first, last), flags.ClearAndSelect)

    def _menu(self, at: int, where: QPoint) -> None:
        group, menu = self._centre.found.groups[at], QMenu(self._centre.grid)
        is_collapsed = group.value in self._centre.collapsed()
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            (translate("group_titles", "Select these photos"), partial(self._select, at)),
            (translate("group_titles", "Show only these photos"), partial(self._only, group)),
            (
                translate("group_titles", "Open group")
                if is_collapsed
                else translate("group_titles", "Collapse group"),
                partial(self._toggle, at),
            ),
            (translate("group_titles", "Collapse or open all groups"), self.collapse_or_open_all),
        )
        for text, command in entries:
            action = menu.addAction(text)
            if action is not None:
                action.triggered.connect(lambda _checked, command=command: command())
        menu.popup(where)
