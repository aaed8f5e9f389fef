"""One regeneration in the background, from request to answers. It continues while another page is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt6.QtCore import QObject, pyqtSignal

from reviewer.widgets.child import Child
from reviewer.widgets.destinations import Destination, Review
from reviewer.widgets.work import Order, WorkBoard
from runner.review import generating
from runner.review.generating import Unwritten
from runner.review.language import translate
from runner.review.regeneration import Regeneration
from runner.review.regeneration_summary import ready, summary
from runner.review.session import Session

MOST = 2000
"""At most so many photos are passed to one command, because the length of a command line is limited."""

_TO_ITS_END = (0, 1)
"""Exit codes of a captioner that reached its end: with 1, nothing could be written for some photos."""


class Regenerator(QObject):
    """The photos of a set whose texts one person wants regenerated, and the captioner that works on them.

    Photos that are asked for later are added to the job.
    """

    changed = pyqtSignal()  # the state or the progress is different now
    said = pyqtSignal(str)  # how the captioner ended

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session  # the session of the page that showed it last
        of_set = session.review_set
        self.job = Regeneration(of_set.runs, of_set.set_name, session.context.reviewer)
        self.is_open = False  # whether its dialog is open, or was when the page was left
        self._child: Child | None = None
        self._at = ""  # what the captioner is doing, or how it ended

    @property
    def is_working(self) -> bool:
        """True while the captioner is running."""
        return self._child is not None

    def is_idle(self) -> bool:
        """True if the captioner is not running and nothing waits for an answer."""
        return not self.is_working and not self.job.open()

    def ask(self, items: Sequence[str]) -> None:
        """Regenerate the texts of these photos. Raises OSError if the request cannot be saved on disk."""
        if not self.is_working and not self.job.open():
            self.job.forget()
        self.job.ask(items)
        self.start()

    def start(self) -> None:
        """Start the captioner for the waiting photos; photos that are asked for meanwhile come after them."""
        waiting = self.job.waiting()[:MOST]
        if self._child is not None or not waiting:
            self.changed.emit()
            return
        self._at = translate("generate", "Starting …")
        self.job.begin()
        child = self._child = Child(generating.command(self.session.review_set, waiting), self)
        child.said.connect(self._hear)
        child.ended.connect(partial(self._ended, child, waiting))
        self.changed.emit()
        child.start()

    def stop(self) -> None:
        """Kill the captioner. What it has written stays, and the waiting photos can be continued."""
        if self._child is not None:
            self._child.kill()

    def leave(self) -> None:
        """Before the program ends: kill the captioner, which has nothing to finish."""
        self.stop()

    def is_over(self) -> bool:
        """True if the captioner is not running."""
        return not self.is_working

    def end(self) -> None:
        """The program ends. What was not answered is found again by the next one."""
        child, self._child = self._child, None
        if child is not None:
            child.abandon()
        self.job.leave()

    def sentence(self) -> str:
        """The progress and the state in a sentence."""
        return summary(self.session, self.job, self._at, runs=self.is_working)

    def told(self) -> str:
        """How many photos have been regenerated; empty unless one waits for an answer."""
        if not self.job.open():
            return ""
        said = translate("regeneration", "{}: regenerated {}")
        return said.format(self.session.review_set.set_name, ready(self.job))

    def order(self) -> Order | None:
        """The order that stops the captioner, or continues with the waiting photos; None if there are none."""
        if self.is_working:
            return Order(translate("generate", "Stop"), self.stop)
        return Order(translate("generate", "Continue"), self.start) if self.job.waiting() else None

    def destination(self) -> Destination:
        """The review of its run, with the dialog open."""
        self.is_open = True
        return Review(self.session.review_set.run, view="grid")

    def is_shown_by(self, page: Destination) -> bool:
        """True for the review of its run, which has its own button."""
        return isinstance(page, Review) and page.run.resolve() == self.session.review_set.run.resolve()

    def _hear(self, line: str) -> None:
        told = generating.heard(line)
        if isinstance(told, str):
            self._at = told
        elif told is not None:
            self.job.hear(self.session, told)
        self.changed.emit()

    def _ended(self, child: Child, asked: Sequence[str], code: int) -> None:
        self._child = None
        child.deleteLater()
        if code in _TO_ITS_END:
            for item in set(asked).intersection(self.job.waiting()):  # else it would be asked for forever
                nothing = translate("regeneration", "The captioner returned nothing for this photo.")
                self.job.hear(self.session, Unwritten(item, nothing))
            if self.job.waiting():
                self.start()
                return
        self._at = "" if code in _TO_ITS_END else generating.meaning(code, child.complaints.splitlines())
        self.changed.emit()
        self.said.emit(self.sentence())


class Regenerators:
    """All regenerations of the program, one per set: a review that is opened again finds its own here."""

    def __init__(self, board: WorkBoard) -> None:
        self._board = board

    def of(self, session: Session) -> Regenerator:
        """The regeneration of a set: the one that is at work or waits for answers, or a new one.

        It may belong to another run of the set, which has to finish first; `Regenerator.session` says which run.
        """
        found = next((each for each in self._every() if self._is_of(each, session)), None)
        if found is None:
            found = Regenerator(session, self._board)
            self._board.add(found)
        elif found.is_idle() or found.session.review_set.run == session.review_set.run:
            found.session = session
        return found

    def leave(self, regenerator: Regenerator, session: Session) -> None:
        """The page of a session is left: forget its regeneration if that is idle and waits for no answer."""
        is_known = regenerator in self._board.works()
        if is_known and regenerator.is_idle() and regenerator.session is session:
            self._board.remove(regenerator)

    def _every(self) -> list[Regenerator]:
        return [each for each in self._board.works() if isinstance(each, Regenerator)]

    def _is_of(self, known: Regenerator, session: Session) -> bool:
        of_set = known.session.review_set
        return (of_set.runs, of_set.set_name) == (session.review_set.runs, session.review_set.set_name)
