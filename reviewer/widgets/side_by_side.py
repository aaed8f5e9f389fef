"""Photos side by side at the same zoom and position, to be compared in a review or in a group of picks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Generic, TypeVar

from PyQt6.QtCore import QEvent, QObject, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QMouseEvent, QResizeEvent
from PyQt6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from reviewer.widgets import theme
from reviewer.widgets.picture import PictureView
from reviewer.widgets.thumbnails import Pictures

MOST = 4
"""The maximum number of photos side by side."""


class PhotoFrame(QFrame):
    """One photo; texts about it go below, into `column`."""

    chosen = pyqtSignal()

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.picture = PictureView(previews, originals)
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.moved.connect(lambda _view: self.chosen.emit())
        viewport = self.picture.viewport()
        assert viewport is not None
        viewport.installEventFilter(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 2, 2, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.picture, 1)

    def labels(self) -> Sequence[QLabel]:
        """The labels below the picture, from top to bottom."""
        return ()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        """Choose the photo when the picture is pressed, in addition to what that does otherwise."""
        if event is not None and event.type() == QEvent.Type.MouseButtonPress:
            self.chosen.emit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Choose the photo when the rest of the frame is pressed, too."""
        self.chosen.emit()
        super().mousePressEvent(event)

    def set_current(self, current: bool) -> None:
        """Show whether decisions apply to this photo."""
        look = theme.current()
        colour = look.accent if current else look.line
        self.setStyleSheet(f"QFrame#frame {{ border: 2px solid {colour}; border-radius: 6px; }}")


F = TypeVar("F", bound=PhotoFrame)


class SideBySide(QWidget, Generic[F]):
    """Up to `MOST` frames with the same zoom and position.

    Their texts get the same height, so that pictures of the same size are shown at the same size.
    """

    pointed = pyqtSignal(int)  # position of the frame that decisions apply to

    def __init__(self, frames: Sequence[F]) -> None:
        super().__init__()
        self.frames = frames
        self._shown = self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(6, 6, 6, 6)
        for at, frame in enumerate(frames):
            frame.setParent(self)  # without a parent it would be shown as a window
            frame.picture.moved.connect(self._follow)
            frame.chosen.connect(partial(self.choose, at))

    def arrange(self, count: int) -> None:
        """Show the first `count` frames; four of them in two rows."""
        self._shown = count
        for at, frame in enumerate(self.frames):
            self._layout.removeWidget(frame)
            self._layout.setColumnStretch(at, 0)
        for at, frame in enumerate(self.frames):
            frame.setVisible(at < count)
            if at < count:
                columns = 2 if count == MOST else count
                self._layout.setColumnStretch(at % columns, 1)
                self._layout.addWidget(frame, at // columns, at % columns)

    def choose(self, at: int) -> None:
        """Let decisions apply to the photo in the frame at this position."""
        if not self._shown:
            return
        self._current = at % self._shown
        for other, frame in enumerate(self.frames):
            frame.set_current(other == self._current)
        self.pointed.emit(self._current)

    def step(self, by: int) -> None:
        """Let decisions apply to the photo this many positions on, wrapping around at the ends."""
        self.choose(self._current + by)

    def picture(self) -> PictureView:
        """The view of the current photo."""
        return self.frames[self._current].picture

    def level(self) -> int:
        """Give each label the height of the highest one in its row; returns the height of all rows in pixels."""
        shown = [frame for frame in self.frames if not frame.isHidden()]
        heights = []
        for labels in zip(*(frame.labels() for frame in shown), strict=True):
            heights.append(max(_high(label) for label in labels))
            for label in labels:
                label.setMinimumHeight(heights[-1])
        return sum(heights)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Level the labels again, because another width breaks lines elsewhere."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.level)

    def _follow(self, source: PictureView) -> None:
        for frame in self.frames[: self._shown]:
            if frame.picture is not source:
                frame.picture.follow(source)


def _high(label: QLabel) -> int:
    """The height that a label needs at its width; 0 if it has no text."""
    if not label.text():
        return 0
    return label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
