"""Draws over a photo what witnesses saw: boxes around things, lines of text, other people's copyright marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PyQt6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from runner.facts import Region
from runner.review.language import percent
from runner.text.claims.shown import Seen

_COLOURS = {"text": "#6fdcff", "registration": "#8dff9a", "owner": "#ff8f87", "person": "#e3b8ff"}
_THING = "#ffd24a"
"""Colours over a photo are the same in both themes: a dark edge separates them from the photo."""

_EDGE, _CHIP = QColor(0, 0, 0, 190), QColor(0, 0, 0, 185)
_FAINT = 0.3
_LEAST_LABEL = 110.0
"""A label may have this width in pixels even if its box is narrower."""


class SeenPlaces(QGraphicsItem):
    """The places over one photo. Highlighted ones are drawn bolder, and even if the others are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._area = QRectF()
        self._seen: Sequence[Seen] = ()
        self._faces: Sequence[Seen] = ()
        self._lit: frozenset[int] = frozenset()
        self._shown = True

    def cover(self, area: QRectF) -> None:
        """Cover this rectangle of the scene, which the photo fills."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = area

    def show_seen(self, seen: Sequence[Seen]) -> None:
        """Show these places, without any highlighted."""
        self._seen, self._lit = seen, frozenset()
        self.update()

    def show_faces(self, faces: Sequence[Seen]) -> None:
        """Show these faces with their names, in addition to the places."""
        self._faces = faces
        self.update()

    def face_at(self, point: QPointF) -> int | None:
        """The number of the face at a point of the scene, the smallest if there are several; None if there is none."""
        there = [number for number, face in enumerate(self._faces) if self._box(face).contains(point)]
        return min(there, key=lambda number: self._box(self._faces[number]).width(), default=None)

    def share_of(self, box: QRectF) -> Region | None:
        """The part of a box of the scene that is on the photo, in fractions of the photo; None if it is beside it."""
        on = box.intersected(self._area)
        if on.isEmpty():
            return None
        left, top = (
            (on.left() - self._area.left()) / self._area.width(),
            (on.top() - self._area.top()) / self._area.height(),
        )
        return Region(left, top, left + on.width() / self._area.width(), top + on.height() / self._area.height())

    def light(self, lit: Collection[int]) -> None:
        """Highlight these places, by number; an empty collection highlights none."""
        self._lit = frozenset(lit)
        self.update()

    def show_all(self, shown: bool) -> None:
        """Show all places, or only the highlighted ones."""
        self._shown = shown
        self.update()

    def drawn(self) -> list[int]:
        """The numbers of the places that are drawn, the highlighted ones last."""
        numbers = range(len(self._seen)) if self._shown else sorted(self._lit)
        return sorted(numbers, key=lambda number: number in self._lit)

    def boundingRect(self) -> QRectF:  # noqa: N802
        """The area of the whole photo, in the scene's coordinates."""
        return self._area

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        """Draw the places."""
        del option, widget
        if painter is None:
            return
        for number in self.drawn():
            painter.setOpacity(1.0 if not self._lit or number in self._lit else _FAINT)
            self._draw(painter, self._seen[number], strong=number in self._lit)
        painter.setOpacity(_FAINT if self._lit else 1.0)
        for face in self._faces if self._shown else ():
            self._draw(painter, face, strong=False)

    def _draw(self, painter: QPainter, seen: Seen, *, strong: bool) -> None:
        box, colour = self._box(seen), QColor(_COLOURS.get(seen.kind, _THING))
        for width, ink in ((5 if strong else 3.5, _EDGE), (3 if strong else 1.5, colour)):
            pen = QPen(ink, width)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawRect(box)
        self._label(painter, box, seen, colour)

    def _box(self, seen: Seen) -> QRectF:
        area, region = self._area, seen.region
        left, top = area.left() + region.left * area.width(), area.top() + region.top * area.height()
        right, bottom = area.left() + region.right * area.width(), area.top() + region.bottom * area.height()
        return QRectF(QPointF(left, top), QPointF(right, bottom))

    def _label(self, painter: QPainter, box: QRectF, seen: Seen, colour: QColor) -> None:
        """Draw a label of the same size at every zoom: above the box of a thing, or below a line of text."""
        scale = painter.worldTransform().m11() or 1.0
        font = QFont(painter.font())
        font.setPixelSize(12)
        metrics = QFontMetricsF(font)
        text = metrics.elidedText(
            caption(seen), Qt.TextElideMode.ElideRight, max(box.width() * scale - 8, _LEAST_LABEL)
        )
        chip = QRectF(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height() + 2)
        chip.moveTop(self._beside(box, scale, chip.height(), below=seen.is_line))
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(1 / scale, 1 / scale)
        painter.fillRect(chip, _CHIP)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _beside(self, box: QRectF, scale: float, height: float, *, below: bool) -> float:
        """The top of a label in pixels from the top of its box: below or above the box, inside if there is no room."""
        if below and (self._area.bottom() - box.bottom()) * scale > height + 2:
            return box.height() * scale + 2
        return -height - 2 if (box.top() - self._area.top()) * scale > height + 2 else 1


def caption(seen: Seen) -> str:
    """The label of a place: what was seen and how certain that is, or the text that was read."""
    return seen.value if seen.is_line or seen.confidence is None else f"{seen.value} {percent(seen.confidence)}"
