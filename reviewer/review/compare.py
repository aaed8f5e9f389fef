"""Two to four photos side by side, at the same zoom and position, to see which of a burst is sharp."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel

from reviewer.widgets import badges
from reviewer.widgets.elided_label import ElidedLabel
from reviewer.widgets.side_by_side import MOST, PhotoFrame, SideBySide
from reviewer.widgets.thumbnails import Pictures
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.wording import word


class Frame(PhotoFrame):
    """One of the photos with its name, and a line with its state and quality."""

    def __init__(self, previews: Pictures, originals: Pictures) -> None:
        super().__init__(previews, originals)
        self._mark, self._about = QLabel(), QLabel()
        self._name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)  # file names differ at their ends
        self._name.setProperty("role", "head")
        self._about.setMinimumWidth(1)
        self._about.setWordWrap(True)
        self._about.setContentsMargins(8, 0, 8, 6)
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 2)
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self._name, 1)
        self.column.addLayout(line)
        self.column.addWidget(self._about)

    def labels(self) -> tuple[QLabel, ...]:
        """The labels below the picture, from top to bottom."""
        return self._name, self._about

    def show_photo(self, session: Session, place: int) -> None:
        """Show the photo at a place of the snapshot."""
        row = session.snapshot.row(place)
        preview = session.review_set.renditions / row["picture"] if row["picture"] else None
        self.picture.show_photo(preview, Path(row["source_path"]), row["width"], row["item_id"])
        self.describe(session, place)

    def describe(self, session: Session, place: int) -> None:
        """Update the state and the quality of the photo."""
        row, state = session.snapshot.row(place), session.snapshot.state(place)
        self._mark.setPixmap(badges.icon(state).pixmap(16, 16))
        score = row["quality_score"]
        quality = translate("compare", "quality {}").format(number(score, 1)) if score is not None else ""
        best = translate("compare", "best of its series") if session.snapshot.is_best(place) else ""
        self._name.setText(Path(row["source_path"]).name)
        self._about.setText(" · ".join(filter(None, (word(state), quality, best))))


class Compare(SideBySide[Frame]):
    """Frames that show photos by their places in the snapshot."""

    chosen = pyqtSignal(int)  # place of the photo that decisions apply to

    def __init__(self, session: Session, previews: Pictures, originals: Pictures) -> None:
        super().__init__([Frame(previews, originals) for _ in range(MOST)])
        self._session = session
        self._places: list[int] = []
        self.setAccessibleName(translate("compare", "Photos side by side"))
        self.pointed.connect(lambda at: self.chosen.emit(self._places[at]))

    def show_places(self, session: Session, places: Sequence[int], current: int | None) -> None:
        """Show up to four photos."""
        self._session, self._places = session, list(places[:MOST])
        self.arrange(len(self._places))
        for frame, place in zip(self.frames, self._places, strict=False):
            frame.show_photo(session, place)
        self.choose(self._places.index(current) if current in self._places else 0)
        QTimer.singleShot(0, self.level)  # once the layout has set the widths

    def refresh(self) -> None:
        """Update the state and the quality of the photos."""
        for frame, place in zip(self.frames, self._places, strict=False):
            frame.describe(self._session, place)
        QTimer.singleShot(0, self.level)

    def places(self) -> list[int]:
        """The places of the photos that are shown."""
        return self._places
