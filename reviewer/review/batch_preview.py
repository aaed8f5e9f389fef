"""Previews the photos of a batch one at a time: how their texts change, and what the rules say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QPixmap, QShortcut
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QTextBrowser, QToolButton, QVBoxLayout, QWidget

from reviewer.widgets.document import document, marked
from reviewer.widgets.thumbnails import Pictures
from runner.review.consequences import Consequences, file_of
from runner.review.language import number, translate, worded
from runner.review.session import Session
from runner.review.wording import capital, difference, plain, title
from runner.schema import Finding
from runner.store.decisions import EDITABLE, FILE_NAME

_HEIGHT = 120
"""Height of the picture in pixels."""


class BatchPreview(QWidget):
    """One photo with its texts before and after. Alt+Left and Alt+Right go through the photos that change."""

    def __init__(self, session: Session, thumbnails: Pictures) -> None:
        super().__init__()
        self._session, self._thumbnails = session, thumbnails
        self._found: Consequences | None = None
        self._places: list[int] = []
        self._at = 0
        self._picture, self._name, self.page = QLabel(), QLabel(), QTextBrowser()
        self._picture.setFixedHeight(_HEIGHT)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(translate("batch", "Photo"))
        self._name.setProperty("role", "head")
        self._name.setMinimumWidth(1)
        self.page.setAccessibleName(translate("batch", "Preview of the texts"))
        self.page.setMinimumWidth(300)
        self.back = self._button("‹", "Alt+Left", translate("batch", "Previous photo"), -1)
        self.on = self._button("›", "Alt+Right", translate("batch", "Next photo"), 1)
        head = QHBoxLayout()
        for widget, stretch in ((self._name, 1), (self.back, 0), (self.on, 0)):
            head.addWidget(widget, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._picture)
        layout.addWidget(self.page, 1)
        thumbnails.ready.connect(self._arrived)  # a bound method: disconnected with the widget
        self.show_consequences(None)

    def _button(self, sign: str, key: str, said: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(f"{said} ({key})")
        button.setAccessibleName(said)
        button.clicked.connect(lambda _checked: self.step(by))
        QShortcut(QKeySequence(key), self).activated.connect(button.click)
        return button

    def show_consequences(self, found: Consequences | None) -> None:
        """Show what would change; None if that is not known yet."""
        current = self._places[self._at] if self._places else None
        self._found = found
        self._places = list(found.rows) if found else []
        self._at = self._places.index(current) if current in self._places else 0
        self._show()

    def step(self, by: int) -> None:
        """Go to another photo that changes, wrapping around at the ends."""
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self._show()

    def _show(self) -> None:
        for button in (self.back, self.on):
            button.setEnabled(len(self._places) > 1)
        self._show_picture()
        if self._found is None or not self._places:
            self._name.setText(translate("batch", "Nothing changes so far.") if self._found else "")
            self.page.clear()
            return
        place = self._places[self._at]
        at = translate("batch", "{} of {}").format(number(self._at + 1), number(len(self._places)))
        self._name.setText(f"{file_of(self._session, place)} · {at}")
        self.page.setHtml(document([*_texts(self._session, place, self._found), *_rules(self._found.findings[place])]))

    def _arrived(self, _path: str) -> None:
        self._show_picture()

    def _show_picture(self) -> None:
        path = self._session.snapshot.photos.table["thumbnail"][self._places[self._at]] if self._places else None
        pixmap = self._thumbnails.get(str(self._session.review_set.renditions / path)) if path else None
        shown = pixmap if pixmap is not None and not pixmap.isNull() else QPixmap()
        if not shown.isNull():
            shown = shown.scaledToHeight(_HEIGHT, Qt.TransformationMode.SmoothTransformation)
        self._picture.setPixmap(shown)


def _texts(session: Session, place: int, found: Consequences) -> Sequence[str]:
    before, after = session.snapshot.row(place), found.rows[place]
    lines = [_line(name, plain(before[name]), plain(after[name])) for name in EDITABLE if name != FILE_NAME]
    names = next((each for each in found.renamed if each.place == place), None)
    if names is not None:
        lines.append(_line(FILE_NAME, names.before or "", names.after or ""))
    return [line for line in lines if line]


def _line(name: str, before: str, after: str) -> str:
    """A field with its changes marked; empty if it does not change."""
    if before == after:
        return ""
    return f"<p><span class='muted'>{escape(title(name))}</span><br>{marked(difference(before, after))}</p>"


def _rules(findings: Sequence[Finding]) -> list[str]:
    signs: Mapping[str, tuple[str, str]] = {"error": ("bad", "✗")}
    lines = []
    for finding in sorted(findings, key=lambda each: each.severity):
        look, sign = signs.get(finding.severity, ("muted", "!"))
        said = f"{title(finding.field)}: {capital(worded(finding.said))}"
        lines.append(f"<p><span class='{look}'>{sign} {escape(said)}</span></p>")
    return lines
