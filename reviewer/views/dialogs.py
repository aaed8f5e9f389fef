"""Opens the dialogs of the window and hands what they bring to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QDialog

from reviewer import publishing
from reviewer.views.actions import shortcuts, usual
from reviewer.views.batch_dialog import BatchDialog, SeriesDialog
from reviewer.views.publish_dialog import PublishDialog
from reviewer.views.reject_dialog import MOST, RejectDialog
from reviewer.views.replace_dialog import ReplaceDialog
from reviewer.views.shortcuts_dialog import ShortcutsDialog

if TYPE_CHECKING:
    from reviewer.views.window import Window


class Dialogs(QObject):
    """One dialog at a time, above the window and never in the way of its threads."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def reject(self) -> None:
        """Ask why the chosen photos are rejected."""
        window = self._window
        chosen = window.centre.chosen()
        if not chosen:
            return
        photos = self.tr("this photo") if len(chosen) == 1 else self.tr("{} photos").format(len(chosen))
        dialog = RejectDialog(photos, window.settings.reasons, window)
        dialog.chosen.connect(lambda reason: self._rejected(chosen, reason))
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
        dialog = BatchDialog(self._window.session, self._window.centre.chosen(), self._window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def copy_series(self) -> None:
        """Copy texts of the current photo to its series."""
        self._when_kept(self._copy_series)

    def _copy_series(self) -> None:
        window, current = self._window, self._window.centre.current()
        if current is None or len(window.session.board.series(current)) < 2:
            window.say(self.tr("This photo is in no series."))
            return
        dialog = SeriesDialog(window.session, current, window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def shortcuts(self) -> None:
        """Show and change the keys."""
        dialog = ShortcutsDialog(self._window.settings.shortcuts, self._window)
        dialog.changed.connect(self._use_keys)
        self._open(dialog)

    def publish(self) -> None:
        """Show what publishing would do."""
        window = self._window
        window.editor.keep()
        set_name = window.session.sheet.set_name
        window.operations.submit(
            lambda: publishing.plan(window.session),
            lambda plan: self._open(PublishDialog(plan, set_name, window)),
        )

    def _when_kept(self, show: Callable[[], None]) -> None:
        """Show a dialog once what is being typed and all that is under way is kept, without standing still for it."""
        self._window.editor.keep()
        self._window.operations.submit(lambda: None, lambda _nothing: show())

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self._window.centre.take_focus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _rejected(self, chosen: list[int], reason: str) -> None:
        window = self._window
        window.settings.reasons = list(dict.fromkeys([reason, *window.settings.reasons]))[:MOST]
        window.save_settings()
        window.reject(chosen, reason)

    def _write(self, values: Any, label: str) -> None:
        self._window.change(lambda: self._window.session.write(values, label))

    def _use_keys(self, keys: dict[str, str]) -> None:
        window = self._window
        window.settings.shortcuts = keys
        window.save_settings()
        for name, usual_key in usual().items():
            window.actions_by_name[name].setShortcuts(shortcuts(keys.get(name, usual_key)))
        window.label_buttons()
