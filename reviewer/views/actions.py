"""Everything that can be done, with its usual key. Menus, help and settings are made from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMainWindow

from runner.review.language import QT_TRANSLATE_NOOP, translate


class Deed(NamedTuple):
    """One action: its name in settings, its menu, what it is called, its usual keys."""

    name: str
    menu: str
    text: str
    keys: str


DEEDS: tuple[Deed, ...] = (
    Deed("approve", "Decide", QT_TRANSLATE_NOOP("actions", "Approve"), "A"),
    Deed("approve_typing", "Decide", QT_TRANSLATE_NOOP("actions", "Approve while typing"), "Ctrl+Return"),
    Deed("reject", "Decide", QT_TRANSLATE_NOOP("actions", "Reject …"), "R"),
    Deed("reset", "Decide", QT_TRANSLATE_NOOP("actions", "Undecided again"), "U"),
    Deed("approve_text", "Decide", QT_TRANSLATE_NOOP("actions", "Approve this text"), "Ctrl+Shift+Return"),
    Deed("reject_text", "Decide", QT_TRANSLATE_NOOP("actions", "Reject this text …"), "Ctrl+Shift+R"),
    Deed("reset_text", "Decide", QT_TRANSLATE_NOOP("actions", "This text undecided again"), "Ctrl+Shift+U"),
    Deed("advance", "Decide", QT_TRANSLATE_NOOP("actions", "Go on after each decision"), "Ctrl+G"),
    Deed("next_undecided", "Go", QT_TRANSLATE_NOOP("actions", "Next undecided photo"), "N"),
    Deed("previous_undecided", "Go", QT_TRANSLATE_NOOP("actions", "Previous undecided photo"), "Shift+N"),
    Deed("next", "Go", QT_TRANSLATE_NOOP("actions", "Next photo"), "Alt+Right"),
    Deed("previous", "Go", QT_TRANSLATE_NOOP("actions", "Previous photo"), "Alt+Left"),
    Deed("filter", "Go", QT_TRANSLATE_NOOP("actions", "Filter"), "Ctrl+F"),
    Deed("clear_filter", "Go", QT_TRANSLATE_NOOP("actions", "All photos"), "Ctrl+Shift+F"),
    Deed("saved_filters", "Go", QT_TRANSLATE_NOOP("actions", "Saved filters"), "F"),
    Deed("save_filter", "Go", QT_TRANSLATE_NOOP("actions", "Save filter …"), "Ctrl+Shift+S"),
    Deed("same_series", "Go", QT_TRANSLATE_NOOP("actions", "Photos of this series"), "S"),
    Deed("refresh", "Go", QT_TRANSLATE_NOOP("actions", "Apply filter again, read what is new"), "F5"),
    Deed("caption", "Edit", QT_TRANSLATE_NOOP("actions", "Caption"), "1"),
    Deed("alt_text", "Edit", QT_TRANSLATE_NOOP("actions", "Alt text"), "2"),
    Deed("keywords", "Edit", QT_TRANSLATE_NOOP("actions", "Keywords"), "3"),
    Deed("subject", "Edit", QT_TRANSLATE_NOOP("actions", "Subject"), "4"),
    Deed("location", "Edit", QT_TRANSLATE_NOOP("actions", "Location"), "5"),
    Deed("keep", "Edit", QT_TRANSLATE_NOOP("actions", "Keep the text"), "Ctrl+S"),
    Deed("take_back", "Edit", QT_TRANSLATE_NOOP("actions", "Take the text back"), "Ctrl+Backspace"),
    Deed("leave", "Edit", QT_TRANSLATE_NOOP("actions", "Back to the photos"), "Escape"),
    Deed("undo", "Edit", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z"),
    Deed("redo", "Edit", QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z"),
    Deed("generate", "Edit", QT_TRANSLATE_NOOP("actions", "Write anew …"), "W"),
    Deed("replace", "Edit", QT_TRANSLATE_NOOP("actions", "Find and replace …"), "Ctrl+H"),
    Deed("batch", "Edit", QT_TRANSLATE_NOOP("actions", "Set for all chosen photos …"), "Ctrl+B"),
    Deed("copy_series", "Edit", QT_TRANSLATE_NOOP("actions", "Copy texts to the series …"), "Ctrl+Shift+C"),
    Deed("overview", "View", QT_TRANSLATE_NOOP("actions", "Overview"), "O"),
    Deed("grid", "View", QT_TRANSLATE_NOOP("actions", "Grid"), "G"),
    Deed("photo", "View", QT_TRANSLATE_NOOP("actions", "One photo"), "E"),
    Deed("compare", "View", QT_TRANSLATE_NOOP("actions", "Side by side"), "C"),
    Deed("actual", "View", QT_TRANSLATE_NOOP("actions", "100 %, or the whole photo"), "Z"),
    Deed("zoom_in", "View", QT_TRANSLATE_NOOP("actions", "Larger"), "+"),
    Deed("zoom_out", "View", QT_TRANSLATE_NOOP("actions", "Smaller"), "-"),
    Deed("pan_left", "View", QT_TRANSLATE_NOOP("actions", "Move left"), "Shift+Left"),
    Deed("pan_right", "View", QT_TRANSLATE_NOOP("actions", "Move right"), "Shift+Right"),
    Deed("pan_up", "View", QT_TRANSLATE_NOOP("actions", "Move up"), "Shift+Up"),
    Deed("pan_down", "View", QT_TRANSLATE_NOOP("actions", "Move down"), "Shift+Down"),
    Deed("texts", "View", QT_TRANSLATE_NOOP("actions", "Texts"), "T"),
    Deed("evidence", "View", QT_TRANSLATE_NOOP("actions", "Evidence"), "I"),
    Deed("history", "View", QT_TRANSLATE_NOOP("actions", "History"), "H"),
    Deed("theme", "View", QT_TRANSLATE_NOOP("actions", "Light or dark"), "Ctrl+T"),
    Deed("language", "View", QT_TRANSLATE_NOOP("actions", "Language …"), ""),
    Deed("publish", "Photos", QT_TRANSLATE_NOOP("actions", "Publish …"), "Ctrl+P"),
    Deed("unpublish", "Photos", QT_TRANSLATE_NOOP("actions", "Take back from a target …"), "Ctrl+Shift+P"),
    Deed("quit", "Photos", QT_TRANSLATE_NOOP("actions", "Quit"), "Ctrl+Q"),
    Deed("shortcuts", "Help", QT_TRANSLATE_NOOP("actions", "Keys"), "F1"),
)
MENUS = (
    QT_TRANSLATE_NOOP("actions", "Photos"),
    QT_TRANSLATE_NOOP("actions", "Decide"),
    QT_TRANSLATE_NOOP("actions", "Go"),
    QT_TRANSLATE_NOOP("actions", "Edit"),
    QT_TRANSLATE_NOOP("actions", "View"),
    QT_TRANSLATE_NOOP("actions", "Help"),
)


def make(
    window: QMainWindow, commands: Mapping[str, Callable[[], object]], keys: Mapping[str, str]
) -> dict[str, QAction]:
    """The actions by name, in the menus of the window, with a person's own keys where he has set some."""
    bar = window.menuBar()
    menus = {name: bar.addMenu(_tr(name)) for name in MENUS} if bar is not None else {}
    made: dict[str, QAction] = {}
    for deed in DEEDS:
        action = QAction(_tr(deed.text), window)
        action.setObjectName(deed.name)
        action.setShortcuts(shortcuts(keys.get(deed.name, deed.keys)))
        action.triggered.connect(lambda _checked=False, command=commands[deed.name]: command())
        window.addAction(action)
        menu = menus.get(deed.menu)
        if menu is not None:
            menu.addAction(action)
        made[deed.name] = action
    made["advance"].setCheckable(True)
    made["advance"].setChecked(True)
    return made


def shortcuts(key: str) -> list[QKeySequence]:
    """A key and, for a letter or digit, the same with Alt: that one works while typing too."""
    alone = len(key) == 1 and key.isalnum()
    return [QKeySequence(key), QKeySequence(f"Alt+{key}")] if alone else [QKeySequence(key)]


def collisions(keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield a key and the two actions that both want it."""
    taken: dict[str, str] = {}
    for name, key in keys.items():
        if key and key in taken:
            yield key, taken[key], name
        taken[key] = name


def usual() -> dict[str, str]:
    """The usual key of each action."""
    return {deed.name: QKeySequence(deed.keys).toString() for deed in DEEDS}


def title(name: str) -> str:
    """What an action is called."""
    return next(_tr(deed.text) for deed in DEEDS if deed.name == name)


def _tr(text: str) -> str:
    return translate("actions", text)
