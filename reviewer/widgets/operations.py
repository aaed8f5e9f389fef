"""Runs work off the GUI thread, one operation after another, and reports how each ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from PyQt6 import sip
from PyQt6.QtCore import QCoreApplication, QObject, QThreadPool, pyqtSignal

from reviewer.widgets import unwaited
from runner.errors import RunnerError
from runner.review.language import spoken, translate
from runner.review.wording import refused_by_disk

_log = logging.getLogger(__name__)


class Operation(QObject):
    """One piece of work. Emits either `succeeded` with its result or `failed` with a sentence, then `ended`."""

    succeeded = pyqtSignal(object)
    failed = pyqtSignal(str)
    ended = pyqtSignal(object)  # the operation itself

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """Do the work in the calling thread; the signals are delivered in the thread that made the operation."""
        try:
            result = self._work()
        except RunnerError as error:
            self.failed.emit(error.in_words(spoken()))
        except OSError as error:
            _log.warning("an operation was refused: %s", error)
            self.failed.emit(refused_by_disk(error))
        except Exception as error:  # a defect must not cost unsaved work
            _log.exception("an operation failed")
            self.failed.emit(defect(error))
        else:
            self.succeeded.emit(result)
        self.ended.emit(self)


def _is_gone(listener: Callable[..., object]) -> bool:
    """True if this is a method of a deleted widget, such as a dialog that was closed before the work was done."""
    method = listener.func if isinstance(listener, partial) else listener
    owner = getattr(method, "__self__", None)
    return isinstance(owner, QObject) and sip.isdeleted(owner)


def defect(error: BaseException) -> str:
    """The sentence about an unexpected exception."""
    said = translate("operations", "This failed because of a defect in the program: {}: {}")
    return said.format(type(error).__name__, error)


class Operations(QObject):
    """A queue of operations and one thread that carries them out in order."""

    failed = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._open: set[Operation] = set()
        self._closed = False

    def submit(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[str], None] | None = None,
    ) -> None:
        """Queue work; `then` (with its result) or `otherwise` (with a sentence, by default `failed`) is called here."""
        operation = Operation(work)
        if then:
            operation.succeeded.connect(partial(self._tell, then))
        operation.failed.connect(partial(self._tell, otherwise or self.failed.emit))
        operation.ended.connect(self._end)
        self._open.add(operation)
        self._pool.start(operation.run)

    def is_idle(self) -> bool:
        """True if all operations have finished and their results have been delivered."""
        return not self._open

    def close(self) -> None:
        """Wait until all operations have finished and are delivered; results of later ones are dropped."""
        self.wait()
        QCoreApplication.processEvents()
        self._closed = True

    def leave(self) -> None:
        """Let pending work end by itself and drop its results: for work that changes nothing and may take long."""
        self._closed = True
        self.setParent(None)
        if self._open:
            unwaited.hold(self)

    def wait(self) -> None:
        """Wait until all operations have finished."""
        self._pool.waitForDone()

    def _tell(self, listener: Callable[[Any], None], said: Any) -> None:
        if not self._closed and not _is_gone(listener):
            listener(said)

    def _end(self, operation: Operation) -> None:
        self._open.discard(operation)
        if not self._open:
            unwaited.release(self)
