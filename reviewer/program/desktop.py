"""The program around the window: theme, screenshot, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import sys
from types import TracebackType

from PyQt6.QtCore import QDeadlineTimer, QEventLoop, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication

from reviewer.arguments import MADE_BY, Arguments
from reviewer.program import window_size
from reviewer.program.gc_tuning import GcTuning
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.widgets import theme, translation, unwaited
from reviewer.widgets.operations import defect
from runner.errors import EnvError
from runner.review import settings
from runner.review.language import translate

_log = logging.getLogger(__name__)
_SETTLE_MS, _CLOSE_MS = 120_000, 60_000
"""How long a screenshot waits for the page to settle, and then for the window to close; a machine may be busy."""

_PICTURED = (1280, 800)
"""Default width and height of a screenshot, whatever the size of the screen."""


def show(request: Arguments) -> int:
    """Show the window until it is closed, or write a screenshot (EnvError if that fails). Returns the exit code."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    qInstallMessageHandler(_log_message)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("reviewer")
    own = settings.load()
    translation.speak(app, request.language or own.language)
    theme.apply(app, request.theme or own.theme, own.text_size)
    shell = Shell(Place(request.runs, request.reviewer), own)
    sys.excepthook = lambda kind, error, trace: _say(shell, kind, error, trace)
    window_size.begin(shell, request.size or (_PICTURED if request.screenshot else None), own)
    shell.open(request.destination)
    shell.show()
    GcTuning(app)
    if request.screenshot is None:
        code = app.exec()
        window_size.remember(shell, own)
        unwaited.wait_for_all()
        return code
    _settle(shell)
    picture = shell.grab().toImage()
    picture.setText("Software", MADE_BY)
    if not picture.save(str(request.screenshot)):
        raise EnvError(
            translate("desktop", "{} cannot be written.").format(request.screenshot),
            translate("desktop", "Choose another file, ending in .png."),
        )
    _close(shell)
    unwaited.wait_for_all()
    return 0


def _settle(shell: Shell) -> None:
    """Wait until pictures are decoded, texts are checked and no work is in progress."""
    deadline, quiet = QDeadlineTimer(_SETTLE_MS), 0
    while not deadline.hasExpired() and quiet < 5:
        _pause(100)
        quiet = quiet + 1 if shell.is_quiet() else 0


def _close(shell: Shell) -> None:
    """Close the window, which waits for work in progress."""
    deadline = QDeadlineTimer(_CLOSE_MS)
    while not shell.close() and not deadline.hasExpired():
        _pause(100)


def _pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:  # noqa: ARG001
    """Log Qt's messages, except the one about size hints, which a screenshot without a screen causes."""
    if message and "This plugin does not support" not in message:
        _log.warning(message)


def _say(shell: Shell, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a defect and show it in the window. What was typed and decided is in the catalogue already."""
    _log.error("a defect", exc_info=(kind, error, trace))
    page = shell.page()
    if page is not None:
        # A signal reaches the GUI thread from any thread.
        page.operations.failed.emit(defect(error))
