"""Photos on an outline map, offline: a click on a group or drawing a rectangle adds a condition to the filter.

Keys: the arrows move the map, + and − zoom, Space goes from group to group, Enter shows only its photos.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import QWidget

from reviewer.review import map_painting
from reviewer.review.map_projection import Projection
from reviewer.widgets.newest import Newest
from runner.review.language import number, translate
from runner.review.positions import Area, Cluster, Positions, clusters, positions
from runner.review.snapshot import Snapshot

_WORLD = Area(-58, -170, 78, 180)
_CELL = 44
"""Photos that are closer to each other than this, in pixels, form one group."""

_STEP = 60
_ZOOM = 1.5
_MOVES: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-_STEP, 0), Qt.Key.Key_Right: (_STEP, 0), Qt.Key.Key_Up: (0, -_STEP), Qt.Key.Key_Down: (0, _STEP),
}  # fmt: skip
_ZOOMS: Mapping[int, float] = {Qt.Key.Key_Plus: _ZOOM, Qt.Key.Key_Equal: _ZOOM, Qt.Key.Key_Minus: 1 / _ZOOM}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MapPage(QWidget):
    """A map of the photos that are shown."""

    wanted = pyqtSignal(str)  # the value of an `area:` condition
    failed = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 160)
        self._found: Positions | None = None
        self._shown = 0
        self._clusters: list[Cluster] = []
        self._current = -1
        self._view = Projection.fitting(self.size(), _WORLD)
        self._reading = Newest(self.failed.emit, self)
        self._has_land = False
        self._land: tuple[Projection, QPixmap] | None = None
        self._fitted: Area | None = None
        self._press: QPoint | None = None
        self._pans = False
        self._band: QRect | None = None
        self.setAccessibleName(translate("map_page", "Map of the photos"))

    def show_places(self, snapshot: Snapshot, places: Sequence[int]) -> None:
        """Show where these photos were taken. If they cover another area than before, the map is fitted to it."""
        if not self._has_land:
            self._reading.submit(map_painting.read_outlines, lambda _read: self._take_land())
        self._found, self._shown = positions(snapshot, places), len(places)
        area = self._found.area()
        if area is not None and area != self._fitted:
            self._view = Projection.fitting(self.size(), area)
        self._fitted = area
        self._group()

    def is_quiet(self) -> bool:
        """True if the outlines are not being read."""
        return self._reading.is_idle()

    def stop(self) -> None:
        """Do not wait for outlines that are being read."""
        self._reading.leave()

    def _take_land(self) -> None:
        self._has_land = True
        self.repaint_all()

    def groups(self) -> list[Cluster]:
        """The groups that the map shows at its present scale."""
        return self._clusters

    def at(self, cluster: Cluster) -> QPoint:
        """The position of a group in the widget, in pixels."""
        return self._view.point(cluster.latitude, cluster.longitude).toPoint()

    def said(self) -> str:
        """The sentence below the map."""
        if self._found is None or not len(self._found):
            return translate("map_page", "None of these photos has a position.")
        where = translate("map_page", "%Ln photo(s) with a position of {}", "", len(self._found))
        keys = translate(
            "map_page", "drag a rectangle or click a group to filter; move with the right mouse button, wheel or keys"
        )
        return f"{where.format(number(self._shown))} · {keys}"

    def zoom(self, by: float, around: QPointF | None = None) -> None:
        """Zoom in or out around a point of the widget, by default around the current group or the middle."""
        chosen = self._clusters[self._current] if 0 <= self._current < len(self._clusters) else None
        middle = QPointF(self.rect().center()) if chosen is None else QPointF(self.at(chosen))
        self._move(self._view.zoomed(by, around or middle))

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Keep the middle; a map that has not been painted yet is fitted to all photos again."""
        super().resizeEvent(event)
        whole = self._fitted or _WORLD
        self._move(Projection.fitting(self.size(), whole) if self._land is None else self._view.resized(self.size()))

    def event(self, event: QEvent | None) -> bool:
        """Let the keys of the map take precedence over the shortcuts of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
            if plain and (event.key() in {*_MOVES, *_ZOOMS, *_ENTER, Qt.Key.Key_Space}):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Move, zoom, go from group to group, or show the photos of one."""
        if event is None:
            return
        key = event.key()
        if key in _MOVES:
            self._move(self._view.moved(*_MOVES[key]))
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_Space and self._clusters:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._choose((self._current + (-1 if back else 1)) % len(self._clusters))
        elif key in _ENTER and 0 <= self._current < len(self._clusters):
            self.wanted.emit(self._clusters[self._current].area.condition())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802
        """Zoom around the pointer."""
        if event is not None and event.angleDelta().y():
            self.zoom(_ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM, event.position())

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Start a rectangle with the left button, or moving the map with another one."""
        if event is not None:
            self._press, self._pans = event.pos(), event.button() != Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Draw the rectangle, or move the map."""
        if event is None or self._press is None:
            return
        if self._pans:
            moved, self._press = self._press - event.pos(), event.pos()
            self._move(self._view.moved(moved.x(), moved.y()))
        elif (event.pos() - self._press).manhattanLength() > 6:
            self._band = QRect(self._press, event.pos()).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Emit the area of the drawn rectangle, or of the group that was clicked."""
        band, self._band, press, self._press = self._band, None, self._press, None
        self.update()
        if event is None or self._pans or press is None:
            return
        if band is not None:
            self.wanted.emit(self._view.area(band).condition())
        elif (clicked := self._cluster_at(event.pos())) is not None:
            self._choose(clicked)
            self.wanted.emit(self._clusters[clicked].area.condition())

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Paint land, graticule, groups and the rectangle."""
        if self._land is None or self._land[0] != self._view:
            drawn = map_painting.land(self._view, self.devicePixelRatioF(), outlines=self._has_land)
            self._land = (self._view, drawn)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._land[1])
        for at, cluster in reversed(list(enumerate(self._clusters))):
            map_painting.cluster(painter, self.at(cluster), cluster.photos, current=at == self._current)
        if self._band is not None:
            map_painting.band(painter, self._band)
        map_painting.line(painter, QRectF(self.rect()), self.said())
        painter.end()

    def repaint_all(self) -> None:
        """Paint again, in the colours of the theme."""
        self._land = None
        self.update()

    def _move(self, view: Projection) -> None:
        self._view = view
        self._group()

    def _group(self) -> None:
        scale, self._current = self._view.scale, -1
        found = self._found
        self._clusters = clusters(found, _CELL / scale, _CELL / (scale * self._view.squeeze)) if found else []
        self.update()

    def _choose(self, at: int) -> None:
        self._current = at
        cluster = self._clusters[at]
        self.setAccessibleDescription(
            translate("map_page", "%Ln photo(s) near {}, {}", "", cluster.photos).format(
                number(cluster.latitude, 3), number(cluster.longitude, 3)
            )
        )
        self.update()

    def _cluster_at(self, point: QPoint) -> int | None:
        for at, cluster in enumerate(self._clusters):
            away = self.at(cluster) - point
            if away.x() ** 2 + away.y() ** 2 <= map_painting.radius(cluster.photos) ** 2:
                return at
        return None
