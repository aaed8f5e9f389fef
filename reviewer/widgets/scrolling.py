"""A part of a window that scrolls when it is higher than its room."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def scrolling(layout: QLayout) -> QScrollArea:
    """What the layout holds, in an area without a frame that takes no keys."""
    inner, area = QWidget(), QScrollArea()
    inner.setLayout(layout)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
