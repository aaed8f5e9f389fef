"""The list of groups beside the open group, with a choice of which groups are listed."""

from __future__ import annotations

from PyQt6.QtWidgets import QComboBox, QLabel, QSplitter, QVBoxLayout, QWidget

from reviewer.picks.group_list import GroupList
from reviewer.picks.group_view import GroupView
from reviewer.widgets import theme
from reviewer.widgets.thumbnails import THUMBNAIL_BYTES, Pictures
from runner.review.language import number, translate
from runner.review.picks.board import VIEWS, Board, View
from runner.review.picks.faces import FacesOfRun
from runner.review.session import Session


class GroupsPane(QSplitter):
    """List on the left, group on the right."""

    def __init__(self, session: Session, faces: FacesOfRun) -> None:
        super().__init__()
        self.thumbnails = Pictures(THUMBNAIL_BYTES, None, 2, self)
        self.view, self.list = QComboBox(), GroupList(session, self.thumbnails)
        self.group = GroupView(session, faces, self.thumbnails)
        self.nothing = QLabel()
        self._build()

    def show_counts(self, board: Board) -> None:
        """Show how many groups each choice has."""
        for row, (view, count) in enumerate(board.counts().items()):
            self.view.setItemText(row, f"{_named(view)} ({number(count)})")
        self.view.setToolTip(self.view.currentText())  # with large text, the number may be cut off

    def show_group_or_nothing(self, *, there: bool) -> None:
        """Show the group, or say that there is none."""
        self.group.setVisible(there)
        self.nothing.setVisible(not there)
        view: View = self.view.currentData()
        self.nothing.setText(_nothing(view))

    def fit_text(self) -> None:
        """Make room for the text beside the small pictures at the current text size."""
        self._side.setMinimumWidth(theme.scaled(150) + 100)

    def is_quiet(self) -> bool:
        """True if no picture is being decoded."""
        return self.group.is_quiet() and not self.thumbnails.is_busy()

    def stop(self) -> None:
        """Stop decoding pictures."""
        self.group.stop()
        self.thumbnails.stop()

    def _build(self) -> None:
        for view in VIEWS:
            self.view.addItem(_named(view), view)
        self.view.setAccessibleName(translate("picks_page", "Groups shown"))
        self.view.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.nothing.setWordWrap(True)
        self.nothing.setProperty("role", "muted")
        self.nothing.setContentsMargins(24, 24, 24, 24)
        side, right = QWidget(), QWidget()
        column, body = QVBoxLayout(side), QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        body.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        column.addWidget(self.list, 1)
        body.addWidget(self.group)
        body.addWidget(self.nothing)
        self.addWidget(side)
        self.addWidget(right)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self._side = side
        self.fit_text()


def _named(view: View) -> str:
    words = {
        "groups": translate("picks_page", "All groups, undecided first"),
        "open": translate("picks_page", "Undecided groups"),
        "again": translate("picks_page", "Groups whose kept photo is gone"),
        "decided": translate("picks_page", "Decided groups"),
        "sequences": translate("picks_page", "Brackets, stacks and panoramas"),
        "singles": translate("picks_page", "Photos alone in their moment"),
    }
    return words[view]


def _nothing(view: View) -> str:
    words = {
        "groups": translate("picks_page", "No two photos of this run show the same moment, so there are no groups."),
        "open": translate("picks_page", "Every group is decided."),
        "again": translate("picks_page", "No decided group has lost its kept photo."),
        "decided": translate("picks_page", "No group is decided yet."),
        "sequences": translate("picks_page", "There is no bracket, focus stack or panorama in this run."),
        "singles": translate("picks_page", "No photo is alone in its moment."),
    }
    return words[view]
