"""The actions of the people page, with their default keys."""

from __future__ import annotations

from reviewer.widgets.action import EVERYWHERE, Action
from runner.review.language import QT_TRANSLATE_NOOP

ACTIONS: tuple[Action, ...] = (
    Action("name", "Decide", QT_TRANSLATE_NOOP("actions", "Name"), "F2"),
    Action("merge", "Decide", QT_TRANSLATE_NOOP("actions", "Merge: one person"), "M"),
    Action("not_person", "Decide", QT_TRANSLATE_NOOP("actions", "Not this person"), "X"),
    Action("split_off", "Decide", QT_TRANSLATE_NOOP("actions", "Split off"), "T"),
    Action("split_similarity", "Decide", QT_TRANSLATE_NOOP("actions", "Split by similarity …"), "Shift+S"),
    Action("split_time", "Decide", QT_TRANSLATE_NOOP("actions", "Split by time …"), "Shift+T"),
    Action("stranger", "Decide", QT_TRANSLATE_NOOP("actions", "Stranger"), "R"),
    Action("no_face", "Decide", QT_TRANSLATE_NOOP("actions", "No face"), "0"),
    Action("reopen", "Decide", QT_TRANSLATE_NOOP("actions", "Clear answers"), "C"),
    Action("main", "Decide", QT_TRANSLATE_NOOP("actions", "Main person"), "1"),
    Action("important", "Decide", QT_TRANSLATE_NOOP("actions", "Important person"), "2"),
    Action("other", "Decide", QT_TRANSLATE_NOOP("actions", "Other person"), "3"),
    Action("consent", "Decide", QT_TRANSLATE_NOOP("actions", "Captions may or may not name this person"), "K"),
    Action("forget", "Decide", QT_TRANSLATE_NOOP("actions", "Delete for good …"), "Ctrl+Delete"),
    Action("yes", "Decide", QT_TRANSLATE_NOOP("actions", "The same person"), "Y"),
    Action("no", "Decide", QT_TRANSLATE_NOOP("actions", "Not the same"), "N"),
    Action("skip", "Decide", QT_TRANSLATE_NOOP("actions", "Skip"), "S"),
    Action("undo_answer", "Decide", QT_TRANSLATE_NOOP("actions", "Undo the answer"), "U"),
    Action("groups", "Go", QT_TRANSLATE_NOOP("actions", "Groups"), "G"),
    Action("open_group", "Go", QT_TRANSLATE_NOOP("actions", "Faces of the group"), "O"),
    Action("next_group", "Go", QT_TRANSLATE_NOOP("actions", "Next group"), "Alt+Right"),
    Action("previous_group", "Go", QT_TRANSLATE_NOOP("actions", "Previous group"), "Alt+Left"),
    Action("questions", "Go", QT_TRANSLATE_NOOP("actions", "The same person?"), "Q"),
    Action("photo", "Go", QT_TRANSLATE_NOOP("actions", "Photo in the review"), "E"),
    Action("more_faces", "Photos", QT_TRANSLATE_NOOP("actions", "Look for faces in more sets …"), "Ctrl+Shift+L"),
    Action("exchange", "Photos", QT_TRANSLATE_NOOP("actions", "Exchange names with other programs …"), "Ctrl+Return"),
    Action("leave", "Edit", QT_TRANSLATE_NOOP("actions", "Back"), "Escape"),
    Action("undo", "Edit", QT_TRANSLATE_NOOP("actions", "Undo"), "Ctrl+Z"),
    Action("redo", "Edit", QT_TRANSLATE_NOOP("actions", "Redo"), "Ctrl+Shift+Z"),
    Action("aside", "View", QT_TRANSLATE_NOOP("actions", "Strangers and non-faces"), "H", checkable=True),
    *EVERYWHERE,
)

OF_VIEW: dict[str, tuple[str, ...]] = {
    "groups": ("name", "merge", "stranger", "no_face", "reopen", "forget", "open_group", "aside"),
    "group": (
        "name", "not_person", "split_off", "split_similarity", "split_time", "stranger", "no_face", "reopen",
        "forget", "next_group", "previous_group", "photo",
    ),
    "questions": ("yes", "no", "skip", "undo_answer"),
}  # fmt: skip
"""The actions of each view. Actions that are in none of them are available in all views."""

OF_PERSON = ("main", "important", "other", "consent", "not_person")
"""The actions that need a single person to be selected."""
