"""The actions of the page of new sets."""

from __future__ import annotations

from reviewer.widgets.action import EVERYWHERE, Action
from runner.review.language import QT_TRANSLATE_NOOP

ACTIONS = (
    Action("add_folder", "Photos", QT_TRANSLATE_NOOP("actions", "Add a folder …"), "Ctrl+O"),
    Action("start_all", "Photos", QT_TRANSLATE_NOOP("actions", "Start all"), "Ctrl+Return"),
    Action("start_one", "Photos", QT_TRANSLATE_NOOP("actions", "Start this set"), "Ctrl+Shift+Return"),
    Action("remove_row", "Edit", QT_TRANSLATE_NOOP("actions", "Remove from this page"), "Ctrl+Shift+Delete"),
    Action("duplicate_row", "Edit", QT_TRANSLATE_NOOP("actions", "Duplicate"), "Ctrl+D"),
    Action("move_up", "Edit", QT_TRANSLATE_NOOP("actions", "Move up"), "Ctrl+Shift+Up"),
    Action("move_down", "Edit", QT_TRANSLATE_NOOP("actions", "Move down"), "Ctrl+Shift+Down"),
    Action("split_folders", "Edit", QT_TRANSLATE_NOOP("actions", "Split by subfolder")),
    Action("look_again", "Edit", QT_TRANSLATE_NOOP("actions", "Scan the folder again"), "F5"),
    Action("give_up_look", "Edit", QT_TRANSLATE_NOOP("actions", "Stop scanning the folder"), "Esc"),
    Action("copy_command", "Edit", QT_TRANSLATE_NOOP("actions", "Copy as command"), "Ctrl+Shift+C"),
    Action("show_yaml", "View", QT_TRANSLATE_NOOP("actions", "Show YAML"), "Ctrl+Shift+Y"),
    *EVERYWHERE,
)

OF_A_ROW = (
    "move_up", "move_down", "duplicate_row", "split_folders", "look_again", "give_up_look", "copy_command", "show_yaml",
    "remove_row",
)  # fmt: skip
"""Actions in the menu of a row, in order."""
