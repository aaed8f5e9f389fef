"""Asks one question after another and records the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt6.QtCore import QObject

from reviewer.people.question_view import SMALL, QuestionView
from runner.review.language import translate
from runner.review.people.board import best_first
from runner.review.people.desk import PeopleDesk
from runner.review.people.inquiry import MOST, Pair, answer
from runner.review.people.wording import state
from runner.store.people import Word

Record = Callable[[Callable[[], Sequence[Word]], Callable[[], str]], None]
"""Records the words that the first function returns; once they are saved, calls the second for a sentence about it."""


class Asking(QObject):
    """The current question, and the answers so far, which can be taken back."""

    def __init__(self, desk: PeopleDesk, view: QuestionView, record: Record) -> None:
        super().__init__(view)
        self._desk, self._view, self._record = desk, view, record
        self._pair: Pair | None = None
        self._answered: list[Pair] = []
        self._settled = ""
        self.is_ready = False  # True once the questions have been computed

    def refresh(self) -> None:
        """Show the next question, or that there is none."""
        left = self._desk.inquiry.left(self._desk.grouping)
        self._pair = left[0] if left else None
        self._view.undo.setVisible(bool(self._answered))
        self._view.show_left(len(left), self._settled, more=len(left) >= MOST)
        if self._pair is None:
            self._view.show_none(looking=not self.is_ready)
            return
        numbers = [int(self._desk.grouping.group[self._desk.grouping.position[each]]) for each in self._pair[:2]]
        names = [self._name(number) for number in numbers]
        crops = [self._crops(number) for number in numbers]
        self._view.show_question(names, crops, self._pair.nearness, self._pair.faces)

    def answer(self, *, same: bool) -> None:
        """Answer the current question with yes or no."""
        pair = self._pair
        if pair is None:
            return
        self._pair = None  # no question until the answer is saved
        done = translate("question", "The same person") if same else translate("question", "Two people")
        said = translate("question", "{}: %Ln face(s) settled", "", pair.faces).format(done)
        self._record(lambda: answer(self._desk.grouping, pair, same=same), lambda: self._kept(pair, said))

    def _kept(self, pair: Pair, said: str) -> str:
        self._answered.append(pair)
        self._desk.inquiry.drop(pair)
        self._settled = said
        return said

    def skip(self) -> None:
        """Move the current question to the end."""
        if self._pair is not None:
            self._desk.inquiry.skip(self._pair)
            self._settled = translate("question", "Skipped; it will be asked again at the end")
            self.refresh()

    def take_back(self) -> None:
        """Ask the last answered question again; its words have been undone before."""
        if self._answered:
            self._desk.inquiry.put_first(self._answered.pop())
            self._settled = translate("question", "Undone")

    def can_take_back(self) -> bool:
        """True if there is an answer to take back."""
        return bool(self._answered)

    def _name(self, number: int) -> str:
        card = self._desk.board.cards[number]
        said = translate("question", "{}, %Ln face(s)", "", card.faces)
        return said.format(card.name or state(card.state))

    def _crops(self, number: int) -> list[str]:
        faces = best_first(self._desk.grouping, self._desk.board.looks, number)[: SMALL + 1]
        return [str(crop) for face in faces if (crop := self._desk.session.crop(face)) is not None]
