"""Shows a regeneration in the window, and writes the texts that are accepted. The captioner runs in the background."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QPushButton

from reviewer.review.main_window_base import MainWindowBase
from reviewer.review.regenerator import Regenerators
from runner.review import generating, regeneration
from runner.review.generating import Proposal
from runner.review.language import translate
from runner.review.process_journal import remove
from runner.review.recording import ChangeResult
from runner.review.regeneration import Accepted
from runner.review.regeneration_summary import ready
from runner.review.wording import refused_by_disk

if TYPE_CHECKING:
    from reviewer.review.regenerate_dialog import RegenerateDialog

_LeftBehind = tuple[Mapping[str, datetime], Mapping[str, Proposal], Sequence[Path]]


class RegenerationDesk(QObject):
    """The regeneration of the window's set: its dialog, and its button in the bottom line."""

    def __init__(self, window: MainWindowBase, regenerators: Regenerators) -> None:
        super().__init__(window)
        self._window, self._regenerators = window, regenerators
        regenerator = self._regenerator = regenerators.of(window.session)
        self.job = regenerator.job
        self._dialog: RegenerateDialog | None = None
        self.button = QPushButton()  # opens the dialog from the bottom line
        self.button.hide()
        self.button.clicked.connect(lambda _checked: self.show())
        if (bar := window.statusBar()) is not None:
            bar.insertPermanentWidget(1, self.button)  # after the progress
        regenerator.changed.connect(self.refresh)
        regenerator.said.connect(window.say)
        QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """Show a regeneration in progress, and adopt the unanswered results of earlier programs."""
        if self._is_of_another_run():
            return
        self._window.operations.submit(self._left_behind, self._resume)
        if self._regenerator.is_open and self.job.open():
            self.show()

    def _is_of_another_run(self) -> bool:
        return self._regenerator.session.review_set.run != self._window.session.review_set.run

    def ask(self, places: Sequence[int]) -> None:
        """Regenerate the texts of these photos; says why if that is not possible."""
        snapshot = self._window.session.snapshot
        items = [snapshot.items[place] for place in places if snapshot.state(place) != "failed"]
        if self._is_of_another_run():
            self._window.say(self._other_run())
            return
        if places and not items:
            said = translate("dialogs", "This photo could not be processed, so there is nothing to write about.")
            self._window.say(said)
            return
        try:
            self._regenerator.ask(items)
        except OSError as error:
            self._window.say(translate("regeneration", "Nothing can be regenerated: {}").format(refused_by_disk(error)))
            return
        self.show()
        if self._dialog is not None and items:
            self._dialog.go_to(items[0])

    def _other_run(self) -> str:
        said = translate(
            "regeneration", "Texts of this set are being regenerated in its run {}. Accept or reject those first."
        )
        return said.format(self._regenerator.session.review_set.run.name)

    def show(self) -> None:
        """Show the dialog, or say why there is nothing to show."""
        if self._is_of_another_run():
            self._window.say(self._other_run())
            return
        if not self.job.asked:
            self._window.say(translate("regeneration", "Nothing has been regenerated. Select photos, then press W."))
            return
        if self._dialog is None:
            self._dialog = self._made()
        self._regenerator.is_open = True
        self.refresh()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _made(self) -> RegenerateDialog:
        from reviewer.review.regenerate_dialog import RegenerateDialog  # slow to import, and not needed at start

        window = self._window
        dialog = RegenerateDialog(lambda: window.session, self.job, window.centre.thumbnails, window)
        dialog.accept_all.connect(self._accept_clean)
        dialog.accepted_texts.connect(self._accept)
        dialog.kept.connect(lambda item: self._keep([item]))
        dialog.rest_kept.connect(lambda: self._keep(self.job.open()))
        dialog.wanted_again.connect(lambda item: self.ask([window.session.snapshot.places[item]]))
        dialog.stopped.connect(self._regenerator.stop)
        dialog.continued.connect(self._regenerator.start)
        dialog.looked_at.connect(self._look_at)
        dialog.finished.connect(lambda _result: self._closed())
        return dialog

    def _closed(self) -> None:
        self._regenerator.is_open = False
        self._window.centre.take_focus()

    def is_idle(self) -> bool:
        """True if the captioner is not running."""
        return not self._regenerator.is_working

    def leave(self) -> None:
        """The page is closed; the captioner continues."""
        self._regenerator.changed.disconnect(self.refresh)
        self._regenerator.said.disconnect(self._window.say)
        self._regenerators.leave(self._regenerator, self._window.session)
        if self._dialog is not None:
            was_open = self._regenerator.is_open
            self._dialog.hide()
            self._regenerator.is_open = was_open

    def _left_behind(self) -> _LeftBehind:
        """What an earlier program asked for and nobody has answered: times by photo, proposals, and its files."""
        session = self._window.session
        of_set, known = session.review_set, session.snapshot.places
        asked, files = regeneration.unfinished(of_set.runs, of_set.set_name, session.context.reviewer)
        here = {item: at for item, at in asked.items() if item in known}
        return here, generating.kept(of_set, here) if here else {}, files

    def _resume(self, left: _LeftBehind) -> None:
        known, kept, files = left
        try:
            self.job.resume(known, kept)
        except OSError as error:  # it is found again when the disk has room
            self._window.say(refused_by_disk(error))
            return
        remove(files)
        if known:
            said = translate(
                "regeneration", "Regenerated texts of %Ln photo(s) are waiting for your answer.", "", len(known)
            )
            self._window.say(said)
        self.refresh()

    def refresh(self) -> None:
        """Show the current state in the dialog and in the bottom line."""
        if self._is_of_another_run():
            return
        self._regenerator.session = self._window.session  # the run may have been read again
        said = self._regenerator.sentence()
        if self._dialog is not None:
            self._dialog.refresh(said, runs=self._regenerator.is_working)
        self.button.setText(translate("regeneration", "Regenerated: {}").format(ready(self.job)))
        self.button.setToolTip(said)
        self.button.setVisible(bool(self.job.open()))

    def _look_at(self, item: str) -> None:
        """In the photo view, go to the photo whose texts are shown."""
        centre, place = self._window.centre, self._window.session.snapshot.places[item]
        if centre.view() == "photo" and centre.current() != place and centre.model.index_of(place).isValid():
            centre.go_to(place)

    def _accept_clean(self) -> None:
        window, session = self._window, self._window.session
        made = [self.job.proposals[item] for item in self.job.of(session, "clean")]
        seen = session.snapshot
        window.editor.keep()
        window.changes.carry_out(lambda: regeneration.accept_clean(session, seen, made), self._accepted_clean)

    def _accepted_clean(self, done: Accepted) -> None:
        self.job.answer(done.items, "accepted")
        self.job.judge_again(done.left)
        self._window.done(done.result)
        if self._dialog is not None:
            self._dialog.go_on()
        self.refresh()

    def _accept(self, item: str, fields: Collection[str]) -> None:
        window, session, made = self._window, self._window.session, self.job.proposals[item]
        seen = session.snapshot
        window.editor.keep()
        window.changes.carry_out(
            lambda: regeneration.accept(session, seen, made, fields), partial(self._accepted, item)
        )

    def _accepted(self, item: str, done: ChangeResult) -> None:
        """Mark the photo as answered, unless another person has just changed one of its texts."""
        if not done.refused:
            self.job.answer([item], "accepted")
        self._window.done(done)
        self._go_on()

    def _keep(self, items: Sequence[str]) -> None:
        if self.job.waiting() and set(self.job.waiting()) <= set(items):
            self._regenerator.stop()  # its results are not wanted any more
        self.job.answer(items, "kept")
        self._go_on()

    def _go_on(self) -> None:
        """Go to the next photo; if none is left, close the dialog."""
        self.refresh()
        if self._dialog is not None:
            self._dialog.go_on()
            if not self.job.open():
                self._dialog.close()
