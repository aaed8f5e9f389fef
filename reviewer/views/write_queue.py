"""Photos whose texts are to be written anew: one at a time in a dialog beside the window, the others in line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject

from reviewer.language import translate
from reviewer.views.bench import Bench

if TYPE_CHECKING:
    from reviewer.views.generate_dialog import GenerateDialog


class WriteQueue(QObject):
    """The photos that wait, and the dialog of the one that is written."""

    def __init__(self, window: Bench) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: GenerateDialog | None = None
        self._waiting: list[str] = []  # item ids

    def ask(self, places: Sequence[int]) -> None:
        """Have these photos written, after those that wait already."""
        board = self._window.session.board
        items = [board.items[place] for place in places if board.state(place) != "failed"]
        if places and not items:
            said = translate("dialogs", "This photo could not be processed: there is nothing to write from.")
            self._window.say(said)
            return
        shown = self._dialog.item if self._dialog else None
        fresh = [item for item in items if item != shown and item not in self._waiting]
        self._waiting += fresh
        if self._dialog is None:
            self._next()
        else:
            self._tell(self._dialog, len(fresh))

    def refresh(self) -> None:
        """Something was changed: what stands beside the new texts is read again."""
        if self._dialog is not None:
            self._dialog.refresh()

    def end(self) -> None:
        """The window goes: nobody is written any more."""
        self._waiting.clear()
        if self._dialog is not None:
            self._dialog.end()

    def _tell(self, dialog: GenerateDialog, fresh: int) -> None:
        dialog.set_waiting(len(self._waiting))
        dialog.raise_()
        dialog.activateWindow()
        if fresh:
            said = translate("write_queue", "%Ln photo(s) in line behind this one.", "", len(self._waiting))
            self._window.say(said)

    def _next(self) -> None:
        """Open the dialog of the photo that has waited longest."""
        if not self._waiting:
            self._window.centre.take_focus()
            return
        from reviewer.views.generate_dialog import GenerateDialog  # its libraries cost a start what it need not

        window, item = self._window, self._waiting.pop(0)
        self._show(window.session.board.places[item])
        dialog = self._dialog = GenerateDialog(lambda: window.session, item, window)
        dialog.set_waiting(len(self._waiting))
        dialog.chosen.connect(self._take_over)
        dialog.ready.connect(window.say)
        dialog.alone.connect(self._skip)
        dialog.finished.connect(lambda _result: self._closed())
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _show(self, place: int) -> None:
        """Let a person see the photo whose texts come."""
        centre = self._window.centre
        if centre.current() != place and centre.model.index_of(place).isValid():
            centre.go_to(place)

    def _skip(self) -> None:
        self._waiting.clear()
        if self._dialog is not None:
            self._dialog.set_waiting(0)

    def _closed(self) -> None:
        self._dialog = None
        self._next()

    def _take_over(self, values: Any, label: str) -> None:
        self._window.change(lambda: self._window.session.write(values, label, source="model"))
