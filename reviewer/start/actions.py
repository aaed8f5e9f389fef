"""The actions of the start page."""

from __future__ import annotations

from reviewer.widgets.action import EVERYWHERE, Action
from runner.review.language import QT_TRANSLATE_NOOP

ACTIONS = (
    Action("open_set", "Photos", QT_TRANSLATE_NOOP("actions", "Open"), "Ctrl+O"),
    Action("run_again", "Photos", QT_TRANSLATE_NOOP("actions", "Run again …"), "Ctrl+Shift+R"),
    Action("show_folder", "Photos", QT_TRANSLATE_NOOP("actions", "Show folder"), "Ctrl+Shift+F"),
    Action("runs_of_set", "Photos", QT_TRANSLATE_NOOP("actions", "Runs of this set"), "Ctrl+Shift+L"),
    Action("picks_of_set", "Photos", QT_TRANSLATE_NOOP("actions", "Picks"), "Ctrl+K"),
    Action("sample", "Photos", QT_TRANSLATE_NOOP("actions", "Try the sample set …")),
    *EVERYWHERE,
)
