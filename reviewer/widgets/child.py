"""A child process that works in the background: it is started, listened to and stopped without blocking the window."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QObject, QProcess, QProcessEnvironment, pyqtSignal

from reviewer.widgets import unwaited
from runner.messages.wording import SPOKEN
from runner.review.language import spoken

INTERRUPTED = 130
NOT_STARTED = 3


class Child(QObject):
    """One child process. `complaints` is its standard error so far, `said_all` its standard output."""

    said = pyqtSignal(str)  # a line of standard output
    ended = pyqtSignal(int)  # exit code; 130 if stopped, 3 if it did not start, -signal if it crashed

    def __init__(self, words: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self.said_all = self.complaints = ""
        self._rest = b""
        self._stopped = False
        self._process = QProcess(self)
        self._process.setProgram(words[0])
        self._process.setArguments(list(words[1:]))
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONIOENCODING", "utf-8")
        environment.insert(SPOKEN, spoken())
        self._process.setProcessEnvironment(environment)
        self._process.setStandardInputFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._complain)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._failed)

    def start(self) -> None:
        """Start the process; the signals report its output and its end."""
        self._process.start()

    def stop(self) -> None:
        """Ask the process to stop after its current work; a second call kills it."""
        if self._stopped:
            self._process.kill()
        self._stopped = True
        self._process.terminate()

    def kill(self) -> None:
        """Kill the process at once: for a program that has nothing to finish."""
        self._stopped = True
        self._process.kill()

    def abandon(self) -> None:
        """Kill the process and emit nothing more: for a program whose answer is not wanted any more."""
        self.blockSignals(True)
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self.setParent(None)
        unwaited.hold(self)
        self._process.finished.connect(lambda _code, _status: unwaited.release(self))
        self._process.kill()

    def wait(self) -> None:
        """Wait until the process, which has been killed, has ended."""
        self._process.waitForFinished()

    def _read(self) -> None:
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            text = line.decode("utf-8", "replace")
            self.said_all += f"{text}\n"
            self.said.emit(text)

    def _complain(self) -> None:
        self.complaints += self._process.readAllStandardError().data().decode("utf-8", "replace")

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._complain()
        crashed = status == QProcess.ExitStatus.CrashExit
        self.ended.emit(INTERRUPTED if crashed and self._stopped else -code if crashed else code)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.complaints = f"{self._process.program()}: {self._process.errorString()}"
            self.ended.emit(NOT_STARTED)
