"""Opens the dialogs of a review and passes their results to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QKeySequence
from PyQt6.QtWidgets import QDialog

from reviewer.review.batch_dialog import BatchDialog
from reviewer.review.main_window_base import MainWindowBase
from reviewer.review.regeneration_desk import RegenerationDesk
from reviewer.review.regenerator import Regenerators
from reviewer.review.reject_dialog import MOST, RejectDialog
from reviewer.review.replace_dialog import ReplaceDialog
from reviewer.review.series_dialog import SeriesDialog
from reviewer.widgets.destinations import Picks, Publishing
from runner.review import batch_edit, regeneration, series
from runner.review.batch_edit import BatchEdit
from runner.review.edits import NewTexts
from runner.review.language import translate
from runner.review.recording import ChangeResult
from runner.review.snapshot import Snapshot
from runner.review.wording import named


class Dialogs(QObject):
    """Opens one dialog at a time, without blocking the threads of the window."""

    def __init__(self, window: MainWindowBase, regenerators: Regenerators) -> None:
        super().__init__(window)
        self._window = window
        self.regeneration = RegenerationDesk(window, regenerators)

    def reject(self) -> None:
        """Ask why the chosen photos are rejected."""
        window = self._window
        chosen = window.centre.chosen()
        if not chosen:
            return
        what = translate("dialogs", "Reject this photo")
        if len(chosen) > 1:
            what = translate("dialogs", "Reject %Ln photo(s)", "", len(chosen))
        about = translate("dialogs", "Why? The photo and its evidence are kept, but it is never published.")
        dialog = RejectDialog(what, about, window.settings.reasons, window)
        dialog.chosen.connect(lambda reason: self._rejected(chosen, reason))
        self._open(dialog)

    def reject_again(self) -> None:
        """Reject the chosen photos for the reason that was given last; ask for one if there is none."""
        chosen, reasons = self._window.centre.chosen(), self._window.settings.reasons
        if not reasons:
            self.reject()
        elif chosen:
            self._window.reject(chosen, reasons[0])

    def approve_series(self) -> None:
        """Approve the photos of the current one's series that have the same facts; say which are left, and why."""
        window, current = self._window, self._window.centre.current()
        if current is not None:
            window.change(lambda: series.approve_series(window.session, current))

    def reject_text(self, name: str) -> None:
        """Ask why a text of the chosen photos is rejected."""
        window, chosen = self._window, self._window.centre.chosen()
        if not chosen:
            return
        what = translate("dialogs", "Reject the {}").format(named(name))
        about = translate("dialogs", "Why? The photo waits until another one is written.")
        dialog = RejectDialog(what, about, window.settings.reasons, window)
        dialog.chosen.connect(self._remember)
        dialog.chosen.connect(lambda reason: window.change(lambda: window.session.reject_text(chosen, name, reason)))
        self._open(dialog)

    def replace(self) -> None:
        """Find and replace in the chosen photos, or in all that are shown if fewer than two are chosen."""
        self._when_kept(self._replace)

    def _replace(self) -> None:
        window = self._window
        chosen = window.centre.chosen()
        places = chosen if len(chosen) > 1 else window.centre.model.places()
        dialog = ReplaceDialog(window.session, places, window.checks, window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def batch(self) -> None:
        """Change fields of the chosen photos."""
        window, chosen = self._window, self._window.centre.chosen()
        window.editor.keep()
        if chosen:
            dialog = BatchDialog(window.session, chosen, window.checks, window.centre.thumbnails, window)
            dialog.chosen.connect(self._apply)
            self._open(dialog)

    def _apply(self, seen: Snapshot, places: Sequence[int], wish: BatchEdit) -> None:
        """Write the fields, then offer to regenerate the texts that do not reflect them yet."""
        window = self._window
        said = [name for name in batch_edit.DESCRIBING if name in wish.texts]

        def write() -> tuple[ChangeResult, list[int]]:
            session = window.session
            done = batch_edit.apply(session, seen, places, wish)
            here = session.snapshot.places_of(seen.items[place] for place in places)
            return done, regeneration.unaware(session, [place for place in here if place not in done.refused], said)

        def written(result: tuple[ChangeResult, list[int]]) -> None:
            window.done(result[0])
            if not result[0].overtaken:
                self._offer_regeneration(result[1], said)

        window.editor.keep()
        window.changes.carry_out(write, written)

    def _offer_regeneration(self, places: Sequence[int], said: Sequence[str]) -> None:
        """Offer to regenerate the texts that do not reflect what a person has just entered."""
        if places:
            what = translate("dialogs", "The texts of %Ln photo(s) do not reflect the new {} yet.", "", len(places))
            count = translate("dialogs", "Regenerate %Ln", "", len(places))
            names = ", ".join(map(named, said))
            keys = self._window.actions_by_name["take_offer"].shortcut()
            key = keys.toString(QKeySequence.SequenceFormat.NativeText)
            self._window.offer.offer(what.format(names), f"{count}  {key}", lambda: self.regeneration.ask(places))

    def copy_series(self) -> None:
        """Copy texts of the current photo to its series."""
        self._when_kept(self._copy_series)

    def _copy_series(self) -> None:
        window, current = self._window, self._window.centre.current()
        if current is None or len(window.session.snapshot.series(current)) < 2:
            window.say(translate("dialogs", "This photo is in no series."))
            return
        dialog = SeriesDialog(window.session, current, window.checks, window)
        dialog.chosen.connect(self._write)
        self._open(dialog)

    def picks(self) -> None:
        """Go to the picks page once what is being typed has been saved."""
        self._when_kept(lambda: self._window.go(Picks(self._window.session.review_set.run)))

    def publish(self) -> None:
        """Go to the publish page once what is being typed has been saved."""
        self._when_kept(lambda: self._window.go(Publishing(self._window.session.review_set.run)))

    def take_back(self) -> None:
        """Go to the page where the chosen photos can be unpublished from a target."""
        window = self._window
        items = tuple(window.session.snapshot.items[place] for place in window.centre.chosen())
        if not items:
            window.say(translate("dialogs", "Select the photos first."))
            return
        self._when_kept(lambda: window.go(Publishing(window.session.review_set.run, items)))

    def generate(self) -> None:
        """Ask how to regenerate the chosen photos' texts, as one job that runs in the background."""
        chosen = self._window.centre.chosen()
        self._when_kept(lambda: self.regeneration.ask(chosen))

    def outdate(self) -> None:
        """Refresh the regeneration dialog after a change."""
        self.regeneration.refresh()

    def end(self) -> None:
        """The page is closed; what a dialog has started continues without it."""
        self.regeneration.leave()

    def _when_kept(self, show: Callable[[], None]) -> None:
        """Call `show` once what is being typed and all pending changes have been saved, without blocking the window."""
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

    def _write(self, texts: NewTexts, said: Callable[[int], str]) -> None:
        self._window.change(lambda: self._window.session.edit_each(texts, said))
