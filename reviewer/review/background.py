"""Work in the background of a review: loads rules and spelling, takes in others' changes and a run's new photos."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject, QTimer

from reviewer.review.main_window_base import MainWindowBase
from reviewer.widgets.catalogue_offer import offer_to_begin
from runner.review import dictionary, drafts, going, review_set, vocabulary
from runner.review.conflicts import Conflict
from runner.review.drafts import Drafts
from runner.review.language import translate
from runner.review.process_journal import remove
from runner.review.recording import ChangeResult
from runner.review.session import Session
from runner.review.spelling import Speller

LISTEN_MS = 2000
GOING_MS = 8000
RULES_MS, _TRIES = 60, 30
"""Rules and spelling wait for the first pictures: so many milliseconds each time, and at most so many times."""

CHUNK = 25
_log = logging.getLogger(__name__)


class Background(QObject):
    """Works in the background; a person is told only what matters."""

    def __init__(self, window: MainWindowBase) -> None:
        super().__init__(window)
        self._window = window
        self._speller: Speller | None = None
        self._is_waiting, self._tries = True, 0
        self._listen, self._going = QTimer(self), QTimer(self)
        self._listen.timeout.connect(self._hear)
        self._going.timeout.connect(self._look)
        window.editor.learned.connect(self._learn)
        window.operations.failed.connect(lambda _words: self._look_again())
        QTimer.singleShot(0, self._begin)

    def stop(self) -> None:
        """Stop looking for changes; running operations are not interrupted."""
        self._listen.stop()
        self._going.stop()

    def refresh(self) -> None:
        """Take in others' changes and new photos of the run, and apply the filter again."""
        window = self._window
        if window.session.review_set.finished:
            window.operations.submit(window.session.refresh, self._renew)
        else:
            self.reopen()

    def reopen(self) -> None:
        """Read the run again."""
        window = self._window
        old = window.session
        window.operations.submit(
            lambda: Session(review_set.read(old.review_set.run, old.review_set.runs), old.context.reviewer),
            window.show_session,
        )

    def _begin(self) -> None:
        window = self._window
        window.panel.polish()
        self._listen.start(LISTEN_MS)
        self._going.start(GOING_MS)
        self._notice()
        window.changes.settled.connect(self._offer_to_begin)
        self._offer_to_begin()
        window.operations.submit(self._rescue, self._rescued)
        QTimer.singleShot(RULES_MS, self._make_ready)

    def _offer_to_begin(self) -> None:
        """Say that decisions cannot be recorded here; repeated after refused changes have been dropped."""
        offer_to_begin(self._window, self._window.offer, self._window.session.catalog)

    def is_waiting(self) -> bool:
        """True while rules and spelling have not been loaded yet."""
        return self._is_waiting

    def _make_ready(self) -> None:
        """Load rules and spelling once the first pictures are shown, or after `_TRIES`: some pictures never arrive."""
        self._tries += 1
        if self._tries < _TRIES and not self._window.centre.is_quiet():
            QTimer.singleShot(RULES_MS, self._make_ready)
            return
        window, self._is_waiting = self._window, False
        session = window.session
        window.checks.submit(lambda: _ready(session, window.settings.words), self._equip)

    def _equip(self, made: tuple[list[tuple[str, str]], Speller | None]) -> None:
        terms, self._speller = made
        self._window.editor.set_vocabulary(terms)
        if self._speller is not None:
            self._window.editor.set_speller(self._speller)
        else:
            said = translate(
                "background", "There is no dictionary for the language of these texts ({}), so spelling is not checked."
            )
            self._window.say(said.format(self._window.session.checker.language()))
        self._recheck(self._window.session.snapshot.edited())

    def _recheck(self, items: Sequence[str]) -> None:
        """Check edited photos a few at a time, so that other operations do not have to wait."""
        window, chunk = self._window, list(items[:CHUNK])
        if chunk and self._listen.isActive():
            session = window.session

            def go_on(places: Sequence[int]) -> None:
                window.show_changed(places)
                self._recheck(items[CHUNK:])

            window.operations.submit(lambda: session.recheck(chunk), go_on)

    def _rescue(self) -> tuple[ChangeResult | None, Drafts, Sequence[Conflict], list[Path]]:
        """Save as edits the texts that were being typed when a program was killed."""
        session = self._window.session
        found, files = drafts.rescue(session.review_set.runs, session.review_set.set_name, session.context.reviewer)
        values, conflicts = drafts.brought_back(session, found)
        said = translate("background", "Restored what was being typed when the program ended.")
        done = session.edit(values, said) if values else None
        return done, found, conflicts, files

    def _rescued(self, result: tuple[ChangeResult | None, Drafts, Sequence[Conflict], list[Path]]) -> None:
        done, found, conflicts, files = result
        for each in conflicts:
            self._window.journal.type(each.item, each.field, each.mine, found[each.item, each.field].base)
            self._window.session.conflicts.add(each)
        absent = drafts.absent(self._window.session, found)
        for (item, name), draft in absent.items():
            self._window.journal.type(item, name, draft.value, draft.base)
        remove(files)
        kept = _kept(absent)
        if done is not None:
            self._window.done(replace(done, sentence=" ".join(filter(None, (done.sentence, kept)))))
        elif kept:
            self._window.say(kept)
        if conflicts:
            self._window.show_changed(self._window.session.snapshot.places_of(each.item for each in conflicts))
            self._window.ask_about(conflicts[0])

    def _hear(self) -> None:
        if self._window.operations.is_idle():
            self._window.operations.submit(self._window.session.refresh, self._heard, _log.warning)

    def _heard(self, places: Sequence[int]) -> None:
        self._window.editor.try_again()
        if places:
            self._window.show_changed(places)
            self._window.say(translate("background", "Somebody else changed %Ln photo(s).", "", len(places)))

    def _renew(self, places: Sequence[int]) -> None:
        self._window.show_changed(places)
        self._window.search()

    def _look_again(self) -> None:
        """After a refused change, show what others did meanwhile before the person decides again."""
        window = self._window
        window.operations.submit(window.session.refresh, window.show_changed, _log.warning)

    def _look(self) -> None:
        window = self._window
        self._notice()
        if not window.session.review_set.finished and window.operations.is_idle() and not window.editor.is_typing():
            self.reopen()

    def _notice(self) -> None:
        """Check whether the set is being run, or has been run since."""
        review_set = self._window.session.review_set
        self._window.reading.submit(lambda: going.notice(review_set), self._window.show_notice)

    def _learn(self, word: str) -> None:
        window = self._window
        window.settings.words = sorted({*window.settings.words, word})
        window.save_settings()
        if self._speller is not None:
            self._speller.learn(word)
            window.editor.set_speller(self._speller)


def _kept(absent: Drafts) -> str:
    """A sentence saying that typed texts are kept for photos that are not in this run; empty without any."""
    count = len({item for item, _ in absent})
    said = translate("background", "Kept what was typed for %Ln photo(s) that (is|are) not in this run.", "", count)
    return said if absent else ""


def _ready(session: Session, words: Sequence[str]) -> tuple[list[tuple[str, str]], Speller | None]:
    thesaurus = session.checker.warm().thesaurus
    terms = vocabulary.terms(thesaurus, session.review_set.photos)
    places = session.review_set.photos.select("subject", "location").unique().rows()
    known = [*words, *(term for term, _ in terms), *(text for row in places for text in row if text)]
    stem = dictionary.find(session.checker.language())
    try:
        return terms, Speller(stem, known) if stem is not None else None
    except OSError as error:  # Hunspell's library has another name on this system
        _log.warning("spelling is not checked: %s", error)
        return terms, None
