"""The first page: how the run went, what needs attention and why. Each line leads to its photos."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from reviewer.widgets import badges, theme
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.summary import Line, figures, lines


class Overview(QWidget):
    """A list of what there is to do."""

    wanted = pyqtSignal(str)  # the filter of the chosen line

    def __init__(self) -> None:
        super().__init__()
        self._title, self._about, self._figures = QLabel(), QLabel(), QLabel()
        self._title.setProperty("role", "title")
        for label in (self._about, self._figures):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.list = QTreeWidget()
        self._prepare()
        hint = QLabel(
            translate(
                "overview",
                "↑ ↓ and Enter open a group. O comes back here, G shows all photos, F1 helps, Ctrl+F1 shows all keys.",
            )
        )
        hint.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 28, 40, 16)
        layout.setSpacing(10)
        for widget in (self._title, self._about, self._figures, self.list, hint):
            layout.addWidget(widget)

    def _prepare(self) -> None:
        self.list.setAccessibleName(translate("overview", "What needs attention"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setAllColumnsShowFocus(True)
        self.list.setIconSize(QSize(18, 18))
        self.list.setUniformRowHeights(True)
        header = self.list.header()
        if header is not None:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(0, 96)
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        # Return and a double click activate; one click is enough for a mouse.
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)

    def show_session(self, session: Session) -> None:
        """Show the counts of a session as they are now."""
        snapshot, review_set = session.snapshot, session.review_set
        states = snapshot.states()
        decided = states["approved"] + states["rejected"]
        said = translate("overview", "{}: %Ln photo(s), {} decided", "", len(snapshot))
        self._title.setText(said.format(review_set.set_name, number(decided)))
        self._about.setText(self._sentence(session))
        self._figures.setText(figures(session))
        self.list.clear()
        self.list.addTopLevelItems([_item(line) for line in lines(session)])
        self.list.setCurrentItem(self.list.topLevelItem(0))

    def _sentence(self, session: Session) -> str:
        review_set = session.review_set
        if review_set.finished:
            return translate("overview", "Run {}. Nothing is published without your approval.").format(
                review_set.run.name
            )
        state = translate("overview", "Run {} was interrupted: these photos are ready.")
        if review_set.state == "running":
            state = translate("overview", "Run {} is still going: these photos are ready so far.")
        later = translate(
            "overview", "They can be edited and rejected; when the run has ended and named them, they can be approved."
        )
        return f"{state.format(review_set.run.name)} {later}"

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.wanted.emit(item.data(0, Qt.ItemDataRole.UserRole))


def _item(line: Line) -> QTreeWidgetItem:
    item = QTreeWidgetItem([number(line.photos), line.text, line.why])
    item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, Qt.ItemDataRole.UserRole, line.filter)
    item.setToolTip(1, line.filter)
    item.setForeground(2, QColor(theme.current().muted))
    item.setSizeHint(0, QSize(0, 28))
    if line.state:
        item.setIcon(0, badges.icon(line.state, 18))
        font = item.font(1)
        font.setBold(True)
        item.setFont(1, font)
    return item
