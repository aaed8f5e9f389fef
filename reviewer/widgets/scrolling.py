"""A part of a window that scrolls if it is higher than its room."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


def scrolling(layout: QLayout) -> QScrollArea:
    """A scroll area with this layout as its content, without a frame and without keyboard focus."""
    inner, area = QWidget(), QScrollArea()
    inner.setLayout(layout)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
