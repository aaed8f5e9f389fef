"""The actions of the picks page, with their default keys."""

from __future__ import annotations

from reviewer.widgets.action import EVERYWHERE, Action
from runner.review.language import QT_TRANSLATE_NOOP

ACTIONS: tuple[Action, ...] = (
    Action("keep_photo", "Decide", QT_TRANSLATE_NOOP("actions", "Keep this photo"), "K"),
    Action("swap_photo", "Decide", QT_TRANSLATE_NOOP("actions", "Swap: keep the other one"), "S"),
    Action("keep_both", "Decide", QT_TRANSLATE_NOOP("actions", "Keep both"), "B"),
    Action("reject_group", "Decide", QT_TRANSLATE_NOOP("actions", "Reject the group"), "X"),
    Action("reopen_group", "Decide", QT_TRANSLATE_NOOP("actions", "Reopen"), "U"),
    Action("advance", "Decide", QT_TRANSLATE_NOOP("actions", "Auto-advance"), "Ctrl+G", checkable=True),
    Action("next_photo", "Go", QT_TRANSLATE_NOOP("actions", "Next photo of the group"), "Right"),
    Action("previous_photo", "Go", QT_TRANSLATE_NOOP("actions", "Previous photo of the group"), "Left"),
    Action("next_group", "Go", QT_TRANSLATE_NOOP("actions", "Next group"), "Down"),
    Action("previous_group", "Go", QT_TRANSLATE_NOOP("actions", "Previous group"), "Up"),
    Action("next_open_group", "Go", QT_TRANSLATE_NOOP("actions", "Next undecided group"), "N"),
    Action("group_in_review", "Go", QT_TRANSLATE_NOOP("actions", "This photo in the review"), "E"),
    Action("sort_again", "Go", QT_TRANSLATE_NOOP("actions", "Sort again: undecided groups first"), "F5"),
    Action("undo", "Edit", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z"),
    Action("redo", "Edit", QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z"),
    Action("one_photo", "View", QT_TRANSLATE_NOOP("actions", "One photo at a time"), "1"),
    Action("two_photos", "View", QT_TRANSLATE_NOOP("actions", "Two side by side"), "2"),
    Action("three_photos", "View", QT_TRANSLATE_NOOP("actions", "Three side by side"), "3"),
    Action("four_photos", "View", QT_TRANSLATE_NOOP("actions", "Four side by side"), "4"),
    Action("faces", "View", QT_TRANSLATE_NOOP("actions", "Faces of the group"), "F", checkable=True),
    Action("measures", "View", QT_TRANSLATE_NOOP("actions", "What was measured"), "M", checkable=True),
    Action("actual", "View", QT_TRANSLATE_NOOP("actions", "100 %, or the whole photo"), "Z"),
    Action("zoom_in", "View", QT_TRANSLATE_NOOP("actions", "Zoom in"), "+"),
    Action("zoom_out", "View", QT_TRANSLATE_NOOP("actions", "Zoom out"), "-"),
    Action("pan_left", "View", QT_TRANSLATE_NOOP("actions", "Move left"), "Shift+Left"),
    Action("pan_right", "View", QT_TRANSLATE_NOOP("actions", "Move right"), "Shift+Right"),
    Action("pan_up", "View", QT_TRANSLATE_NOOP("actions", "Move up"), "Shift+Up"),
    Action("pan_down", "View", QT_TRANSLATE_NOOP("actions", "Move down"), "Shift+Down"),
    Action("loupe", "View", QT_TRANSLATE_NOOP("actions", "Loupe at the pointer"), "L"),
    Action("amount", "Photos", QT_TRANSLATE_NOOP("actions", "How many, and limits …"), "Ctrl+L"),
    Action("foresight", "Photos", QT_TRANSLATE_NOOP("actions", "How well picks match your choices …"), "Ctrl+J"),
    Action("export_picks", "Photos", QT_TRANSLATE_NOOP("actions", "Use the picks …"), "Ctrl+Return"),
    Action("copy_command", "Photos", QT_TRANSLATE_NOOP("actions", "Copy as command"), "Ctrl+Shift+C"),
    Action("leave_picks", "Photos", QT_TRANSLATE_NOOP("actions", "Back to the review"), "Escape"),
    *EVERYWHERE,
)

OF_A_GROUP = (
    "keep_photo", "swap_photo", "keep_both", "reject_group", "reopen_group", "next_photo", "previous_photo",
    "next_group", "previous_group", "next_open_group", "group_in_review", "sort_again", "one_photo", "two_photos",
    "three_photos", "four_photos", "faces", "measures", "actual", "zoom_in", "zoom_out", "pan_left", "pan_right",
    "pan_up", "pan_down", "loupe", "foresight", "export_picks", "copy_command",
)  # fmt: skip
"""The actions that are available while a group is shown, but not while the number of picks is asked for."""
