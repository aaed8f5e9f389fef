"""Two to four photos side by side, at one zoom and place: which of a burst is sharp."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reviewer.widgets import badges, theme
from reviewer.widgets.picture import PictureView
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.wording import word

MOST = 4


class Frame(QFrame):
    """One of the photos with a line of what is known of it."""

    chosen = pyqtSignal()

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.picture = PictureView(previews, originals)
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picture.moved.connect(lambda _view: self.chosen.emit())
        self._mark, self._line = QLabel(), QLabel()
        self._line.setMinimumWidth(1)
        self._line.setWordWrap(True)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 6)
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 0)
        layout.setSpacing(0)
        layout.addWidget(self.picture, 1)
        layout.addLayout(line)

    def show_photo(self, session: Session, place: int) -> None:
        """Show the photo at a place of the snapshot."""
        row = session.snapshot.row(place)
        preview = session.review_set.renditions / row["picture"] if row["picture"] else None
        self.picture.show_photo(preview, Path(row["source_path"]), row["width"], row["item_id"])
        self.describe(session, place)

    def describe(self, session: Session, place: int) -> None:
        """Say again how the photo stands."""
        row, state = session.snapshot.row(place), session.snapshot.state(place)
        self._mark.setPixmap(badges.icon(state).pixmap(16, 16))
        score = row["quality_score"]
        quality = translate("compare", "quality {}").format(number(score, 1)) if score is not None else ""
        best = translate("compare", "best of its series") if session.snapshot.is_best(place) else ""
        texts = [Path(row["source_path"]).name, word(state), quality, best]
        self._line.setText(" · ".join(filter(None, texts)))

    def set_current(self, current: bool) -> None:
        """Show whether decisions go to this one."""
        look = theme.current()
        colour = look.accent if current else look.line
        self.setStyleSheet(f"QFrame#frame {{ border: 2px solid {colour}; border-radius: 6px; }}")


class Compare(QWidget):
    """The frames. Zoom and place of one are those of all."""

    chosen = pyqtSignal(int)  # place of the photo that decisions go to

    def __init__(self, session: Session, previews: Pictures, originals: Pictures) -> None:
        super().__init__()
        self._session = session
        self._frames = [Frame(previews, originals) for _ in range(MOST)]
        self._places: list[int] = []
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("compare", "Photos side by side"))
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(6, 6, 6, 6)
        for at, frame in enumerate(self._frames):
            frame.picture.moved.connect(self._follow)
            frame.chosen.connect(partial(self.choose, at))

    def show_places(self, session: Session, places: Sequence[int], current: int | None) -> None:
        """Show up to four photos."""
        self._session, self._places = session, list(places[:MOST])
        for at, frame in enumerate(self._frames):
            self._layout.removeWidget(frame)
            self._layout.setColumnStretch(at, 0)
        for at, frame in enumerate(self._frames):
            frame.setVisible(at < len(self._places))
            if at < len(self._places):
                columns = 2 if len(self._places) == MOST else len(self._places)
                self._layout.setColumnStretch(at % columns, 1)
                self._layout.addWidget(frame, at // columns, at % columns)
                frame.show_photo(session, self._places[at])
        self.choose(self._places.index(current) if current in self._places else 0)

    def refresh(self) -> None:
        """Say again how the photos stand."""
        for frame, place in zip(self._frames, self._places, strict=False):
            frame.describe(self._session, place)

    def choose(self, at: int) -> None:
        """Let decisions go to the photo at this position of the frames."""
        if not self._places:
            return
        self._current = at % len(self._places)
        for other, frame in enumerate(self._frames):
            frame.set_current(other == self._current)
        self.chosen.emit(self._places[self._current])

    def step(self, by: int) -> None:
        """Let decisions go to the next photo."""
        self.choose(self._current + by)

    def places(self) -> list[int]:
        """The photos shown."""
        return self._places

    def picture(self) -> PictureView:
        """The view of the current photo."""
        return self._frames[self._current].picture

    def _follow(self, source: PictureView) -> None:
        for frame in self._frames[: len(self._places)]:
            if frame.picture is not source:
                frame.picture.follow(source)
