"""The first page: how the run went, and what needs attention and why, with pictures. Each line leads to its photos."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.review.overview_pictures import BARE, HEAD, PICTURES, REST, PictureRow
from reviewer.widgets import badges, theme
from reviewer.widgets.newest import Newest
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.summary import Line, figures, lines


class _Page(NamedTuple):
    """The content of the page, computed in the background."""

    title: str
    about: str
    figures: str
    lines: list[Line]


class Overview(QWidget):
    """The list of what needs attention, with the figures of the run above it."""

    wanted = pyqtSignal(str)  # the filter of the chosen line
    failed = pyqtSignal(str)

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._title, self._about, self._figures = QLabel(), QLabel(), QLabel()
        self._title.setProperty("role", "title")
        for label in (self._about, self._figures):
            label.setProperty("role", "muted")
        for label in (self._title, self._about, self._figures):
            label.setWordWrap(True)
        self._computing = Newest(self.failed.emit, self)
        self.list = QTreeWidget()
        self._row = PictureRow(pictures, self.list)
        self._prepare()
        hint = QLabel(
            translate(
                "overview",
                "↑ ↓ and Enter open a group. O comes back here, G shows all photos, F1 helps, Ctrl+F1 shows all keys.",
            )
        )
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 24, 40, 16)
        layout.setSpacing(8)
        for widget in (self._title, self._about, self._figures, self.list, hint):
            layout.addWidget(widget)

    def _prepare(self) -> None:
        self.list.setAccessibleName(translate("overview", "What needs attention"))
        self.list.setProperty("role", "overview")
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setAllColumnsShowFocus(True)
        self.list.setIconSize(QSize(18, 18))
        self.list.setItemDelegateForColumn(2, self._row)
        self.list.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        header = self.list.header()
        if header is not None:
            header.setStretchLastSection(True)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(0, 96)
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
            header.setMaximumSectionSize(430)
        # Return and a double click activate; one click is enough for a mouse.
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)

    def show_session(self, session: Session) -> None:
        """Compute the counts of a session in the background, and show them."""
        self._computing.submit(lambda: _page(session), lambda page: self._show(session, page))

    def is_quiet(self) -> bool:
        """True if nothing is being computed."""
        return self._computing.is_idle()

    def stop(self) -> None:
        """Do not wait for what is being computed."""
        self._computing.leave()

    def _show(self, session: Session, page: _Page) -> None:
        self._title.setText(page.title)
        self._about.setText(page.about)
        self._figures.setText(page.figures)
        current = self.list.currentIndex().row()
        self.list.clear()
        self.list.addTopLevelItems([_item(session, line) for line in page.lines])
        self.list.setCurrentItem(self.list.topLevelItem(min(max(current, 0), len(page.lines) - 1)))

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.wanted.emit(item.data(0, Qt.ItemDataRole.UserRole))


def _page(session: Session) -> _Page:
    snapshot, review_set = session.snapshot, session.review_set
    states = snapshot.states()
    decided = states["approved"] + states["rejected"]
    said = translate("overview", "{}: %Ln photo(s), {} decided", "", len(snapshot))
    return _Page(said.format(review_set.set_name, number(decided)), _about(session), figures(session), lines(session))


def _about(session: Session) -> str:
    review_set = session.review_set
    if review_set.finished:
        return translate("overview", "Run {}. Nothing is published without your approval.").format(review_set.run.name)
    state = translate("overview", "Run {} was interrupted: these photos are ready.")
    if review_set.state == "running":
        state = translate("overview", "Run {} is still running. These photos are ready so far.")
    later = translate(
        "overview", "They can be edited and rejected. They can be approved once the run has ended and named them."
    )
    return f"{state.format(review_set.run.name)} {later}"


def _item(session: Session, line: Line) -> QTreeWidgetItem:
    item = QTreeWidgetItem([number(line.photos), line.text, line.why])
    item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, Qt.ItemDataRole.UserRole, line.filter)
    item.setData(2, PICTURES, _pictures(session, line))
    item.setToolTip(1, line.filter)
    item.setToolTip(2, line.why)
    item.setForeground(2, QColor(theme.current().muted))
    height = (HEAD if line.state else REST) if item.data(2, PICTURES) else BARE
    item.setSizeHint(0, QSize(0, max(height, theme.scaled(BARE))))  # room for two lines of large text
    if line.state:
        item.setIcon(0, badges.icon(line.state, 18))
        font = item.font(1)
        font.setBold(True)
        item.setFont(1, font)
    return item


def _pictures(session: Session, line: Line) -> list[str]:
    """The paths of the line's first thumbnails."""
    names, folder = session.snapshot.photos.table["thumbnail"], session.review_set.renditions
    return [str(Path(folder) / names[place]) for place in line.places if names[place]]
