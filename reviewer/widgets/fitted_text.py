"""Shortens a text that wraps to the lines that there is room for."""

from __future__ import annotations

from PyQt6.QtCore import QRect, Qt
from PyQt6.QtGui import QFontMetrics

_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


def fitted(metrics: QFontMetrics, text: str, width: int, height: int) -> str:
    """The text, or as many of its words as fit into a box of this size in pixels, at least one, and an ellipsis."""
    box, words, shown = QRect(0, 0, width, height), text.split(), text
    while len(words) > 1 and metrics.boundingRect(box, _FLAGS, shown).height() > height:
        words.pop()
        shown = " ".join(words) + " …"
    return shown
