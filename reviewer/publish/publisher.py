"""One publish in a child process, from its plan to its end. It continues while another page is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from reviewer.widgets.child import Child
from reviewer.widgets.destinations import Destination, Publishing
from reviewer.widgets.operations import Operations
from reviewer.widgets.work import Order, WorkBoard
from runner.errors import RunnerError
from runner.review.language import number, translate
from runner.review.publish import asking, ended, planned, progress
from runner.review.publish.ended import Ending
from runner.review.publish.planned import Line
from runner.review.publish.progress import Progress
from runner.review.session import Session

PATIENCE_MS = 5000
"""How long a publish may take to finish its current photo when the window is closed; then it is killed."""


class State(Enum):
    """The state of a publish."""

    IDLE = "idle"
    PLANNING = "planning"
    PLANNED = "planned"
    PUBLISHING = "publishing"
    ENDED = "ended"


class Publisher(QObject):
    """Plans and publishes what is approved in a run, or unpublishes the photos `back` (item_ids) from a target."""

    changed = pyqtSignal()  # the state or the progress is different now

    def __init__(self, session: Session, back: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.back = session, back
        self.state = State.IDLE
        self.target, self.options = asking.USUAL, ""
        self.lines: list[Line] = []
        self.progress: Progress | None = None
        self.ending: Ending | None = None
        self.is_seen = False  # whether a page has shown how it ended
        self._operations = Operations(self)
        self._child: Child | None = None
        self._began = 0.0

    @property
    def is_working(self) -> bool:
        """True while the runner is planning or publishing."""
        return self.state in (State.PLANNING, State.PUBLISHING)

    @property
    def going(self) -> int:
        """The number of photos in the plan for which something changes at the target."""
        return sum(line.group in planned.GOING for line in self.lines)

    def is_idle(self) -> bool:
        """True if no work in progress will change what is shown."""
        return not self.is_working and self._operations.is_idle()

    def seconds(self) -> float:
        """Seconds since publishing began."""
        return time.monotonic() - self._began

    def plan(self) -> None:
        """Let the runner plan, unless it is already at work."""
        if not self.is_working:
            self._enter(State.PLANNING)
            self._start(asking.PLAN, self._planned)

    def publish(self) -> None:
        """Carry out the plan, if it changes anything."""
        if self.state is State.PLANNED and self.going:
            self._began = time.monotonic()
            self.progress, self.is_seen = None, False
            self._enter(State.PUBLISHING)
            self._start(asking.PUBLISH, self._ended)

    def resume(self) -> None:
        """Publish again, continuing after what is already done."""
        self.state = State.PLANNED
        self.publish()

    def stop(self) -> None:
        """Stop after the current photo; a second call kills the process."""
        if self._child is not None:
            self._child.stop()

    def leave(self) -> None:
        """Before the program ends: stop after the current photo, and kill the process after `PATIENCE_MS`."""
        if self._child is not None:
            self._child.stop()
            QTimer.singleShot(PATIENCE_MS, self._child.kill)

    def is_over(self) -> bool:
        """True if nothing runs any more and the result has been read."""
        return self._child is None and self._operations.is_idle()

    def end(self) -> None:
        """The program ends: kill what still runs."""
        if self._child is not None:
            self._child.abandon()
            self._child = None
        self._operations.leave()

    def told(self) -> str:
        """The progress, or how it ended until a page has shown that; otherwise empty. A plan has its own page."""
        if self.state is State.PUBLISHING:
            done = f": {number(self.progress.done)}/{number(self.progress.total)}" if self.progress else " …"
            return self._titled() + done
        return self.ending.sentence if self.state is State.ENDED and self.ending and not self.is_seen else ""

    def _titled(self) -> str:
        said = translate("publish", "Publishing {}")
        if self.back:
            said = translate("publish", "Unpublishing photos of {}")
        return said.format(self.session.review_set.set_name)

    def order(self) -> Order | None:
        """The order that stops it; None unless it is publishing."""
        return Order(translate("publish", "Stop"), self.stop) if self.state is State.PUBLISHING else None

    def destination(self) -> Destination:
        """The destination of its page."""
        return Publishing(self.session.review_set.run, self.back)

    def is_shown_by(self, page: Destination) -> bool:
        """True if `page` is the page of this publish."""
        return page == self.destination()

    def _start(self, order: str, then: Callable[[Child, int], None]) -> None:
        """Compose the command in the background, and start it in a child process."""
        review_set, target, back, options = self.session.review_set, self.target, self.back, self.options

        def words() -> list[str]:
            if problem := asking.obstacle(review_set):
                raise RunnerError(problem)
            names = asking.names_there(review_set, target, back) if back else []
            if back and not names:
                said = translate("publish", "None of these photos is published to {}.")
                raise RunnerError(said.format(target))
            return asking.command(review_set, target, options, order, names)

        self._operations.submit(words, lambda made: self._run(made, then), self._fail)

    def _run(self, words: list[str], then: Callable[[Child, int], None]) -> None:
        child = self._child = Child(words, self)
        child.said.connect(self._said)
        child.ended.connect(lambda code: self._close(child, code, then))
        child.start()
        self.changed.emit()

    def _close(self, child: Child, code: int, then: Callable[[Child, int], None]) -> None:
        self._child = None
        child.deleteLater()
        then(child, code)

    def _said(self, line: str) -> None:
        if found := progress.read(line):
            self.progress = found
            self.changed.emit()

    def _planned(self, child: Child, code: int) -> None:
        if code != 0:
            self._ended(child, code)
            return
        said = child.said_all
        self._operations.submit(lambda: planned.plan(self.session, progress.report(said)), self._show, self._fail)

    def _show(self, lines: list[Line]) -> None:
        self.lines = lines
        self._enter(State.PLANNED)

    def _ended(self, child: Child, code: int) -> None:
        sentence = ended.meaning(code, self.target, back=bool(self.back))
        said, notes = child.said_all, f"{child.complaints}\n{progress.after_plan(child.said_all)}".strip()
        if not progress.has_report(said):
            self._finish(Ending(sentence, None, (), None, (), (), notes))
            return
        self._operations.submit(
            lambda: ended.read(progress.report(said), sentence, child.complaints), self._finish, self._fail
        )

    def _finish(self, ending: Ending) -> None:
        self.ending = ending
        self._enter(State.ENDED)

    def _fail(self, sentence: str) -> None:
        self._finish(Ending(sentence, None, (), None, (), ()))

    def _enter(self, state: State) -> None:
        self.state = state
        self.changed.emit()


class Publishers:
    """All publishes of the program: a page that is opened again finds its publish here."""

    def __init__(self, board: WorkBoard) -> None:
        self._board = board

    def of(self, session: Session, back: tuple[str, ...]) -> Publisher:
        """The publish of a run: the one that is at work or has ended unseen, otherwise a new one."""
        key = (session.review_set.run, back)
        for known in self._board.works():
            if isinstance(known, Publisher) and (known.session.review_set.run, known.back) == key:
                if known.is_working or known.told():
                    return known
                self._board.remove(known)
        made = Publisher(session, back, self._board)
        self._board.add(made)
        return made
