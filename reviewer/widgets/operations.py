"""Every change goes through here: off the GUI thread, one after the other, and it says how it went."""

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
    """One piece of work with one end: `succeeded` with its result, or `failed` with a sentence."""

    succeeded = pyqtSignal(object)
    failed = pyqtSignal(str)
    ended = pyqtSignal(object)  # the operation itself

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        """Do the work in the calling thread; the signals arrive in the thread that made the operation."""
        try:
            result = self._work()
        except RunnerError as error:
            self.failed.emit(error.in_words(spoken()))
        except OSError as error:
            _log.warning("an operation was refused: %s", error)
            self.failed.emit(refused_by_disk(error))
        except Exception as error:  # a defect must not take unsaved work with it
            _log.exception("an operation failed")
            self.failed.emit(defect(error))
        else:
            self.succeeded.emit(result)
        self.ended.emit(self)


def _is_gone(listener: Callable[..., object]) -> bool:
    """Whether the widget whose method this is has been deleted: a dialog that was closed before the work was done."""
    method = listener.func if isinstance(listener, partial) else listener
    owner = getattr(method, "__self__", None)
    return isinstance(owner, QObject) and sip.isdeleted(owner)


def defect(error: BaseException) -> str:
    """What is said of an error that nobody foresaw."""
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
        """Queue work; `then` or `otherwise` is called in this thread. Without `otherwise`, `failed` tells."""
        operation = Operation(work)
        if then:
            operation.succeeded.connect(partial(self._tell, then))
        operation.failed.connect(partial(self._tell, otherwise or self.failed.emit))
        operation.ended.connect(self._end)
        self._open.add(operation)
        self._pool.start(operation.run)

    def is_idle(self) -> bool:
        """Whether everything is done and told."""
        return not self._open

    def close(self) -> None:
        """Wait until everything is carried out and told; what comes later is carried out and told to nobody."""
        self.wait()
        QCoreApplication.processEvents()
        self._closed = True

    def leave(self) -> None:
        """Let what is under way end by itself, and tell nobody: for work that changes nothing and may take long."""
        self._closed = True
        self.setParent(None)
        if self._open:
            unwaited.hold(self)

    def wait(self) -> None:
        """Wait until everything is carried out."""
        self._pool.waitForDone()

    def _tell(self, listener: Callable[[Any], None], said: Any) -> None:
        if not self._closed and not _is_gone(listener):
            listener(said)

    def _end(self, operation: Operation) -> None:
        self._open.discard(operation)
        if not self._open:
            unwaited.release(self)
