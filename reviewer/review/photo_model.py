"""The Qt model of the photos that a filter finds: places in the snapshot, and one card per photo.

Based on QStringListModel, which knows the row count, so that Qt need not ask Python for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PyQt6.QtCore import QModelIndex, QObject, QStringListModel, Qt

from runner.review import rating_words
from runner.review.language import number, translate
from runner.review.session import Session
from runner.review.snapshot import State
from runner.review.wording import word

CARD = Qt.ItemDataRole.UserRole
PLACE = Qt.ItemDataRole.UserRole + 1

_FEW = 50
"""Up to this many changed photos are reported one by one."""


class Card(NamedTuple):
    """All that a tile shows about a photo."""

    name: str
    state: State
    thumbnail: str | None  # path of the file
    quality: float | None
    in_series: bool
    best: bool
    edited: bool
    stars: int  # 0 to 5
    colour: str | None
    flag: str | None


class PhotoModel(QStringListModel):
    """A list of photos. Rows are positions in the filtered order; `place` converts to places in the run."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.show_session(session)

    def show_session(self, session: Session) -> None:
        """Start again with another session; no photo is shown yet."""
        self._session = session
        self._places: list[int] = []
        photos = session.snapshot.photos.table
        self._rows = np.full(len(photos), -1, dtype=np.int32)
        self._names = photos["source_path"].str.extract("([^/]*)$")
        self._thumbnails = photos["thumbnail"]
        self._quality = photos["quality_score"]
        self._series = photos["series"].is_not_null()
        self.setStringList([])

    def show_places(self, places: Sequence[int]) -> None:
        """Show these photos in this order."""
        self._places = list(places)
        self._rows.fill(-1)
        self._rows[self._places] = np.arange(len(self._places), dtype=np.int32)
        self.setStringList([""] * len(self._places))  # the base class only counts them; see `data`

    def places(self) -> list[int]:
        """The places of the photos shown, in order."""
        return self._places

    def place(self, index: QModelIndex) -> int | None:
        """The place of the photo at an index; None if the index is invalid."""
        return self._places[index.row()] if index.isValid() else None

    def index_of(self, place: int | None) -> QModelIndex:
        """The index of a photo; an invalid one if it is not shown."""
        row = int(self._rows[place]) if place is not None and place < len(self._rows) else -1
        return self.index(row) if row >= 0 else QModelIndex()

    def touch(self, places: Sequence[int]) -> None:
        """Tell the views that these photos have changed."""
        if len(places) > _FEW and self._places:  # one signal for all; views only paint what is visible
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))
            return
        for place in places:
            index = self.index_of(place)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def card(self, place: int) -> Card:
        """What a tile shows of the photo at a place."""
        snapshot, thumbnail = self._session.snapshot, self._thumbnails[place]
        path = str(self._session.review_set.renditions / thumbnail) if thumbnail else None
        edited = snapshot.is_edited(place)
        best = snapshot.is_best(place)
        return Card(
            self._names[place], snapshot.state(place), path, self._quality[place], self._series[place], best, edited,
            *snapshot.ratings(place),
        )  # fmt: skip

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Photos can be selected, but not renamed or dragged."""
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return chosen if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, card or place, or a sentence for tooltips and screen readers."""
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        place = self._places[index.row()]
        if role == CARD:
            return self.card(place)
        if role == PLACE:
            return place
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._names[place]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return _sentence(self.card(place))
        return None


def _sentence(card: Card) -> str:
    texts = [card.name, word(card.state)]
    if card.quality is not None:
        texts.append(translate("compare", "quality {}").format(number(card.quality, 1)))
    if card.best:
        texts.append(translate("photo_model", "best of its series"))
    given = (("stars", card.stars), ("colour", card.colour), ("flag", card.flag))
    return ", ".join([*texts, *(rating_words.name(kind, value) for kind, value in given if value)])
