"""A year of photos: each day with its number of photos. A click on a day or on a month's name filters by it.

Keys: the arrows go from day to day, Page Up and Page Down from year to year, Enter shows the day's photos.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from PyQt6.QtCore import QEvent, QLocale, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PyQt6.QtWidgets import QWidget

from reviewer.widgets import theme
from runner.review.calendar_days import Days, days, most
from runner.review.language import number, spoken, translate
from runner.review.snapshot import Snapshot

_MIDDLE = Qt.AlignmentFlag.AlignCenter
_TOP, _TITLE, _GAP = 44, 24, 18
_LETTERS, _DAY = 11, 15
"""Height of the letters of a day, and the minimum height of a day, in pixels at the normal text size."""

_TWO_LINES = 28
"""From this height on, a day shows its number of photos; the tooltip has that of the current day."""

_STEPS: Mapping[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_YEARS: Mapping[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CalendarPage(QWidget):
    """Twelve months with the number of photos that are shown."""

    wanted = pyqtSignal(str)  # a day or a month: the value of a `date:` condition
    pointed = pyqtSignal(QRectF)  # the rectangle of the current day

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(300, 300)
        self.setAccessibleName(translate("calendar_page", "Calendar of the photos"))
        self._days = Days(Counter(), 0)
        self.day = date(2000, 1, 1)

    def show_places(self, snapshot: Snapshot, places: list[int]) -> None:
        """Show the days of these photos. The year stays if it has any of them."""
        self._days = days(snapshot, places)
        months = self._days.months()
        if months and not any(year == self.day.year for year, _ in months):
            self.day = max(self._days.counts)
        self._tell()

    def go_to(self, day: date) -> None:
        """Make a day current and show its year."""
        self.day = day
        self._tell()
        self.pointed.emit(self.rect_of(day))

    def rect_of(self, day: date) -> QRectF:
        """The rectangle of a day of the year that is shown."""
        return next(box for each, box in self._cells(day.month) if each == day)

    def title_of(self, month: int) -> QRectF:
        """The rectangle of the name of a month."""
        box = self._month(month)
        return QRectF(box.left(), box.top(), box.width(), theme.scaled(_TITLE))

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802
        """Set the minimum height that the months need at this width; the area around the calendar scrolls."""
        super().resizeEvent(event)
        month = theme.scaled(_TITLE) + 6 * theme.scaled(_DAY) + _GAP
        self.setMinimumHeight(theme.scaled(_TOP) + 12 // self._columns() * month)

    def event(self, event: QEvent | None) -> bool:
        """Let the keys of the calendar take precedence over the shortcuts of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            alone = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            event.setAccepted(alone and event.key() in {*_STEPS, *_YEARS, *_ENTER})
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802
        """Go from day to day or from year to year, or show the photos of a day."""
        key = event.key() if event is not None else -1
        if key in _STEPS:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in _YEARS:
            self._go_years(_YEARS[key])
        elif key in _ENTER:
            self.wanted.emit(self.day.isoformat())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802
        """Go from year to year, unless the wheel is needed for scrolling."""
        if event is None:
            return
        if self.visibleRegion().boundingRect().height() < self.height():
            event.ignore()
        elif event.angleDelta().y():
            self._go_years(-1 if event.angleDelta().y() > 0 else 1)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802
        """Handle a click on a day, on a month's name, or on an arrow beside the year."""
        if event is None:
            return
        point = event.position()
        for month in range(1, 13):
            if self.title_of(month).contains(point):
                self.wanted.emit(f"{self.day.year:04}-{month:02}")
            for day, box in self._cells(month):
                if box.contains(point):
                    self.go_to(day)
                    self.wanted.emit(day.isoformat())
        if point.y() < theme.scaled(_TOP):
            self._go_years(-1 if point.x() < self.width() / 2 else 1)

    def paintEvent(self, event: QPaintEvent | None) -> None:  # noqa: N802, ARG002
        """Paint the year."""
        painter, look = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.ground))
        font = QFont(self.font())
        font.setPixelSize(theme.scaled(_LETTERS))
        total = sum(count for day, count in self._days.counts.items() if day.year == self.day.year)
        painter.setPen(QColor(look.text))
        middle = QRectF(0, 0, self.width(), theme.scaled(_TOP))
        photos = translate("calendar_page", "%Ln photo(s)", "", total)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, f"◂    {self.day.year}  ·  {photos}    ▸")
        top, locale = most(self._days), QLocale(spoken())
        for month in range(1, 13):
            painter.setPen(QColor(look.muted))
            painter.setFont(self.font())
            painter.drawText(self.title_of(month), Qt.AlignmentFlag.AlignVCenter, locale.standaloneMonthName(month))
            painter.setFont(font)
            for day, box in self._cells(month):
                self._paint_day(painter, day, box, top)
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, box: QRectF, top: int) -> None:
        """Paint a day; the more photos it has, the more opaque its colour."""
        look, count = theme.current(), self._days.counts[day]
        inner = box.adjusted(1, 1, -1, -1)
        colour = QColor(look.accent)
        colour.setAlphaF(0.25 + 0.75 * count / top if count else 0)
        painter.setBrush(colour)
        painter.setPen(QPen(QColor(look.text), 2) if day == self.day else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(inner, 3, 3)
        strong = count and count > top * 0.6
        painter.setPen(QColor(look.on_accent if strong else look.text if count else look.muted))
        counted = count and box.height() >= theme.scaled(_TWO_LINES)
        painter.drawText(inner, _MIDDLE, f"{day.day}\n{number(count)}" if counted else str(day.day))

    def _tell(self) -> None:
        count = self._days.counts[self.day]
        said = QLocale(spoken()).toString(self.day, QLocale.FormatType.LongFormat)
        self.setAccessibleDescription(translate("calendar_page", "{}: %Ln photo(s)", "", count).format(said))
        self.setToolTip(self.accessibleDescription())
        self.update()

    def _go_years(self, by: int) -> None:
        """Go to the next year with photos in this direction, to its first day with photos."""
        years = sorted({year for year, _ in self._days.months()})
        beyond = [year for year in years if (year > self.day.year if by > 0 else year < self.day.year)]
        if beyond:
            year = beyond[0] if by > 0 else beyond[-1]
            self.go_to(min(day for day in self._days.counts if day.year == year))

    def _columns(self) -> int:
        """The number of months side by side."""
        return 4 if self.width() > theme.scaled(620) else 3 if self.width() > theme.scaled(420) else 2

    def _month(self, month: int) -> QRectF:
        columns, top = self._columns(), theme.scaled(_TOP)
        rows = 12 // columns
        wide = (self.width() - _GAP * (columns + 1)) / columns
        high = (self.height() - top - _GAP * rows) / rows
        row, column = divmod(month - 1, columns)
        return QRectF(_GAP + column * (wide + _GAP), top + row * (high + _GAP), wide, high)

    def _cells(self, month: int) -> Iterator[tuple[date, QRectF]]:
        """Yield the days of a month with their rectangles; the first day of the week is that of the language."""
        box, title = self._month(month), theme.scaled(_TITLE)
        wide, high = box.width() / 7, (box.height() - title) / 6
        first = list(Qt.DayOfWeek).index(QLocale(spoken()).firstDayOfWeek())  # Monday is 0
        before = (calendar.weekday(self.day.year, month, 1) - first) % 7
        for number_ in range(calendar.monthrange(self.day.year, month)[1]):
            row, column = divmod(before + number_, 7)
            cell = QRectF(box.left() + column * wide, box.top() + title + row * high, wide, high)
            yield date(self.day.year, month, number_ + 1), cell
