"""Two themes: neutral greys, so that no colour of the program falls on a photo, and one colour a state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QGuiApplication, QPalette
from PyQt6.QtWidgets import QApplication

from reviewer.board import State


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. Text on its ground reaches a contrast of 4.5 to 1 in both themes."""

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
    text="#1b1d20", muted="#5b6168",
    accent="#1a5fd0", on_accent="#ffffff", error="#b3261e", warning="#8a5300", good="#1b6e33", on_state="#ffffff",
    states={"approved": "#1d7a38", "rejected": "#bf2b24", "lapsed": "#8a6400", "mended": "#1667a8", "passed": "#566b80",
            "repaired": "#3d6e5c", "blocked": "#b85c00", "failed": "#63686e"},
)  # fmt: skip

_current = DARK


def current() -> Theme:
    """The theme in use."""
    return _current


def apply(app: QApplication, name: str) -> Theme:
    """Put on a theme: light, dark, or system for what the desktop has."""
    global _current
    if name == "system":
        hints = QGuiApplication.styleHints()
        light = hints is not None and hints.colorScheme() == Qt.ColorScheme.Light
        name = "light" if light else "dark"
    _current = LIGHT if name == "light" else DARK
    app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    app.setStyleSheet(_sheet(_current))
    return _current


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


def _sheet(t: Theme) -> str:
    return f"""
    QWidget {{ font-size: 13px; }}
    QToolTip {{ color: {t.text}; background: {t.panel}; border: 1px solid {t.line}; padding: 4px; }}
    QLabel[role="muted"] {{ color: {t.muted}; }}
    QLabel[role="small"] {{ color: {t.muted}; font-size: 12px; }}
    QLabel[role="head"] {{ font-weight: 600; }}
    QLabel[role="title"] {{ font-size: 16px; font-weight: 600; }}
    QLabel[role="error"] {{ color: {t.error}; font-size: 12px; }}
    QLabel[role="warning"] {{ color: {t.warning}; font-size: 12px; }}
    QLabel[role="good"] {{ color: {t.good}; font-size: 12px; }}
    QFrame[role="side"] {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 6px; }}
    QLabel[role="reading"] {{ font-size: 15px; padding: 0 0 6px 0; }}
    QLabel[role="reading"]:disabled {{ color: {t.muted}; }}
    QFrame[role="rule"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
    QFrame[role="bar"] {{ background: {t.panel}; border: 0; }}
    QLineEdit, QPlainTextEdit, QTextBrowser, QTreeWidget, QTableWidget, QComboBox {{
        background: {t.base}; color: {t.text}; border: 1px solid {t.line}; border-radius: 5px; padding: 4px 6px;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus, QTreeWidget:focus {{ border: 1px solid {t.accent}; }}
    QComboBox::drop-down {{ border: 0; width: 18px; }}
    QComboBox QAbstractItemView {{ background: {t.base}; color: {t.text}; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QTreeWidget::item {{ padding: 2px 8px; }}
    QTreeWidget::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
    QPushButton, QToolButton {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 5px;
        padding: 5px 12px; color: {t.text}; }}
    QPushButton:hover, QToolButton:hover {{ border-color: {t.accent}; }}
    QPushButton:focus, QToolButton:focus {{ border: 1px solid {t.accent}; }}
    QPushButton:disabled {{ color: {t.muted}; }}
    QPushButton[role="primary"] {{ background: {t.states["approved"]}; color: {t.on_state}; font-weight: 600;
        border-color: {t.states["approved"]}; }}
    QPushButton[role="primary"]:disabled {{ background: {t.panel}; color: {t.muted}; border-color: {t.line}; }}
    QPushButton[role="quiet"], QToolButton[role="quiet"] {{ background: transparent; border: 1px solid transparent;
        padding: 1px 6px; color: {t.muted}; font-size: 12px; }}
    QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ color: {t.text}; border-color: {t.line}; }}
    QPushButton[role="chip"] {{ border-radius: 10px; padding: 2px 8px; background: {t.window}; font-size: 12px; }}
    QPushButton[role="chip"]:focus {{ background: {t.accent}; color: {t.on_accent}; }}
    QPushButton[role="chip"][broken="true"] {{ border-color: {t.error}; color: {t.error}; }}
    QPushButton[role="chip"][broken="true"]:focus {{ color: {t.on_accent}; }}
    QFrame[role="keywords"] {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 5px; }}
    QFrame[role="keywords"] QLineEdit {{ border: 0; background: transparent; }}
    QTabWidget::pane {{ border: 0; }}
    QTabBar::tab {{ background: transparent; color: {t.muted}; padding: 6px 12px; border: 0;
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
    QTabBar::tab:focus {{ color: {t.accent}; }}
    QCheckBox::indicator:unchecked {{ width: 13px; height: 13px; border: 1px solid {t.muted}; border-radius: 2px;
        background: {t.base}; }}
    QProgressBar {{ background: {t.base}; border: 1px solid {t.line}; border-radius: 4px; max-height: 8px; }}
    QProgressBar::chunk {{ background: {t.states["approved"]}; border-radius: 3px; }}
    QListView[role="photos"] {{ background: {t.ground}; border: 0; outline: 0; }}
    QGraphicsView {{ background: {t.ground}; border: 0; }}
    QGraphicsView:focus {{ border: 0; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ border: 0; background: transparent; }}
    QScrollArea > QWidget {{ background: transparent; }}
    QMenuBar {{ background: {t.window}; }}
    QMenuBar::item:selected, QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
    QMenu {{ background: {t.panel}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 6px; }}
    QSplitter::handle {{ background: {t.line}; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; }}
    QScrollBar::handle {{ background: {t.line}; border-radius: 4px; min-height: 30px; min-width: 30px; margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QFrame[role="banner"] {{ background: {t.panel}; border: 1px solid {t.warning}; border-radius: 6px; }}
    """
