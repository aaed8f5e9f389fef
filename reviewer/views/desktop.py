"""The program around the window: theme, screenshot, and what happens when something goes wrong."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from PyQt6.QtCore import QDeadlineTimer, QEventLoop, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication

from reviewer.arguments import Arguments
from reviewer.views import theme, translation, window_size
from reviewer.views.blind_window import BlindWindow
from reviewer.views.gc_tuning import GcTuning
from reviewer.views.operations import defect
from reviewer.views.window import Window
from runner.errors import EnvError
from runner.review import review_set, settings
from runner.review.blind import Blind
from runner.review.language import translate
from runner.review.session import Session

_log = logging.getLogger(__name__)
_SETTLE_MS = 8000
_PICTURED = (1280, 800)
"""Width and height of a screenshot, whatever the screen is."""

Shown = Window | BlindWindow


def show(request: Arguments) -> int:
    """Open the window and stay until it is closed, or take its picture; returns the exit code."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    qInstallMessageHandler(_log_message)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("reviewer")
    own = settings.load()
    translation.speak(app, request.language or own.language)
    work = _work(request)
    theme.apply(app, request.theme or own.theme)
    window = Window(work, own) if isinstance(work, Session) else BlindWindow(work)
    sys.excepthook = lambda kind, error, trace: _say(window, kind, error, trace)
    window_size.begin(window, request.size or (_PICTURED if request.screenshot else None), own)
    window.show()
    GcTuning(app)
    if isinstance(window, Window):
        _arrange(window, request)
    if request.screenshot is None:
        code = app.exec()
        window_size.remember(window, own)
        return code
    _settle(window)
    if not window.grab().save(str(request.screenshot)):
        raise EnvError(
            translate("desktop", "{} cannot be written.").format(request.screenshot),
            translate("desktop", "Choose another file, ending in .png."),
        )
    window.close()
    return 0


def _work(request: Arguments) -> Session | Blind:
    """What the window is about."""
    if request.sweep is not None:
        return Blind(request.sweep, request.runs, request.reviewer)
    assert request.run is not None  # one of the two is asked for
    return session_of(request.run, request.runs, request.reviewer)


def session_of(run: Path, runs: Path, reviewer: str) -> Session:
    """The review of a run by one person, who can undo what they did last before the window was closed."""
    session = Session(review_set.read(run, runs), reviewer)
    session.restore_undo()
    return session


def _arrange(window: Window, request: Arguments) -> None:
    """Show what the command line asks for: a filter's photos, one of them, one of the views."""
    if request.filter:
        window.filters.apply(request.filter)
    places = window.centre.model.places()
    number = request.photo or 1
    if places:
        window.centre.go_to(places[min(number, len(places)) - 1])
    if request.photo and number > len(places):
        said = translate("desktop", "There is no photo number {}: %Ln photo(s) shown.", "", len(places))
        window.say(said.format(number))
    window.centre.look(request.view or ("photo" if request.photo else "grid" if request.filter else "overview"))


def _settle(window: Shown) -> None:
    """Wait until pictures are decoded, rules have looked and nothing is under way."""
    deadline, quiet = QDeadlineTimer(_SETTLE_MS), 0
    while not deadline.hasExpired() and quiet < 5:
        _pause(100)
        quiet = quiet + 1 if window.is_quiet() else 0


def _pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:  # noqa: ARG001
    """Qt's warnings go to the log; that a picture without a screen has no size hints is none."""
    if message and "This plugin does not support" not in message:
        _log.warning(message)


def _say(window: Shown, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect is said in the window; what was typed and decided is in the catalogue already."""
    _log.error("a defect", exc_info=(kind, error, trace))
    # A signal reaches the window from any thread.
    window.operations.failed.emit(defect(error))
