"""A program that works beside the window: started, listened to, stopped, never waited for."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QObject, QProcess, QProcessEnvironment, pyqtSignal

from runner.messages.wording import SPOKEN
from runner.review.language import spoken

INTERRUPTED = 130
NOT_STARTED = 3
PATIENCE_MS = 5000
"""How long the end of the window waits for a program that was told to stop."""


class Child(QObject):
    """One program from start to end. `complaints` is what it said on standard error, `said_all` on standard output."""

    said = pyqtSignal(str)  # a line
    ended = pyqtSignal(int)  # the exit code; 130 when it was stopped

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
        """Start it; what comes of it is told by the signals."""
        self._process.start()

    def stop(self) -> None:
        """Ask it to stop; it ends what it is at. Asked for the second time, it is killed."""
        if self._stopped:
            self._process.kill()
        self._stopped = True
        self._process.terminate()

    def kill(self) -> None:
        """End it at once: for a program that has nothing to bring to an end."""
        self._stopped = True
        self._process.kill()

    def end(self) -> None:
        """Stop it and wait: only for the end of the window."""
        self.blockSignals(True)
        self.stop()
        if not self._process.waitForFinished(PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)

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
