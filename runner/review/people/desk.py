"""A person's work on people as a window needs it: recorded and shown at once, computed again when there is time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from runner.people.grouping import Grouping
from runner.people.importing import Imported
from runner.people.persons import Person
from runner.people.told import told
from runner.review.language import translate
from runner.review.people.board import Board
from runner.review.people.exchange import Regions, take_in
from runner.review.people.inquiry import Inquiry, pairs
from runner.review.people.session import PeopleSession
from runner.review.planning import Refused
from runner.store.built_upon import BuiltUpon
from runner.store.forgotten_people import PeopleForgotten
from runner.store.people import Assertion, UnseenWords, Word


class _Step(NamedTuple):
    """One change, with the grouping and the board before it."""

    change: int | None
    grouping: Grouping
    board: Board


class PeopleDesk:
    """The session of one person, with the board of its groups and the open questions.

    Changes may come from one thread while `regroup` computes in another: its result includes what is said meanwhile.
    """

    def __init__(self, session: PeopleSession) -> None:
        self.session = session
        self.inquiry = Inquiry([])
        self.board = Board.of(session.grouping, session.library)
        self._changing = threading.Lock()
        self._steps: list[_Step] = []  # changes that can be undone without computing
        self._said: list[Sequence[Word]] = []
        self._broken = 0  # number of changes that invalidate a grouping that is being computed

    @property
    def grouping(self) -> Grouping:
        """The grouping that is shown."""
        return self.session.grouping

    def say(self, words: Sequence[Word]) -> int | None:
        """Record assertions; they are in the catalogue and on the board when it returns. Returns the change's id.

        Returns None if there are no words. Raises UnseenWords if others said something about the same faces or persons
        meanwhile, PeopleForgotten if they forgot them: then the board shows that.
        """
        if not words:
            return None
        with self._changing:
            grouping, board = self.grouping, self.board
            change = self._recorded(words)
            self.board = _shown(board, self.grouping, grouping, words)
            self._steps.append(_Step(change, grouping, board))
            self._said.append(words)
            return change

    def undo(self) -> int:
        """Take back this person's last change; returns the number of assertions in it.

        Raises Refused if that change was made elsewhere, after the last one made here, and BuiltUpon if somebody has
        since said what depends on it: then the board shows that.
        """
        with self._changing:
            self._refuse_another()
            step = self._steps[-1] if self._steps else None
            words = self._stepped(partial(self.session.undo, step.grouping if step else None))
            self._steps = self._steps[:-1]
            self._broken += 1
            self.board = step.board if step else self._new_board()
            return len(words)

    def redo(self) -> int:
        """Redo the change that was taken back last; returns its number of assertions. BuiltUpon as with `undo`."""
        with self._changing:
            words = self._stepped(self.session.redo)
            if words:
                self._begin_again()
            return len(words)

    def take_in(self, regions: Regions) -> Imported:
        """Record what other programs know about people, see `runner.review.people.exchange`."""
        with self._changing:
            found = take_in(self.session, regions)
            self._begin_again()
            return found

    def forget(self, number: int) -> int:
        """Delete a group for good, see `PeopleSession.forget`. Returns the number of forgotten faces."""
        with self._changing:
            forgotten = self.session.forget([self.session.view(number)])
            self._begin_again()
            return forgotten

    def regroup(self) -> None:
        """Compute the groups and the open questions from all assertions and embeddings.

        The result is dropped if a change meanwhile, such as an undo, has made it invalid.
        """
        begun, broken = len(self._said), self._broken
        grouping = self.session.grouped()
        board, found = Board.of(grouping, self.session.library), pairs(grouping)
        with self._changing:
            if broken != self._broken:
                return
            for words in self._said[begun:]:
                before, grouping = grouping, told(grouping, words)
                board = _shown(board, grouping, before, words)
            self.session.grouping, self.board = grouping, board
            self.inquiry = Inquiry(found, self.inquiry.skipped)

    def hear(self) -> bool:
        """Show what was said elsewhere, and nobody who was forgotten there; returns whether there was anything."""
        with self._changing:
            has_news = self.session.has_news()
            if has_news and self.session.drop_forgotten():
                self._begin_again()
        if has_news:
            self.regroup()
        return has_news

    def ask(self) -> None:
        """Find the open questions for the grouping that is shown."""
        self.inquiry = Inquiry(pairs(self.grouping), self.inquiry.skipped)

    def persons(self) -> list[Person]:
        """Everybody who has a name, sorted by name regardless of case."""
        named = [person for person in self.grouping.said.persons.values() if person.name]
        return sorted(named, key=lambda person: (person.name or "").casefold())

    def _recorded(self, words: Sequence[Word]) -> int | None:
        try:
            return self.session.say(words)
        except (PeopleForgotten, UnseenWords):
            self._begin_again()
            raise

    def _stepped(self, step: Callable[[], Sequence[Assertion]]) -> Sequence[Assertion]:
        try:
            return step()
        except BuiltUpon:
            self._begin_again()
            raise

    def _refuse_another(self) -> None:
        """Raise Refused if an undo would take back a change that is not shown, or not the last one made here."""
        newest = self.session.newest()
        last = self._steps[-1].change if self._steps else newest
        if newest == last and (newest is None or self.session.knows(newest)):
            return
        self.session.regroup()
        self._begin_again()
        raise Refused(
            translate(
                "people",
                "You changed people in another place. That change is now shown; undo again to take it back.",
            )
        )

    def _begin_again(self) -> None:
        self._broken += 1
        self._steps.clear()
        self.board = self._new_board()

    def _new_board(self) -> Board:
        return Board.of(self.grouping, self.session.library)


def _shown(board: Board, grouping: Grouping, before: Grouping, words: Sequence[Word]) -> Board:
    """The board with the changes that these assertions make."""
    faces = {each for word in words if word.kind != "merged" for each in (word.face, word.other) if each}
    persons = {each for word in words for each in (word.person, word.other) if each}
    return board.after(grouping, before, faces, persons)
