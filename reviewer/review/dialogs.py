"""Opens the dialogs of the window and hands what they bring to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QDialog

from reviewer.review.batch_dialog import BatchDialog, SeriesDialog
from reviewer.review.main_window_base import MainWindowBase
from reviewer.review.reject_dialog import MOST, RejectDialog
from reviewer.review.replace_dialog import ReplaceDialog
from reviewer.review.write_queue import WriteQueue
from reviewer.widgets.destinations import Publishing
from runner.review.language import translate
from runner.review.wording import named


class Dialogs(QObject):
    """One dialog at a time, above the window and never in the way of its threads."""

    def __init__(self, window: MainWindowBase) -> None:
        super().__init__(window)
        self._window = window
        self._writing = WriteQueue(window)

    def reject(self) -> None:
        """Ask why the chosen photos are rejected."""
        window = self._window
        chosen = window.centre.chosen()
        if not chosen:
            return
        what = translate("dialogs", "Reject this photo")
        if len(chosen) > 1:
            what = translate("dialogs", "Reject %Ln photo(s)", "", len(chosen))
        about = translate("dialogs", "Why? The photo and its evidence stay; it is just never published.")
        dialog = RejectDialog(what, about, window.settings.reasons, window)
        dialog.chosen.connect(lambda reason: self._rejected(chosen, reason))
        self._open(dialog)

    def reject_text(self, name: str) -> None:
        """Ask why a text of the chosen photos is rejected."""
        window, chosen = self._window, self._window.centre.chosen()
        if not chosen:
            return
        what = translate("dialogs", "Reject the {}").format(named(name))
        about = translate("dialogs", "Why? The photo waits until somebody has written another one.")
        dialog = RejectDialog(what, about, window.settings.reasons, window)
        dialog.chosen.connect(self._remember)
        dialog.chosen.connect(lambda reason: window.change(lambda: window.session.reject_text(chosen, name, reason)))
        self._open(dialog)

    def replace(self) -> None:
        """Find and replace in the chosen photos, or in all that are shown when one is chosen."""
        self._when_kept(self._replace)

    def _replace(self) -> None:
        window = self._window
        chosen = window.centre.chosen()
        places = chosen if len(chosen) > 1 else window.centre.model.places()
        dialog = ReplaceDialog(window.session, places, window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def batch(self) -> None:
        """Set a value for the chosen photos."""
        window = self._window
        dialog = BatchDialog(window.session, window.centre.chosen(), window.checks, window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def copy_series(self) -> None:
        """Copy texts of the current photo to its series."""
        self._when_kept(self._copy_series)

    def _copy_series(self) -> None:
        window, current = self._window, self._window.centre.current()
        if current is None or len(window.session.snapshot.series(current)) < 2:
            window.say(translate("dialogs", "This photo is in no series."))
            return
        dialog = SeriesDialog(window.session, current, window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def publish(self) -> None:
        """Go where it is planned and published, once what is being typed is kept."""
        self._when_kept(lambda: self._window.go(Publishing(self._window.session.review_set.run)))

    def take_back(self) -> None:
        """Go where the chosen photos can be taken back from a target."""
        window = self._window
        items = tuple(window.session.snapshot.items[place] for place in window.centre.chosen())
        if not items:
            window.say(translate("dialogs", "Select the photos first."))
            return
        self._when_kept(lambda: window.go(Publishing(window.session.review_set.run, items)))

    def generate(self) -> None:
        """Have the chosen photos' texts regenerated, one after the other; the window can be worked in beside it."""
        chosen = self._window.centre.chosen()
        self._when_kept(lambda: self._writing.ask(chosen))

    def outdate(self) -> None:
        """Something was changed: what a dialog shows may hold no longer."""
        self._writing.refresh()

    def end(self) -> None:
        """The window goes: stop what a dialog has started."""
        self._writing.end()

    def _when_kept(self, show: Callable[[], None]) -> None:
        """Show a dialog once what is being typed and all that is under way is kept, without standing still for it."""
        self._window.editor.keep()
        self._window.operations.submit(lambda: None, lambda _nothing: show())

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self._window.centre.take_focus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _rejected(self, chosen: list[int], reason: str) -> None:
        self._remember(reason)
        self._window.reject(chosen, reason)

    def _remember(self, reason: str) -> None:
        window = self._window
        window.settings.reasons = list(dict.fromkeys([reason, *window.settings.reasons]))[:MOST]
        window.save_settings()

    def _write(self, values: Any, label: str) -> None:
        self._window.change(lambda: self._window.session.edit(values, label))
