"""The line at the bottom: how many photos are decided, how fast it goes, and the last message."""

from __future__ import annotations

from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from reviewer.widgets.elided_label import ElidedLabel
from runner.review.language import number, translate
from runner.review.session import Session

SAID_MS = 8000
"""How long a message stays, in milliseconds."""


class Progress(QWidget):
    """A progress bar, the pace, and the last message."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(150)
        self._bar.setAccessibleName(translate("progress", "Decided photos"))
        self._figures, self._message = QLabel(), ElidedLabel()
        self._figures.setProperty("role", "small")
        self._message.setAccessibleName(translate("progress", "Last message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 4, 10, 4)
        layout.setSpacing(10)
        for widget, stretch in ((self._bar, 0), (self._figures, 0), (self._message, 1)):
            layout.addWidget(widget, stretch)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._message.clear)

    def show_session(self, session: Session) -> None:
        """Update the bar and the pace."""
        states, total = session.snapshot.states(), len(session.snapshot)
        decided = states["approved"] + states["rejected"]
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(decided)
        texts = [translate("progress", "{} of {} decided").format(number(decided), number(total))]
        pace, left = session.throughput.per_minute(), session.throughput.minutes_left(total - decided)
        if pace and left and decided < total:
            texts.append(translate("progress", "{} a minute").format(number(pace)))
            texts.append(translate("progress", "{} left").format(_duration(left)))
        self._figures.setText(" · ".join(texts))

    def say(self, sentence: str) -> None:
        """Show a message for `SAID_MS`."""
        self._message.setText(sentence)
        self._later.start(SAID_MS)

    def said(self) -> str:
        """The message that is shown; empty if there is none."""
        return self._message.text()


def _duration(minutes: float) -> str:
    if minutes < 1:
        return translate("progress", "less than a minute")
    return f"{number(minutes)} min" if minutes < 90 else f"{number(minutes / 60, 1)} h"
