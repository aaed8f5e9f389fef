"""Everything that can be done, with its usual key. Menus, help and settings are made from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMainWindow


class Deed(NamedTuple):
    """One action: its name in settings, its menu, what it is called, its usual keys."""

    name: str
    menu: str
    text: str
    keys: str


DEEDS: tuple[Deed, ...] = (
    Deed("approve", "Decide", "Approve", "A"),
    Deed("approve_typing", "Decide", "Approve while typing", "Ctrl+Return"),
    Deed("reject", "Decide", "Reject …", "R"),
    Deed("reset", "Decide", "Undecided again", "U"),
    Deed("approve_text", "Decide", "Approve this text", "Ctrl+Shift+Return"),
    Deed("reject_text", "Decide", "Reject this text …", "Ctrl+Shift+R"),
    Deed("reset_text", "Decide", "This text undecided again", "Ctrl+Shift+U"),
    Deed("advance", "Decide", "Go on after each decision", "Ctrl+G"),
    Deed("next_undecided", "Go", "Next undecided photo", "N"),
    Deed("previous_undecided", "Go", "Previous undecided photo", "Shift+N"),
    Deed("next", "Go", "Next photo", "Alt+Right"),
    Deed("previous", "Go", "Previous photo", "Alt+Left"),
    Deed("filter", "Go", "Filter", "Ctrl+F"),
    Deed("clear_filter", "Go", "All photos", "Ctrl+Shift+F"),
    Deed("save_filter", "Go", "Save filter …", "Ctrl+Shift+S"),
    Deed("same_series", "Go", "Photos of this series", "S"),
    Deed("refresh", "Go", "Apply filter again, read what is new", "F5"),
    Deed("caption", "Edit", "Caption", "1"),
    Deed("alt_text", "Edit", "Alt text", "2"),
    Deed("keywords", "Edit", "Keywords", "3"),
    Deed("subject", "Edit", "Subject", "4"),
    Deed("location", "Edit", "Location", "5"),
    Deed("keep", "Edit", "Keep the text", "Ctrl+S"),
    Deed("take_back", "Edit", "Take the text back", "Ctrl+Backspace"),
    Deed("leave", "Edit", "Back to the photos", "Escape"),
    Deed("undo", "Edit", "Undo", "Ctrl+Z"),
    Deed("redo", "Edit", "Redo", "Ctrl+Shift+Z"),
    Deed("generate", "Edit", "Write anew …", "W"),
    Deed("replace", "Edit", "Find and replace …", "Ctrl+H"),
    Deed("batch", "Edit", "Set for all chosen photos …", "Ctrl+B"),
    Deed("copy_series", "Edit", "Copy texts to the series …", "Ctrl+Shift+C"),
    Deed("overview", "View", "Overview", "O"),
    Deed("grid", "View", "Grid", "G"),
    Deed("photo", "View", "One photo", "E"),
    Deed("compare", "View", "Side by side", "C"),
    Deed("actual", "View", "100 %, or the whole photo", "Z"),
    Deed("zoom_in", "View", "Larger", "+"),
    Deed("zoom_out", "View", "Smaller", "-"),
    Deed("pan_left", "View", "Move left", "Shift+Left"),
    Deed("pan_right", "View", "Move right", "Shift+Right"),
    Deed("pan_up", "View", "Move up", "Shift+Up"),
    Deed("pan_down", "View", "Move down", "Shift+Down"),
    Deed("texts", "View", "Texts", "T"),
    Deed("evidence", "View", "Evidence", "I"),
    Deed("history", "View", "History", "H"),
    Deed("theme", "View", "Light or dark", "Ctrl+T"),
    Deed("publish", "Photos", "Publish …", "Ctrl+P"),
    Deed("unpublish", "Photos", "Take back from a target …", "Ctrl+Shift+P"),
    Deed("quit", "Photos", "Quit", "Ctrl+Q"),
    Deed("shortcuts", "Help", "Keys", "F1"),
)
MENUS = ("Photos", "Decide", "Go", "Edit", "View", "Help")


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
    return QCoreApplication.translate("actions", text)
