"""A hint for a person who sees a page for the first time: one or two sentences, until it is dismissed."""

from __future__ import annotations

from PyQt6.QtCore import QSize, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolBar, QWidget

from runner.review.language import QT_TRANSLATE_NOOP, translate

HINTS = {
    "start": QT_TRANSLATE_NOOP(
        "hints", "Drop a folder of photos here, or make a new set (Ctrl+N). Nothing is published until you approve it."
    ),
    "intake": QT_TRANSLATE_NOOP(
        "hints", "Enter what all photos of a set show, and where. Leave empty what differs from photo to photo."
    ),
    "runs": QT_TRANSLATE_NOOP(
        "hints", "Runs continue when you leave this page or close the window. You can review what is ready at once."
    ),
    "review": QT_TRANSLATE_NOOP(
        "hints", "A approves, R rejects, N goes to the next undecided photo, 1 to 6 edit. Ctrl+Z undoes anything."
    ),
    "publish": QT_TRANSLATE_NOOP(
        "hints", "First look through the groups on the left: what is new, what changes, what is held back and why."
    ),
    "people": QT_TRANSLATE_NOOP(
        "hints", "Name the large groups first, then answer whether two groups are the same person (Q)."
    ),
    "picks": QT_TRANSLATE_NOOP(
        "hints",
        "K keeps the photo and goes to the next group, S keeps the other one, B both, X none. Arrow keys "
        "move between photos.",
    ),
}
"""The hint of each page, by its topic."""


_MARGIN = 12
_LEAST_WIDTH = 240


class HintBar(QToolBar):
    """The hint above the page. Emits `dismissed` once a person has read it."""

    dismissed = pyqtSignal()

    def __init__(self, topic: str) -> None:
        super().__init__(translate("hints", "Hint"))
        self.setObjectName("hint")
        self.setMovable(False)
        self.toggleViewAction().setEnabled(False)  # type: ignore[union-attr]  # it is dismissed for good, not hidden
        text, done = QLabel(translate("hints", HINTS[topic])), QPushButton(translate("hints", "Got it"))
        done.setProperty("role", "quiet")
        done.setAccessibleName(translate("hints", "Got it"))
        done.setAccessibleDescription(text.text())
        done.clicked.connect(lambda _checked: self.dismissed.emit())
        self.addWidget(_Line(text, done))


class _Line(QWidget):
    """As high as the text needs at the present width, which a tool bar does not support by itself."""

    def __init__(self, text: QLabel, done: QPushButton) -> None:
        super().__init__()
        self._text, self._done = text, done
        text.setWordWrap(True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.addWidget(text, 1)
        row.addWidget(done)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The minimum width, and the height at the present width."""
        button = self._done.sizeHint()
        room = self.width() - button.width() - 2 * _MARGIN - 8
        return QSize(_LEAST_WIDTH, max(self._text.heightForWidth(room), button.height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same as the size hint."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Fit the height to the width."""
        super().resizeEvent(event)
        self.updateGeometry()
