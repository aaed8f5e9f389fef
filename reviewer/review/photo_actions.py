"""Actions for sorting photos: ratings, groups, facets, files. Part of the table in `actions`.

The keys 1 to 6 go to the fields of a photo, so stars and colours are digits with Ctrl; P and X are as in Lightroom.
"""

from __future__ import annotations

from reviewer.widgets.action import Action
from runner.review.language import QT_TRANSLATE_NOOP

RATING: tuple[Action, ...] = (
    Action("stars_1", "Rate", QT_TRANSLATE_NOOP("actions", "1 star"), "Ctrl+1"),
    Action("stars_2", "Rate", QT_TRANSLATE_NOOP("actions", "2 stars"), "Ctrl+2"),
    Action("stars_3", "Rate", QT_TRANSLATE_NOOP("actions", "3 stars"), "Ctrl+3"),
    Action("stars_4", "Rate", QT_TRANSLATE_NOOP("actions", "4 stars"), "Ctrl+4"),
    Action("stars_5", "Rate", QT_TRANSLATE_NOOP("actions", "5 stars"), "Ctrl+5"),
    Action("stars_0", "Rate", QT_TRANSLATE_NOOP("actions", "No stars"), "Ctrl+0"),
    Action("colour_red", "Rate", QT_TRANSLATE_NOOP("actions", "Red label"), "Ctrl+6"),
    Action("colour_yellow", "Rate", QT_TRANSLATE_NOOP("actions", "Yellow label"), "Ctrl+7"),
    Action("colour_green", "Rate", QT_TRANSLATE_NOOP("actions", "Green label"), "Ctrl+8"),
    Action("colour_blue", "Rate", QT_TRANSLATE_NOOP("actions", "Blue label"), "Ctrl+9"),
    Action("colour_purple", "Rate", QT_TRANSLATE_NOOP("actions", "Purple label")),
    Action("colour_none", "Rate", QT_TRANSLATE_NOOP("actions", "No label"), "Ctrl+Shift+0"),
    Action("flag_pick", "Rate", QT_TRANSLATE_NOOP("actions", "Flag as pick"), "P"),
    Action("flag_reject", "Rate", QT_TRANSLATE_NOOP("actions", "Flag as reject"), "X"),
    Action("flag_none", "Rate", QT_TRANSLATE_NOOP("actions", "No flag"), "Shift+X"),
)

ARRANGING: tuple[Action, ...] = (
    Action("map", "View", QT_TRANSLATE_NOOP("actions", "Map"), "M"),
    Action("calendar", "View", QT_TRANSLATE_NOOP("actions", "Calendar"), "D"),
    Action("facets", "View", QT_TRANSLATE_NOOP("actions", "Facets"), "V", checkable=True),
    Action("go_to_facets", "Go", QT_TRANSLATE_NOOP("actions", "Go to the facets"), "Ctrl+L"),
    Action("group_by", "View", QT_TRANSLATE_NOOP("actions", "Group by …"), "Ctrl+J"),
    Action("collapse_group", "View", QT_TRANSLATE_NOOP("actions", "Collapse this group"), "K"),
    Action("collapse_all", "View", QT_TRANSLATE_NOOP("actions", "Collapse or open all groups"), "Shift+K"),
    Action("select_group", "Edit", QT_TRANSLATE_NOOP("actions", "Select this group"), "Ctrl+Shift+A"),
)

FILES: tuple[Action, ...] = (
    Action("show_in_folder", "Photos", QT_TRANSLATE_NOOP("actions", "Show in folder"), "Ctrl+Shift+O"),
    Action("open_with", "Photos", QT_TRANSLATE_NOOP("actions", "Open with the desktop's viewer"), "Ctrl+O"),
    Action("copy_name", "Photos", QT_TRANSLATE_NOOP("actions", "Copy file name"), "Ctrl+Alt+N"),
    Action("copy_path", "Photos", QT_TRANSLATE_NOOP("actions", "Copy path"), "Ctrl+Alt+C"),
)

CONTEXT: tuple[str, ...] = (
    "approve", "reject", "reset", "", "generate", "batch", "same_series", "compare", "",
    "RATE", "", "show_in_folder", "open_with", "copy_name", "copy_path",
)  # fmt: skip
"""The context menu of a photo: action names; an empty name is a separator, RATE the submenu of ratings."""
