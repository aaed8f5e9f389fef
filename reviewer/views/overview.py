"""The first page: how the run went, what needs attention and why. Each line leads to its photos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import polars as pl
from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer.board import State
from reviewer.session import Session
from reviewer.views import badges


class Line(NamedTuple):
    """One thing to look at: how many photos, what of them, and the filter that shows them."""

    state: State
    count: int
    text: str
    filter: str


class Overview(QWidget):
    """A list of what there is to do."""

    wanted = pyqtSignal(str)  # the filter of the chosen line

    def __init__(self) -> None:
        super().__init__()
        self._title, self._about = QLabel(), QLabel()
        self._title.setProperty("role", "title")
        self._about.setProperty("role", "muted")
        self._about.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What needs attention"))
        self.list.setIconSize(QSize(18, 18))
        self.list.setSpacing(2)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        hint = QLabel(self.tr("↑ ↓ and Enter open a group. O comes back here, G shows all photos, F1 all keys."))
        hint.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 16)
        layout.setSpacing(10)
        for widget in (self._title, self._about, self.list, hint):
            layout.addWidget(widget)

    def show_session(self, session: Session) -> None:
        """Count anew."""
        board, sheet = session.board, session.sheet
        states = board.states()
        decided = states["approved"] + states["rejected"]
        self._title.setText(self.tr("{}: {} photos, {} decided").format(sheet.set_name, len(board), decided))
        self._about.setText(self._sentence(session))
        self.list.clear()
        for line in lines(session):
            item = QListWidgetItem(badges.icon(line.state, 18), f"{line.count:>6}   {line.text}")
            item.setData(Qt.ItemDataRole.UserRole, line.filter)
            item.setToolTip(line.filter)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _sentence(self, session: Session) -> str:
        sheet = session.sheet
        if sheet.finished:
            return self.tr("Run {}. Nothing is published without your approval.").format(sheet.run.name)
        going = sheet.state == "running"
        state = self.tr("is still going") if going else self.tr("did not come to its end ({})").format(sheet.state)
        return self.tr("Run {} {}: these photos are ready so far. They can be edited and rejected, and approved when the "
                       "run has ended and named them.").format(sheet.run.name, state)  # fmt: skip

    def _choose(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


def lines(session: Session) -> list[Line]:
    """What there is to look at, the most pressing first."""
    board = session.board
    states = board.states()
    said = {
        "blocked": "blocked: a text breaks a rule or is missing", "lapsed": "approved once and changed since",
        "mended": "mended by hand, ready to approve", "repaired": "repaired by the run, worth a look",
        "passed": "passed, ready to approve", "failed": "failed: could not be processed",
        "approved": "approved", "rejected": "rejected",
    }  # fmt: skip
    filters = {"mended": "is:edited outcome:blocked decision:undecided", "lapsed": "decision:lapsed",
               "approved": "decision:approved", "rejected": "decision:rejected"}  # fmt: skip
    found: list[Line] = []
    order: tuple[State, ...] = ("blocked", "lapsed", "mended", "repaired", "passed", "failed", "approved", "rejected")
    for state in order:
        if states[state]:
            where = filters.get(state, f"outcome:{state} decision:undecided")
            found.append(Line(state, states[state], said[state], where))
            if state == "blocked":
                found += _by_rule(session)
            if state == "failed":
                found += _by_kind(session)
    return [*found, Line("passed", len(board), "all photos", "")]


def _by_rule(session: Session) -> Iterator[Line]:
    photos = session.board.photos.filter(pl.col("outcome") == "blocked")
    rules = Counter(photos["findings"].explode(empty_as_null=True).drop_nulls().to_list())
    for rule, count in rules.most_common(8):
        yield Line("blocked", count, f"    {rule.replace('_', ' ')}", f"error:{rule} decision:undecided")


def _by_kind(session: Session) -> Iterator[Line]:
    failed = session.board.photos.filter(pl.col("outcome") == "failed")
    for kind, count in Counter(failed["error_kind"].fill_null("unknown").to_list()).most_common():
        yield Line("failed", count, f"    {kind.replace('_', ' ')}", "outcome:failed decision:undecided")
