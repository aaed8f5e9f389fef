"""The actions of a page, with their default keys, and menus made from a table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QMainWindow

from runner.review.language import QT_TRANSLATE_NOOP, translate


class Action(NamedTuple):
    """One action: its name in the settings, its menu, its text, and its default keys."""

    name: str
    menu: str
    text: str
    keys: str = ""
    checkable: bool = False  # if so, it is initially on


EVERYWHERE: tuple[Action, ...] = (
    Action("home", "Photos", QT_TRANSLATE_NOOP("actions", "Start page"), "Ctrl+Home"),
    Action("new_sets", "Photos", QT_TRANSLATE_NOOP("actions", "New set …"), "Ctrl+N"),
    Action("runs", "Photos", QT_TRANSLATE_NOOP("actions", "Runs"), "Ctrl+R"),
    Action("people", "Photos", QT_TRANSLATE_NOOP("actions", "People"), "Ctrl+E"),
    Action("theme", "View", QT_TRANSLATE_NOOP("actions", "Light or dark"), "Ctrl+T"),
    Action("larger_text", "View", QT_TRANSLATE_NOOP("actions", "Larger text"), "Ctrl++"),
    Action("smaller_text", "View", QT_TRANSLATE_NOOP("actions", "Smaller text"), "Ctrl+-"),
    Action("language", "View", QT_TRANSLATE_NOOP("actions", "Language …")),
    Action("help", "Help", QT_TRANSLATE_NOOP("actions", "Help for this page"), "F1"),
    Action("hints", "Help", QT_TRANSLATE_NOOP("actions", "Show the hints again")),
    Action("shortcuts", "Help", QT_TRANSLATE_NOOP("actions", "Keys"), "Ctrl+F1"),
    Action("about", "Help", QT_TRANSLATE_NOOP("actions", "About photo-runner")),
    Action("quit", "Photos", QT_TRANSLATE_NOOP("actions", "Quit"), "Ctrl+Q"),
)
"""The actions of every page."""

MENUS = (
    QT_TRANSLATE_NOOP("actions", "Photos"),
    QT_TRANSLATE_NOOP("actions", "Decide"),
    QT_TRANSLATE_NOOP("actions", "Go"),
    QT_TRANSLATE_NOOP("actions", "Edit"),
    QT_TRANSLATE_NOOP("actions", "Rate"),
    QT_TRANSLATE_NOOP("actions", "View"),
    QT_TRANSLATE_NOOP("actions", "Help"),
)


def make(
    page: QMainWindow,
    table: Iterable[Action],
    commands: Mapping[str, Callable[[], object]],
    keys: Mapping[str, str],
) -> dict[str, QAction]:
    """Make the actions by name, and add them to the menus of the page; `keys` are the person's own keys by name."""
    actions = list(table)
    bar, used = page.menuBar(), {each.menu for each in actions}
    menus = {name: bar.addMenu(translate("actions", name)) for name in MENUS if name in used} if bar else {}
    made: dict[str, QAction] = {}
    for each in actions:
        action = QAction(translate("actions", each.text), page)
        action.setObjectName(each.name)
        action.setShortcuts(shortcuts(keys.get(each.name, each.keys)))
        action.setCheckable(each.checkable)
        action.setChecked(each.checkable)
        action.triggered.connect(lambda _checked=False, command=commands[each.name]: command())
        page.addAction(action)
        menu = menus.get(each.menu)
        if menu is not None:
            menu.addAction(action)
        made[each.name] = action
    return made


def shortcuts(key: str) -> list[QKeySequence]:
    """The key and, for a letter or digit, also the same with Alt, which works while typing."""
    alone = len(key) == 1 and key.isalnum()
    return [QKeySequence(key), QKeySequence(f"Alt+{key}")] if alone else [QKeySequence(key)]


def collisions(keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each key that two actions have, and their names."""
    taken: dict[str, str] = {}
    for name, key in keys.items():
        if key and key in taken:
            yield key, taken[key], name
        taken[key] = name
