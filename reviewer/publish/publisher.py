"""One publish beside the window, from its plan to its end. It goes on while another page is shown."""

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
"""How long a publish that is told to stop may take over its current photo when the window is closed."""


class State(Enum):
    """How far a publish is."""

    IDLE = "idle"
    PLANNING = "planning"
    PLANNED = "planned"
    PUBLISHING = "publishing"
    ENDED = "ended"


class Publisher(QObject):
    """Plans and publishes what is approved in a run; or takes the photos `back` (item ids) back from a target."""

    changed = pyqtSignal()  # what is told of it is something else now

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
        """Whether the runner is at work."""
        return self.state in (State.PLANNING, State.PUBLISHING)

    @property
    def going(self) -> int:
        """Photos of the plan of which something changes at the target."""
        return sum(line.group in planned.GOING for line in self.lines)

    def is_idle(self) -> bool:
        """Whether nothing is under way that will change what is shown."""
        return not self.is_working and self._operations.is_idle()

    def seconds(self) -> float:
        """Since it began to publish."""
        return time.monotonic() - self._began

    def plan(self) -> None:
        """Let the runner plan."""
        if not self.is_working:
            self._enter(State.PLANNING)
            self._start(asking.PLAN, self._planned)

    def publish(self) -> None:
        """Carry out what was planned."""
        if self.state is State.PLANNED and self.going:
            self._began = time.monotonic()
            self.progress, self.is_seen = None, False
            self._enter(State.PUBLISHING)
            self._start(asking.PUBLISH, self._ended)

    def resume(self) -> None:
        """Publish again: what is done is kept, and it goes on from there."""
        self.state = State.PLANNED
        self.publish()

    def stop(self) -> None:
        """Let it end what it is at; asked for the second time, kill it."""
        if self._child is not None:
            self._child.stop()

    def leave(self) -> None:
        """The program is about to go: let it end what it is at, but not for ever."""
        if self._child is not None:
            self._child.stop()
            QTimer.singleShot(PATIENCE_MS, self._child.kill)

    def is_over(self) -> bool:
        """Whether nothing runs any more, and how it ended is read."""
        return self._child is None and self._operations.is_idle()

    def end(self) -> None:
        """The program goes."""
        if self._child is not None:
            self._child.abandon()
            self._child = None
        self._operations.leave()

    def told(self) -> str:
        """How far it is; how it ended, until a page has shown it. A plan is told on its own page."""
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
        """To stop it."""
        return Order(translate("publish", "Stop"), self.stop) if self.state is State.PUBLISHING else None

    def destination(self) -> Destination:
        """Its page."""
        return Publishing(self.session.review_set.run, self.back)

    def is_shown_by(self, page: Destination) -> bool:
        """Whether it is its page."""
        return page == self.destination()

    def _start(self, order: str, then: Callable[[Child, int], None]) -> None:
        """Compose the command beside the window, and start it."""
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
    """Those of the program, by run and photos to be taken back: a page that is opened again finds its publish."""

    def __init__(self, board: WorkBoard) -> None:
        self._board = board

    def of(self, session: Session, back: tuple[str, ...]) -> Publisher:
        """The publish of a run: the one that is at work, or that has ended unseen, or a new one."""
        key = (session.review_set.run, back)
        for known in self._board.works():
            if isinstance(known, Publisher) and (known.session.review_set.run, known.back) == key:
                if known.is_working or known.told():
                    return known
                self._board.remove(known)
        made = Publisher(session, back, self._board)
        self._board.add(made)
        return made
