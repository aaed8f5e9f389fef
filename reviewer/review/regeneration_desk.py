"""Carries a regeneration through beside the window: starts the captioner, shows what comes, writes what is accepted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QPushButton

from reviewer.review.main_window_base import MainWindowBase
from reviewer.widgets.child import Child
from runner.review import generating, regeneration
from runner.review.consequences import file_of
from runner.review.generating import Proposal, Unwritten
from runner.review.language import translate
from runner.review.regeneration import Accepted, Regeneration
from runner.review.regeneration_summary import ready, summary
from runner.review.session import ChangeResult
from runner.review.wording import named

if TYPE_CHECKING:
    from reviewer.review.regenerate_dialog import RegenerateDialog

MOST = 2000
"""Photos that one command is asked for: there is an end to how long a command line may be."""


_TO_ITS_END = (0, 1)
"""Exit codes of a captioner that was through: with 1, nothing could be written for some photos."""

_LeftBehind = tuple[Mapping[str, datetime], Mapping[str, Proposal], Sequence[Path]]


class RegenerationDesk(QObject):
    """One job at a time: photos that are asked for later join it."""

    def __init__(self, window: MainWindowBase) -> None:
        super().__init__(window)
        self._window = window
        of_set = window.session.review_set
        self.job = Regeneration(of_set.runs, of_set.set_name, window.session.context.reviewer)
        self._child: Child | None = None
        self._dialog: RegenerateDialog | None = None
        self._at = ""  # what the captioner is at, or how it ended
        self.button = QPushButton()  # leads to the dialog from the bottom line
        self.button.hide()
        self.button.clicked.connect(lambda _checked: self.show())
        if (bar := window.statusBar()) is not None:
            bar.insertPermanentWidget(1, self.button)  # behind the progress
        QTimer.singleShot(0, lambda: window.operations.submit(self._left_behind, self._resume))

    def ask(self, places: Sequence[int]) -> None:
        """Have the texts of these photos regenerated."""
        snapshot = self._window.session.snapshot
        items = [snapshot.items[place] for place in places if snapshot.state(place) != "failed"]
        if places and not items:
            said = translate("dialogs", "This photo could not be processed: there is nothing to write from.")
            self._window.say(said)
            return
        if self._child is None and not self.job.open():
            self.job.forget()
        try:
            self.job.ask(items)
        except OSError as error:
            self._window.say(translate("regeneration", "Nothing can be regenerated: {}").format(error))
            return
        self._start()
        self.show()
        if self._dialog is not None and items:
            self._dialog.go_to(items[0])

    def show(self) -> None:
        """Show the dialog."""
        if not self.job.asked:
            self._window.say(translate("regeneration", "Nothing has been regenerated. Select photos, then press W."))
            return
        if self._dialog is None:
            self._dialog = self._made()
        self.refresh()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _made(self) -> RegenerateDialog:
        from reviewer.review.regenerate_dialog import RegenerateDialog  # its libraries cost a start what it need not

        window = self._window
        dialog = RegenerateDialog(lambda: window.session, self.job, window.centre.thumbnails, window)
        dialog.accept_all.connect(self._accept_clean)
        dialog.accepted_texts.connect(self._accept)
        dialog.kept.connect(lambda item: self._keep([item]))
        dialog.rest_kept.connect(lambda: self._keep(self.job.open()))
        dialog.wanted_again.connect(lambda item: self.ask([window.session.snapshot.places[item]]))
        dialog.stopped.connect(self.stop)
        dialog.continued.connect(self._start)
        dialog.looked_at.connect(self._look_at)
        dialog.finished.connect(lambda _result: window.centre.take_focus())
        return dialog

    def is_idle(self) -> bool:
        """Whether the captioner is at nothing."""
        return self._child is None

    def stop(self) -> None:
        """End the captioner. What it has written stays; what waits can be continued."""
        if self._child is not None:
            self._child.kill()

    def end(self) -> None:
        """The window goes. What was asked and not answered is found again by the next one."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.end()
        if self._dialog is not None:
            self._dialog.hide()
        self.job.leave()

    def _left_behind(self) -> _LeftBehind:
        """What a program that is gone had asked for and nobody has answered."""
        session = self._window.session
        of_set, known = session.review_set, session.snapshot.places
        asked, files = regeneration.unfinished(of_set.runs, of_set.set_name, session.context.reviewer)
        here = {item: at for item, at in asked.items() if item in known}
        return here, generating.kept(of_set, here) if here else {}, files

    def _resume(self, left: _LeftBehind) -> None:
        known, kept, files = left
        self.job.resume(known, kept)
        for path in files:
            path.unlink(missing_ok=True)
        if known:
            said = translate(
                "regeneration", "Regenerated texts of %Ln photo(s) still wait for your answer.", "", len(known)
            )
            self._window.say(said)
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand, in the dialog and in the bottom line."""
        said = self.sentence()
        if self._dialog is not None:
            self._dialog.refresh(said, runs=self._child is not None)
        self.button.setText(translate("regeneration", "Regenerated: {}").format(ready(self.job)))
        self.button.setToolTip(said)
        self.button.setVisible(bool(self.job.open()))

    def sentence(self) -> str:
        """How far it is, and how it stands."""
        return summary(self._window.session, self.job, self._at, runs=self._child is not None)

    def _start(self) -> None:
        """Start the captioner for what waits; what is asked for meanwhile comes after that."""
        waiting = self.job.waiting()[:MOST]
        if self._child is not None or not waiting:
            self.refresh()
            return
        self._at = translate("generate", "Starting …")
        self.job.begin()
        child = self._child = Child(generating.command(self._window.session.review_set, waiting), self)
        child.said.connect(self._hear)
        child.ended.connect(partial(self._ended, child, waiting))
        self.refresh()
        child.start()

    def _hear(self, line: str) -> None:
        told = generating.heard(line)
        if isinstance(told, str):
            self._at = told
        elif told is not None:
            self.job.hear(self._window.session, told)
        self.refresh()

    def _ended(self, child: Child, asked: Sequence[str], code: int) -> None:
        self._child = None
        child.deleteLater()
        if code in _TO_ITS_END:
            for item in set(asked).intersection(self.job.waiting()):  # or it would be asked for without an end
                nothing = translate("regeneration", "The captioner said nothing of this photo.")
                self.job.hear(self._window.session, Unwritten(item, nothing))
            if self.job.waiting():
                self._start()
                return
        self._at = "" if code in _TO_ITS_END else generating.meaning(code, child.complaints.splitlines())
        self.refresh()
        self._window.say(self.sentence())

    def _look_at(self, item: str) -> None:
        """Let a person see the photo whose texts are shown."""
        centre, place = self._window.centre, self._window.session.snapshot.places[item]
        if centre.view() == "photo" and centre.current() != place and centre.model.index_of(place).isValid():
            centre.go_to(place)

    def _accept_clean(self) -> None:
        window, session = self._window, self._window.session
        made = [self.job.proposals[item] for item in self.job.of(session, "clean")]
        window.editor.keep()
        window.operations.submit(lambda: regeneration.accept_clean(session, made), self._accepted_clean)

    def _accepted_clean(self, done: Accepted) -> None:
        self.job.answer(done.items, "accepted")
        self.job.judge_again(done.left)
        self._window.done(done.result)
        if self._dialog is not None:
            self._dialog.go_on()
        self.refresh()

    def _accept(self, item: str, fields: Collection[str]) -> None:
        window, session, made = self._window, self._window.session, self.job.proposals[item]
        place = session.snapshot.places[item]
        values = {name: value for name, value in generating.changed(session, made).items() if name in fields}
        label = translate("generate", "Accepted {} of {}.").format(
            ", ".join(map(named, values)), file_of(session, place)
        )
        window.editor.keep()
        window.operations.submit(
            lambda: session.edit({place: values}, label, source="model"), partial(self._accepted, item)
        )

    def _accepted(self, item: str, done: ChangeResult) -> None:
        self.job.answer([item], "accepted")
        self._window.done(done)
        self._go_on()

    def _keep(self, items: Sequence[str]) -> None:
        if self.job.waiting() and set(self.job.waiting()) <= set(items):
            self.stop()  # nobody waits for what it writes
        self.job.answer(items, "kept")
        self._go_on()

    def _go_on(self) -> None:
        """To the next photo; where none is left, the dialog closes."""
        self.refresh()
        if self._dialog is not None:
            self._dialog.go_on()
            if not self.job.open():
                self._dialog.close()
