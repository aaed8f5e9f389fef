"""The pages of people, picks, runs and new sets killed with signal 9: what the window reported is on disk."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from in_a_process import environment, words

from runner.imaging import samples
from runner.intake import drafts
from runner.service.queue import Queue
from tests.reviewer.astronauts import found_again
from tests.reviewer.bursts import said as flags
from tests.reviewer.bursts import session_of

_FOR_EVER = """
    print("told", flush=True)
    until(lambda: False)
"""


def killed(tmp_path: Path, destination: str, does: str, where: Path, runs: Path) -> None:
    """Open a page, do something there, and kill the program as soon as the page tells that it is done."""
    command = words(tmp_path, destination, does + _FOR_EVER, where, runs)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(), cwd=tmp_path) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "told\n"
        program.send_signal(signal.SIGKILL)


def test_a_name_outlives_a_kill(library: Path, tmp_path: Path) -> None:
    does = """
    page.shown.groups.setFocus()
    page.shown.panel.named.emit("Eileen")
    until(lambda: "1 with a name" in page.shown.head.text())
    """
    killed(tmp_path, "People()", does, library, library)
    assert found_again(library)[0] == ("Eileen", 4)


def test_a_pick_outlives_a_kill(burst_runs: Path, tmp_path: Path) -> None:
    does = """
    page.amount.pick.click()
    until(page.is_quiet)
    page.actions_by_name["keep_photo"].trigger()
    until(lambda: page.board.counts()["decided"] == 1)
    """
    killed(tmp_path, "Picks(where)", does, session_of(burst_runs).review_set.run, burst_runs)
    assert sorted(flags(burst_runs).values()).count("pick") == 1


def test_the_order_of_the_queue_outlives_a_kill(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    for title in ("one", "two"):
        Queue(runs).add(["set=demo"], title=title)
    does = """
    page._choose(page._found.waiting[1].key)
    page.actions_by_name["job_earlier"].trigger()
    until(lambda: page._found.waiting[0].title == "two")
    """
    killed(tmp_path, "Runs()", does, runs, runs)
    assert [job.title for job in Queue(runs).jobs()] == ["two", "one"]


def test_a_planned_set_outlives_a_kill(tmp_path: Path) -> None:
    photos = tmp_path / "Holidays"
    samples.lay_out(photos)
    does = """
    from runner.intake import drafts
    until(lambda: drafts.load())
    """
    opens = "NewSets((where,))); import reviewer.intake.row_work as work; work.USUAL_SAMPLE = 0; (0"
    killed(tmp_path, opens, does, photos, tmp_path / "runs")
    assert [row.folder for row in drafts.load()] == [str(photos)]
