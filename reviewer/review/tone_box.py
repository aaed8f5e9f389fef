"""The histogram of the current photo. It is read in the background if it or clipped areas are shown."""

from __future__ import annotations

from functools import partial

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer.widgets.histogram import Histogram
from reviewer.widgets.operations import Operations
from runner.imaging.tones import Tones, tones
from runner.review.language import number, translate
from runner.review.session import Session

_READ_MS = 60
"""Milliseconds before a picture is read: nobody looks at it while stepping from photo to photo."""


class ToneBox(QWidget):
    """The histogram and the percentages of clipped pixels of the photo's rendition."""

    read = pyqtSignal(int, object)  # place of a photo, and its Tones
    switched = pyqtSignal(bool)  # whether to draw clipped areas over the photo

    def __init__(self, session: Session, reading: Operations) -> None:
        super().__init__()
        self._session, self._reading = session, reading
        self._place: int | None = None
        self._known: int | None = None  # the photo whose tones are shown
        self._is_on = False
        self.histogram, self.said = Histogram(), QLabel()
        self.said.setProperty("role", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 0)
        layout.setSpacing(2)
        layout.addWidget(self.histogram)
        layout.addWidget(self.said)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_READ_MS)
        self._soon.timeout.connect(self._read)

    def show_session(self, session: Session) -> None:
        """Show photos of this session from now on."""
        self._session = session

    def show_place(self, place: int | None) -> None:
        """Show the histogram of a photo once its picture has been read."""
        self._place = place
        self._known = None
        self._soon.start()

    def switch(self, on: bool) -> None:
        """Switch the drawing of clipped areas over the photo on or off."""
        self._is_on = on
        self.switched.emit(on)
        self._soon.start()

    def is_quiet(self) -> bool:
        """True if no read is due."""
        return not self._soon.isActive()

    def showEvent(self, event: QShowEvent | None) -> None:  # noqa: N802
        """Read the picture that was not read while the box was hidden."""
        super().showEvent(event)
        self._soon.start()

    def _read(self) -> None:
        place = self._place
        if place is None or place == self._known or not (self._is_on or self.isVisible()):
            return
        picture = self._session.snapshot.photos.table["picture"][place]
        if picture is None:
            self._show(None)
            return
        path = self._session.review_set.renditions / picture
        self._reading.submit(lambda: tones(path), partial(self._arrived, place), lambda _said: self._show(None))

    def _arrived(self, place: int, found: Tones) -> None:
        if place == self._place:
            self._known = place
            self._show(found)
            self.read.emit(place, found)

    def _show(self, found: Tones | None) -> None:
        self.histogram.show_tones(found)
        said = translate("histogram", "Clipped: {}% black, {}% white · J shows where")
        shares = (number(100 * found.dark, 1), number(100 * found.light, 1)) if found else ("", "")
        self.said.setText(said.format(*shares) if found else translate("histogram", "There is no picture to measure."))
