"""Two themes: neutral greys, so that the program does not tint how photos look, and one colour per state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from string import Template

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QFontInfo, QGuiApplication, QPalette
from PyQt6.QtWidgets import QApplication

from runner.review.snapshot import State


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. Text has a contrast of at least 4.5 to 1 with its background in both themes."""

    name: str
    window: str
    panel: str
    base: str
    ground: str  # behind photos
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    error: str
    warning: str
    good: str
    states: Mapping[State, str]
    on_state: str

    def state(self, state: State) -> QColor:
        """The colour of a state's badge."""
        return QColor(self.states[state])


DARK = Theme(
    name="dark", window="#1d1f21", panel="#26282b", base="#17181a", ground="#141517", line="#3a3d41",
    text="#e8e8e8", muted="#a2a7ad",
    accent="#5b9dff", on_accent="#0b1220", error="#ff8078", warning="#f0b64d", good="#5ccb74", on_state="#101113",
    states={"approved": "#4fc46a", "rejected": "#ff6f67", "lapsed": "#e0b83f", "mended": "#58b4f0", "passed": "#9fb3c8",
            "repaired": "#8fb8a8", "blocked": "#f09a48", "failed": "#8b8f94"},
)  # fmt: skip
LIGHT = Theme(
    name="light", window="#ececed", panel="#f7f7f8", base="#ffffff", ground="#d9dadc", line="#cfd2d6",
    text="#1b1d20", muted="#575d64",
    accent="#1a5fd0", on_accent="#ffffff", error="#b3261e", warning="#8a5300", good="#1b6e33", on_state="#ffffff",
    states={"approved": "#1d7a38", "rejected": "#bf2b24", "lapsed": "#8a6400", "mended": "#1667a8", "passed": "#566b80",
            "repaired": "#3d6e5c", "blocked": "#b85c00", "failed": "#63686e"},
)  # fmt: skip

_USUAL_PX = 13
"""The text height in pixels that the style sheet is written for."""

_PX = re.compile(r"font-size: (\d+)px")
_current = DARK
_scale = 1.0


def current() -> Theme:
    """The theme in use."""
    return _current


def scale() -> float:
    """The text size as a multiple of the normal one."""
    return _scale


def scaled(length: int) -> int:
    """A length in pixels, scaled with the text size."""
    return round(length * _scale)


def apply(app: QApplication, name: str, text_size: int = 100) -> Theme:
    """Apply a theme: light, dark, or system for the desktop's; `text_size` is in percent of the desktop's."""
    global _current, _scale
    _scale = max(1.0, _of_desktop() / _USUAL_PX) * text_size / 100
    if name == "system":
        hints = QGuiApplication.styleHints()
        light = hints is not None and hints.colorScheme() == Qt.ColorScheme.Light
        name = "light" if light else "dark"
    _current = LIGHT if name == "light" else DARK
    _put_on(app, _palette(_current), _sheet(_current))
    return _current


def _put_on(app: QApplication, palette: QPalette, sheet: str) -> None:
    """Apply palette and style sheet, unless they are in use: every widget would be styled again."""
    if app.palette() == palette and app.styleSheet() == sheet:
        return
    app.setStyle("Fusion")
    app.setPalette(palette)
    app.setStyleSheet(sheet)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window, role.WindowText: theme.text, role.Base: theme.base, role.AlternateBase: theme.panel,
        role.Text: theme.text, role.Button: theme.panel, role.ButtonText: theme.text, role.BrightText: theme.error,
        role.Highlight: theme.accent, role.HighlightedText: theme.on_accent, role.Link: theme.accent,
        role.ToolTipBase: theme.panel, role.ToolTipText: theme.text, role.PlaceholderText: theme.muted,
        role.Mid: theme.line, role.Light: theme.line, role.Dark: theme.line, role.Shadow: theme.window,
    }  # fmt: skip
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.muted))
    return palette


def _of_desktop() -> int:
    """The text size of the desktop in pixels."""
    return QFontInfo(QGuiApplication.font()).pixelSize()


def _sheet(theme: Theme) -> str:
    """The style sheet in the colours of the theme and at the chosen text size."""
    colours = {each.name: getattr(theme, each.name) for each in fields(theme)}
    text = resources.files("reviewer.widgets").joinpath("theme.qss").read_text("utf-8")
    sized = _PX.sub(lambda match: f"font-size: {scaled(int(match[1]))}px", text)
    return Template(sized).substitute(colours, approved=theme.states["approved"])
