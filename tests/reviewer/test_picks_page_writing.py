"""Writing thousands of files of picks: progress is shown, and stopping leaves every file whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.picks.picks_page import PicksPage
from runner.review.many_files import GoOn, to_the_end
from runner.review.picks.desk import PicksDesk
from runner.review.picks.exports import AsStars
from tests.reviewer.bursts import said
from tests.reviewer.export_dialogs import choose, dialog_of, do

Open = Callable[..., PicksPage]


class Waiting(AsStars):
    """Stars that wait before the third photo until they are stopped."""

    def carry_out(self, desk: PicksDesk, go_on: GoOn = to_the_end) -> str:
        def slow(done: int, every: int) -> bool:
            while done == 2 and go_on(done, every):
                time.sleep(0.01)
            return go_on(done, every)

        return super().carry_out(desk, slow)


def test_stop_leaves_whole_files_and_the_same_again_writes_the_rest(
    open_picks_page: Open, clean_photos: Path, burst_runs: Path, qtbot: QtBot
) -> None:
    page = open_picks_page()
    dialog = dialog_of(page, qtbot)
    choose(dialog, "stars", qtbot)
    dialog.export = lambda: Waiting(4)  # type: ignore[method-assign]
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.sentence.text() == "2 of 6 written (33%)", timeout=10_000)
    assert dialog.stop_it.isVisible()
    assert not dialog.do.isEnabled()
    page.actions_by_name["keep_photo"].trigger()  # decisions do not wait for files
    qtbot.waitUntil(lambda: said(burst_runs).get("cat_1") == "pick", timeout=10_000)
    QTest.mouseClick(dialog.stop_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.sentence.text().startswith("Stopped: 4 photos not reached."), timeout=10_000)
    assert not dialog.stop_it.isVisible()
    written = sorted(clean_photos.glob("*.xmp*"))
    assert len(written) == 2
    assert all(b"Rating" in path.read_bytes() for path in written)
    dialog.close()
    dialog = dialog_of(page, qtbot)
    choose(dialog, "stars", qtbot)
    do(page, dialog, qtbot)
    assert len([*clean_photos.glob("*.xmp")]) >= 6
    assert not [*clean_photos.glob("*.backup")], "what has stars is left as it is"
    dialog.close()


def test_a_window_that_goes_ends_the_writing(open_picks_page: Open, clean_photos: Path, qtbot: QtBot) -> None:
    page = open_picks_page()
    page.writing.start(partial(Waiting(3).carry_out, page.desk), lambda _: None, lambda _: None)
    qtbot.waitUntil(lambda: len([*clean_photos.glob("*.xmp")]) == 2, timeout=10_000)
    page.close()
    assert len([*clean_photos.glob("*.xmp*")]) == 2
