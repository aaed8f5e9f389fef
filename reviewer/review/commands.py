"""What each action of a review does: the functions for the table in `actions`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QInputDialog

from reviewer.review.background import Background
from reviewer.review.centre import VIEWS
from reviewer.review.dialogs import Dialogs
from reviewer.review.main_window_base import MainWindowBase
from reviewer.review.panel import TABS
from reviewer.review.photo_commands import photo_commands
from reviewer.widgets.picture import STEP
from runner.review.language import translate
from runner.schema import TEXTS

_PAN = 0.15
"""One key press moves the picture by this fraction of the view."""


def commands(window: MainWindowBase, dialogs: Dialogs, background: Background) -> dict[str, Callable[[], object]]:
    """The functions of all actions, by action name."""
    centre = window.centre
    named: dict[str, Callable[[], object]] = {
        "approve": window.approve,
        "reject": dialogs.reject,
        "reject_again": dialogs.reject_again,
        "approve_series": dialogs.approve_series,
        "reset": window.reset,
        "advance": lambda: None,
        "keep": window.editor.keep,
        "undo": lambda: window.change(window.session.undo),
        "redo": lambda: window.change(window.session.redo),
        "generate": dialogs.generate,
        "take_offer": window.offer.take,
        "regenerated": dialogs.regeneration.show,
        "replace": dialogs.replace,
        "batch": dialogs.batch,
        "copy_series": dialogs.copy_series,
        "picks": dialogs.picks,
        "publish": dialogs.publish,
        "unpublish": dialogs.take_back,
        "refresh": background.refresh,
        "next": lambda: centre.step(1),
        "previous": lambda: centre.step(-1),
        "next_undecided": lambda: window.next_undecided(1),
        "previous_undecided": lambda: window.next_undecided(-1),
        "saved_filters": window.filters.open_saved,
        "clear_filter": lambda: window.filters.apply(""),
        "actual": lambda: centre.close_view().toggle_actual(),
        "zoom_in": lambda: centre.close_view().zoom(STEP),
        "zoom_out": lambda: centre.close_view().zoom(1 / STEP),
        "loupe": lambda: centre.close_view().toggle_loupe(),
        "clipped": lambda: window.panel.tones.switch(window.actions_by_name["clipped"].isChecked()),
        "pan_left": lambda: centre.close_view().pan(-_PAN, 0),
        "pan_right": lambda: centre.close_view().pan(_PAN, 0),
        "pan_up": lambda: centre.close_view().pan(0, -_PAN),
        "pan_down": lambda: centre.close_view().pan(0, _PAN),
    }
    fields = {name: partial(_edit_field, window, name) for name in window.editor.fields}
    views = {name: partial(centre.look, name) for name in VIEWS}
    texts = {
        f"{word}_text": partial(_decide_text, window, dialogs, f"{word}_text")
        for word in ("approve", "reject", "reset")
    }
    answers = {name: partial(_answer, window, name) for name in ("keep_mine", "take_theirs")}
    tabs = {name: partial(_look, window, name) for name in TABS}
    own = {call.__name__.strip("_"): partial(call, window) for call in _OWN}
    return {**named, **fields, **views, **texts, **answers, **tabs, **photo_commands(window), **own}


def _approve_typing(window: MainWindowBase) -> None:
    """Approve from within a field, and give the keyboard focus back to the photos."""
    window.centre.take_focus()
    window.approve()


def _edit_field(window: MainWindowBase, name: str) -> None:
    if window.centre.view() == "overview":
        window.centre.look("photo")
    window.panel.look("texts")
    window.editor.fields[name].focus()
    window.editor.ensureWidgetVisible(window.editor.fields[name])


def _look(window: MainWindowBase, tab: str) -> None:
    if window.centre.view() == "overview":
        window.centre.look("photo")
    window.panel.look(tab)


def _same_series(window: MainWindowBase) -> None:
    current = window.centre.current()
    key = window.session.snapshot.row(current)["series"] if current is not None else None
    if key:
        window.filters.apply(f"series:{key}")
    else:
        window.say(translate("commands", "This photo is in no series."))


def _save_filter(window: MainWindowBase) -> None:
    text = window.filters.filter()
    if not text:
        window.say(translate("commands", "There is no filter to save. Type one first (Ctrl+F)."))
        return
    name, given = QInputDialog.getText(window, translate("commands", "Save filter"), translate("commands", "Name"))
    if given and name.strip():
        window.settings.filters[name.strip()] = text
        window.save_settings()
        window.filters.offer_saved()


def _take_back(window: MainWindowBase) -> None:
    name = window.editor.focused()
    if name:
        window.editor.take_back(name)
    else:
        window.say(translate("commands", "Go to a field first (1 to 6) to restore the run's text in it."))


def text_decision(window: MainWindowBase, dialogs: Dialogs, action: str, name: str) -> None:
    """Carry out one of approve_text, reject_text and reset_text for a field."""
    if action == "approve_text":
        window.approve_text(name)
    elif action == "reject_text":
        dialogs.reject_text(name)
    else:
        chosen = window.centre.chosen()
        window.change(lambda: window.session.reset_text(chosen, name))


def _decide_text(window: MainWindowBase, dialogs: Dialogs, action: str) -> None:
    name = window.editor.focused()
    if name in TEXTS:
        text_decision(window, dialogs, action, name)
    else:
        window.say(
            translate("commands", "Go to the caption, alt text or keywords first (1 to 3) to decide about that text.")
        )


def _answer(window: MainWindowBase, answer: str) -> None:
    """Choose between two people's texts in the field that asks."""
    name = window.editor.contested_field()
    if name is None:
        window.say(translate("commands", "Nobody else has changed a text of this photo in the meantime."))
    else:
        window.editor.answer(name, answer)


def _leave(window: MainWindowBase) -> None:
    """Go back: from a field to the photos, from one photo to the grid, from an invalid filter to the one before."""
    window.editor.keep()
    window.filters.restore()
    centre = window.centre
    if centre.view() in ("photo", "compare") and window.focusWidget() in (centre.strip, centre.compare):
        centre.look("grid")
    centre.take_focus()


def _filter(window: MainWindowBase) -> None:
    window.filters.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.filters.line.selectAll()


def _boxes(window: MainWindowBase) -> None:
    """Draw what witnesses saw over the photo, or only what a claim points at."""
    window.settings.boxes = window.actions_by_name["boxes"].isChecked()
    window.centre.picture.seen.show_all(window.settings.boxes)
    window.save_settings()


_OWN = (_approve_typing, _same_series, _save_filter, _take_back, _leave, _filter, _boxes)
