"""A set on the start page: one of its pictures, its name, and what it needs from a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from PyQt6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QPainter, QPixmap
from PyQt6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.widgets import theme
from reviewer.widgets.cards import draw_filling, lines_height, paint_frame, write_lines
from reviewer.widgets.thumbnails import Pictures
from runner.intake.recent_sets import RecentSet, Waiting
from runner.review.language import moment, number, translate

SIZE = QSize(236, 232)
PICTURE = QSize(SIZE.width() - 16, 148)
_RADIUS = 6
CARD = Qt.ItemDataRole.UserRole + 1
"""The item data role of a `Card`."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows. `waiting` is None until it is known, or if that is not possible."""

    of: RecentSet
    waiting: Waiting | None = None
    preview: QPixmap = field(default_factory=QPixmap)  # for a set that was never run

    def about(self) -> str:
        """How many photos there are and when they were prepared, or why they cannot be read."""
        if self.trouble():
            return self.trouble()
        if self.of.run is None or self.of.at is None:
            return self.of.source or ""
        photos = translate("start", "%Ln photo(s)", "", self.of.photos) if self.of.photos else ""
        return " · ".join(filter(None, (photos, moment(self.of.at.astimezone()))))

    def state(self) -> str:
        """What there is to do, in a few words; empty until that is known."""
        if self.of.under_way is not None:
            return translate("start", "Running now")
        if self.of.run is None:
            return translate("start", "Not run yet")
        if self.of.state != "finished":
            return translate("start", "Interrupted: run it again to continue")
        if self.waiting is None:
            return ""
        if self.trouble():
            return translate("start", "Cannot be read now")
        if self.waiting.blocked and self.waiting.ready:
            said = translate("start", "%Ln (needs|need) you, {} can be approved", "", self.waiting.blocked)
            return said.format(number(self.waiting.ready))
        if self.waiting.blocked:
            return translate("start", "%Ln photo(s) (needs|need) you", "", self.waiting.blocked)
        if self.waiting.ready:
            return translate("start", "%Ln photo(s) can be approved", "", self.waiting.ready)
        if self.waiting.approved:
            return translate("start", "All decided, %Ln photo(s) approved", "", self.waiting.approved)
        return translate("start", "Nothing left to decide")

    def trouble(self) -> str:
        """A sentence saying why the set cannot be read now; empty if it can, or if that is not known yet."""
        return " ".join(self.waiting.trouble.split()) if self.waiting else ""

    def sentence(self) -> str:
        """The name, the photos and the state, for screen readers."""
        return ". ".join(filter(None, (self.of.name, self.about(), self.state())))

    def is_pressing(self) -> bool:
        """True if the set needs a person: photos to decide, a problem, or an interrupted run."""
        asks = self.waiting is not None and bool(self.waiting.blocked or self.waiting.ready or self.waiting.trouble)
        return asks or self.of.state not in ("finished", "running", None)


class SetCard(QStyledItemDelegate):
    """Paints cards. Never decodes: the place of a picture that has not been decoded yet stays empty."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802, ARG002
        """The same for every card; it grows with the font."""
        return QSize(theme.scaled(SIZE.width()), _picture_height() + 24 + lines_height(option.fontMetrics.height()))

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw one card."""
        card: Card | None = index.data(CARD)
        if painter is None or card is None:
            return
        painter.save()
        tile, state = option.rect.adjusted(4, 4, -4, -4), option.state
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus))
        paint_frame(painter, tile, chosen=chosen, pointed=bool(state & QStyle.StateFlag.State_MouseOver))
        self._picture(painter, QRect(tile.left() + 4, tile.top() + 4, tile.width() - 8, _picture_height()), card)
        self._lines(painter, tile.adjusted(10, _picture_height() + 10, -10, -4), card)
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, card: Card) -> None:
        path = card.waiting.picture if card.waiting else None
        pixmap = self._pictures.get(str(path)) if path else card.preview
        if pixmap is not None and not pixmap.isNull():
            draw_filling(painter, box, pixmap, _RADIUS)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().ground))
        painter.drawRoundedRect(QRectF(box), _RADIUS, _RADIUS)
        if pixmap is not None and card.of.run is None:
            painter.setPen(QColor(theme.current().muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, translate("start", "no pictures yet"))

    def _lines(self, painter: QPainter, box: QRect, card: Card) -> None:
        look = theme.current()
        state = look.accent if card.of.under_way else look.warning if card.is_pressing() else look.muted
        mode = Qt.TextElideMode.ElideRight if card.trouble() else Qt.TextElideMode.ElideMiddle
        write_lines(painter, box, card.of.name, ((card.about(), look.muted), (card.state(), state)), mode)


def _picture_height() -> int:
    return theme.scaled(PICTURE.height())
