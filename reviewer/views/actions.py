"""Everything that can be done, with its usual key. Menus, help and settings are made from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMainWindow

from runner.review.language import QT_TRANSLATE_NOOP, translate


class Action(NamedTuple):
    """One action: its name in settings, its menu, what it is called, its usual keys."""

    name: str
    menu: str
    text: str
    keys: str


ACTIONS: tuple[Action, ...] = (
    Action("approve", "Decide", QT_TRANSLATE_NOOP("actions", "Approve"), "A"),
    Action("approve_typing", "Decide", QT_TRANSLATE_NOOP("actions", "Approve while typing"), "Ctrl+Return"),
    Action("reject", "Decide", QT_TRANSLATE_NOOP("actions", "Reject …"), "R"),
    Action("reset", "Decide", QT_TRANSLATE_NOOP("actions", "Clear decision"), "U"),
    Action("approve_text", "Decide", QT_TRANSLATE_NOOP("actions", "Approve this text"), "Ctrl+Shift+Return"),
    Action("reject_text", "Decide", QT_TRANSLATE_NOOP("actions", "Reject this text …"), "Ctrl+Shift+R"),
    Action("reset_text", "Decide", QT_TRANSLATE_NOOP("actions", "Clear the decision about this text"), "Ctrl+Shift+U"),
    Action("advance", "Decide", QT_TRANSLATE_NOOP("actions", "Auto-advance"), "Ctrl+G"),
    Action("next_undecided", "Go", QT_TRANSLATE_NOOP("actions", "Next undecided photo"), "N"),
    Action("previous_undecided", "Go", QT_TRANSLATE_NOOP("actions", "Previous undecided photo"), "Shift+N"),
    Action("next", "Go", QT_TRANSLATE_NOOP("actions", "Next photo"), "Alt+Right"),
    Action("previous", "Go", QT_TRANSLATE_NOOP("actions", "Previous photo"), "Alt+Left"),
    Action("filter", "Go", QT_TRANSLATE_NOOP("actions", "Filter"), "Ctrl+F"),
    Action("clear_filter", "Go", QT_TRANSLATE_NOOP("actions", "All photos"), "Ctrl+Shift+F"),
    Action("saved_filters", "Go", QT_TRANSLATE_NOOP("actions", "Saved filters"), "F"),
    Action("save_filter", "Go", QT_TRANSLATE_NOOP("actions", "Save filter …"), "Ctrl+Shift+S"),
    Action("same_series", "Go", QT_TRANSLATE_NOOP("actions", "Photos of this series"), "S"),
    Action("refresh", "Go", QT_TRANSLATE_NOOP("actions", "Apply filter again, read what is new"), "F5"),
    Action("caption", "Edit", QT_TRANSLATE_NOOP("actions", "Caption"), "1"),
    Action("alt_text", "Edit", QT_TRANSLATE_NOOP("actions", "Alt text"), "2"),
    Action("keywords", "Edit", QT_TRANSLATE_NOOP("actions", "Keywords"), "3"),
    Action("subject", "Edit", QT_TRANSLATE_NOOP("actions", "Subject"), "4"),
    Action("location", "Edit", QT_TRANSLATE_NOOP("actions", "Location"), "5"),
    Action("file_name", "Edit", QT_TRANSLATE_NOOP("actions", "File name"), "6"),
    Action("keep", "Edit", QT_TRANSLATE_NOOP("actions", "Save"), "Ctrl+S"),
    Action("take_back", "Edit", QT_TRANSLATE_NOOP("actions", "Revert text"), "Ctrl+Backspace"),
    Action("leave", "Edit", QT_TRANSLATE_NOOP("actions", "Back to the photos"), "Escape"),
    Action("undo", "Edit", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z"),
    Action("redo", "Edit", QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z"),
    Action("generate", "Edit", QT_TRANSLATE_NOOP("actions", "Regenerate …"), "W"),
    Action("replace", "Edit", QT_TRANSLATE_NOOP("actions", "Find and replace …"), "Ctrl+H"),
    Action("batch", "Edit", QT_TRANSLATE_NOOP("actions", "Set for all selected photos …"), "Ctrl+B"),
    Action("copy_series", "Edit", QT_TRANSLATE_NOOP("actions", "Copy texts to the series …"), "Ctrl+Shift+C"),
    Action("overview", "View", QT_TRANSLATE_NOOP("actions", "Overview"), "O"),
    Action("grid", "View", QT_TRANSLATE_NOOP("actions", "Grid"), "G"),
    Action("photo", "View", QT_TRANSLATE_NOOP("actions", "One photo"), "E"),
    Action("compare", "View", QT_TRANSLATE_NOOP("actions", "Side by side"), "C"),
    Action("actual", "View", QT_TRANSLATE_NOOP("actions", "100 %, or the whole photo"), "Z"),
    Action("zoom_in", "View", QT_TRANSLATE_NOOP("actions", "Zoom in"), "+"),
    Action("zoom_out", "View", QT_TRANSLATE_NOOP("actions", "Zoom out"), "-"),
    Action("pan_left", "View", QT_TRANSLATE_NOOP("actions", "Move left"), "Shift+Left"),
    Action("pan_right", "View", QT_TRANSLATE_NOOP("actions", "Move right"), "Shift+Right"),
    Action("pan_up", "View", QT_TRANSLATE_NOOP("actions", "Move up"), "Shift+Up"),
    Action("pan_down", "View", QT_TRANSLATE_NOOP("actions", "Move down"), "Shift+Down"),
    Action("boxes", "View", QT_TRANSLATE_NOOP("actions", "What was seen and read in the photo"), "B"),
    Action("texts", "View", QT_TRANSLATE_NOOP("actions", "Texts"), "T"),
    Action("evidence", "View", QT_TRANSLATE_NOOP("actions", "Evidence"), "I"),
    Action("history", "View", QT_TRANSLATE_NOOP("actions", "History"), "H"),
    Action("theme", "View", QT_TRANSLATE_NOOP("actions", "Light or dark"), "Ctrl+T"),
    Action("language", "View", QT_TRANSLATE_NOOP("actions", "Language …"), ""),
    Action("publish", "Photos", QT_TRANSLATE_NOOP("actions", "Publish …"), "Ctrl+P"),
    Action("unpublish", "Photos", QT_TRANSLATE_NOOP("actions", "Unpublish …"), "Ctrl+Shift+P"),
    Action("quit", "Photos", QT_TRANSLATE_NOOP("actions", "Quit"), "Ctrl+Q"),
    Action("shortcuts", "Help", QT_TRANSLATE_NOOP("actions", "Keys"), "F1"),
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
    for each in ACTIONS:
        action = QAction(_tr(each.text), window)
        action.setObjectName(each.name)
        action.setShortcuts(shortcuts(keys.get(each.name, each.keys)))
        action.triggered.connect(lambda _checked=False, command=commands[each.name]: command())
        window.addAction(action)
        menu = menus.get(each.menu)
        if menu is not None:
            menu.addAction(action)
        made[each.name] = action
    for name in ("advance", "boxes"):
        made[name].setCheckable(True)
        made[name].setChecked(True)
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
    return {action.name: QKeySequence(action.keys).toString() for action in ACTIONS}


def title(name: str) -> str:
    """What an action is called."""
    return next(_tr(action.text) for action in ACTIONS if action.name == name)


def _tr(text: str) -> str:
    return translate("actions", text)
