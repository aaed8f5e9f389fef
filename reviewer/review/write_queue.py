"""Photos whose texts are to be regenerated: one at a time in a dialog beside the window, the others in line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PyQt6.QtCore import QObject

from reviewer.review.main_window_base import MainWindowBase
from runner.review.language import translate

if TYPE_CHECKING:
    from reviewer.review.generate_dialog import GenerateDialog


class WriteQueue(QObject):
    """The photos that wait, the dialog of the one that is looked at, and that of the next, written meanwhile."""

    def __init__(self, window: MainWindowBase) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: GenerateDialog | None = None
        self._ahead: GenerateDialog | None = None  # not shown yet
        self._waiting: list[str] = []  # item ids

    def ask(self, places: Sequence[int]) -> None:
        """Have these photos written, after those that wait already."""
        snapshot = self._window.session.snapshot
        items = [snapshot.items[place] for place in places if snapshot.state(place) != "failed"]
        if places and not items:
            said = translate("dialogs", "This photo could not be processed: there is nothing to write from.")
            self._window.say(said)
            return
        known = {dialog.item for dialog in self._dialogs()}.union(self._waiting)
        fresh = [item for item in items if item not in known]
        self._waiting += fresh
        if self._dialog is None:
            self._next()
        else:
            self._tell(self._dialog, len(fresh))

    def refresh(self) -> None:
        """Something was changed: what stands beside the new texts is read again."""
        for dialog in self._dialogs():
            dialog.refresh()

    def end(self) -> None:
        """The window goes: nobody is written any more."""
        self._waiting.clear()
        for dialog in self._dialogs():
            dialog.end()

    def _dialogs(self) -> list[GenerateDialog]:
        return [dialog for dialog in (self._dialog, self._ahead) if dialog is not None]

    def _count(self) -> int:
        return len(self._waiting) + (self._ahead is not None)

    def _tell(self, dialog: GenerateDialog, fresh: int) -> None:
        dialog.set_waiting(self._count())
        dialog.raise_()
        dialog.activateWindow()
        if fresh:
            said = translate("write_queue", "%Ln photo(s) in line behind this one.", "", self._count())
            self._window.say(said)
            self._look_ahead()

    def _next(self) -> None:
        """Show the dialog of the photo that has waited longest."""
        if self._ahead is None and not self._waiting:
            self._window.centre.take_focus()
            return
        dialog = self._dialog = self._ahead or self._begin()
        self._ahead = None
        dialog.set_waiting(self._count())
        self._show(self._window.session.snapshot.places[dialog.item])
        dialog.show()
        self._look_ahead()

    def _begin(self) -> GenerateDialog:
        """Let the captioner write about the photo that has waited longest."""
        from reviewer.review.generate_dialog import GenerateDialog  # its libraries cost a start what it need not

        window = self._window
        dialog = GenerateDialog(lambda: window.session, self._waiting.pop(0), window)
        dialog.chosen.connect(self._take_over)
        dialog.ready.connect(self._written)
        dialog.begins.connect(self._make_way)
        dialog.alone.connect(self._skip)
        dialog.finished.connect(lambda _result: self._closed())
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _written(self, sentence: str) -> None:
        self._window.say(sentence)
        self._look_ahead()

    def _look_ahead(self) -> None:
        """While a person reads one photo's texts, the captioner writes the next one's; never two at a time."""
        if self._ahead is None and self._waiting and self._dialog is not None and self._dialog.is_idle():
            self._ahead = self._begin()

    def _show(self, place: int) -> None:
        """Let a person see the photo whose texts come."""
        centre = self._window.centre
        if centre.current() != place and centre.model.index_of(place).isValid():
            centre.go_to(place)

    def _make_way(self) -> None:
        """The photo that is looked at is written once more: what is not ready ahead begins again later."""
        if self._ahead is not None and not self._ahead.is_idle():
            self._waiting.insert(0, self._ahead.item)
            self._drop_ahead()

    def _drop_ahead(self) -> None:
        if self._ahead is not None:
            self._ahead.end()
            self._ahead.deleteLater()
            self._ahead = None

    def _skip(self) -> None:
        """Let those in line go, and say so."""
        if count := self._count():
            said = translate("write_queue", "%Ln photo(s) in line keep their texts.", "", count)
            self._window.say(said)
        self._waiting.clear()
        self._drop_ahead()
        if self._dialog is not None:
            self._dialog.set_waiting(0)

    def _closed(self) -> None:
        self._dialog = None
        self._next()

    def _take_over(self, values: Any, label: str) -> None:
        self._window.change(lambda: self._window.session.edit(values, label, source="model"))
