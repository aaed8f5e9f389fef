"""Fixtures for windows over small real runs, which are made once and copied."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from in_trouble import At
from PyQt6 import sip
from PyQt6.QtCore import QEvent, QObject
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.picks.picks_page import PicksPage
from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.widgets import theme, unwaited
from reviewer.widgets.destinations import Destination
from reviewer.widgets.hint_bar import HINTS
from reviewer.widgets.operations import Operations
from reviewer.widgets.work import WorkBoard
from runner.review import settings
from runner.review.picks.amount import Amount
from runner.review.picks.opening import open_picks
from runner.review.session import Session
from tests.reviewer.bursts import session_of

THREE = Amount(keep=3)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.save(settings.Settings(hints=list(HINTS)))  # the tester has used the program before


def _is_done(window: QObject) -> bool:
    """Whether all its operations have delivered their results, including saves that nobody waits for."""
    return all(each.is_idle() for each in window.findChildren(Operations))


class Shown(Protocol):
    """A window of the program."""

    def show(self) -> None: ...
    def close(self) -> bool: ...
    def is_quiet(self) -> bool: ...
    def deleteLater(self) -> None: ...  # noqa: N802 (Qt's name)


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Shown], None]]:
    """Show real windows. Each becomes quiet before the test goes on, and is closed at its end."""
    opened: list[Shown] = []
    theme.apply(qapp, "dark")

    def one(window: Shown) -> None:
        opened.append(window)
        with qtbot.waitExposed(window, timeout=60_000):
            window.show()
        qtbot.waitUntil(window.is_quiet, timeout=60_000)
        qapp.processEvents()  # a layout shows new widgets one turn later

    yield one
    for window in opened:
        window.close()
    unwaited.wait_for_all()
    for window in opened:  # otherwise a later test that applies a theme would style it again
        if not sip.isdeleted(window) and _is_done(window):
            window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def board(qapp: QApplication) -> Iterator[WorkBoard]:
    """The board for work that outlives a page, until the program ends."""
    made = WorkBoard(qapp)
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def open_window(show: Callable[[Shown], None], board: WorkBoard) -> Callable[[Session], Window]:
    def make(session: Session) -> Window:
        window = Window(session, settings.load(), board)
        window.resize(1280, 800)
        show(window)
        return window

    return make


@pytest.fixture
def window(session: Session, open_window: Callable[[Session], Window]) -> Window:
    return open_window(session)


@pytest.fixture
def at(show: Callable[[Shown], None]) -> At:
    """Open a page of the program over a runs folder."""

    def opened(where: Destination, runs: Path) -> Shell:
        shell = Shell(Place(runs, "Ada"), settings.load())
        shell.open(where)
        shell.resize(1280, 800)
        show(shell)
        return shell

    return opened


@pytest.fixture
def sweep(run: Path, runs: Path) -> Path:
    """A sweep of three variants of the demo; see `tests.reviewer.variants`."""
    from tests.reviewer.variants import prepare

    return prepare(run, runs)


@pytest.fixture(scope="session")
def full_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shared library to be preloaded, which simulates a full disk."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler")
    made = tmp_path_factory.mktemp("full") / "full_disk.so"
    source = Path(__file__).parents[1] / "system" / "full_disk.c"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"], check=True)
    return made


@pytest.fixture(scope="session")
def astronauts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runs folder with real faces; see `tests.reviewer.astronauts`."""
    from tests.reviewer.astronauts import prepare

    return prepare(tmp_path_factory.mktemp("astronauts"))


@pytest.fixture
def library(astronauts: Path, tmp_path: Path) -> Path:
    """A copy of it to work on."""
    return Path(shutil.copytree(astronauts, tmp_path / "library", symlinks=True))


@pytest.fixture(scope="session")
def bursts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runs folder with bursts without any picks; see `tests.reviewer.bursts`."""
    from tests.reviewer.bursts import prepare, shoot

    folder = tmp_path_factory.mktemp("bursts")
    shoot(folder / "photos")
    return prepare(folder, "set.people=true")


@pytest.fixture
def burst_runs(bursts: Path, tmp_path: Path) -> Path:
    """A copy of it to work on."""
    return Path(shutil.copytree(bursts, tmp_path / "burst_runs", symlinks=True))


@pytest.fixture
def clean_photos(bursts: Path) -> Iterator[Path]:
    """The folder of the photos, from which sidecars are removed at the end."""
    folder = bursts.parent / "photos"
    yield folder
    for path in folder.glob("*.xmp*"):
        path.unlink()


@pytest.fixture
def open_picks_page(burst_runs: Path, show: Callable[[Shown], None]) -> Callable[..., PicksPage]:
    """Open the picks page of it; if `amount` is None, the page asks how many."""

    def make(amount: Amount | None = THREE, reviewer: str = "Ada") -> PicksPage:
        session = session_of(burst_runs, reviewer)
        session.restore_undo()
        page = PicksPage(open_picks(session, amount), settings.load())
        page.resize(1280, 800)
        show(page)
        return page

    return make
