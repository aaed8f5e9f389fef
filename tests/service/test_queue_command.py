"""`runner queue`: what a person types, and its output."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from runner.cli import run
from runner.errors import ConfigError
from runner.service.moment import moment, said
from runner.service.queue import Queue
from runner.service.worker import work


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    """A queue that is empty again at the end: the worker that `add` starts ends then."""
    made = Queue(tmp_path / "runs")
    yield made
    for job in made.jobs():
        made.remove(job)


def test_a_run_for_tonight_is_added_listed_moved_and_removed(queue: Queue, capsys: pytest.CaptureFixture[str]) -> None:
    runs = f"paths.runs={queue.runs}"
    for name in ("herons", "owls"):
        assert run(["queue", "add", f"set={name}", "at=2999-12-24T22:00", runs]) == 0
    assert run(["queue", "move", "2", "1", runs]) == 0
    capsys.readouterr()
    assert run(["queue", runs]) == 0
    first, second = capsys.readouterr().out.splitlines()[:2]  # the worker may not be there yet
    assert first == f"  2  owls: waiting until 2999-12-24 22:00  (runner set=owls paths.runs={queue.runs})"
    assert second.startswith("  1  herons: waiting until")
    assert run(["queue", "remove", "2", runs]) == 0
    assert [job.words[0] for job in queue.jobs()] == ["set=herons"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add"], "Which set?"),
        (["add", "set=x", "tonight"], "tonight: not an option"),
        (["add", "set=x", "at=noon"], "at=noon: write a time of day"),
        (["add", "set=x", "at=2001-01-01T10:00"], "that time has passed"),
        (["remove", "7"], "no such job"),
        (["dance"], "runner queue [list"),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_added(
    queue: Queue, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["queue", *words, f"paths.runs={queue.runs}"]) == 2
    assert said in capsys.readouterr().err
    assert queue.jobs() == []


def test_why_a_job_failed_is_listed(queue: Queue, capsys: pytest.CaptureFixture[str]) -> None:
    queue.add(["set=nowhere_to_be_found"], title="mine")
    assert run(["queue", f"--runs={queue.runs}"]) == 0
    assert "Nothing is processing the queue" in capsys.readouterr().out
    work(queue)
    run(["queue", f"--runs={queue.runs}"])
    job, hint = capsys.readouterr().out.splitlines()
    assert "mine: failed: The configuration is wrong:" in job
    assert hint.startswith("The queue is empty.")


NOW = datetime(2026, 11, 28, 18, 30)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("22:00", datetime(2026, 11, 28, 22, 0)),
        ("06:15", datetime(2026, 11, 29, 6, 15)),
        ("18:30", datetime(2026, 11, 29, 18, 30)),
        ("2026-12-24T22:00", datetime(2026, 12, 24, 22, 0)),
        ("2026-12-24 22:00", datetime(2026, 12, 24, 22, 0)),
    ],
)
def test_a_time_of_day_is_the_next_one(written: str, meant: datetime) -> None:
    assert moment(written, NOW) == meant.astimezone()


def test_a_moment_is_said_with_its_date_where_the_time_could_mean_another_day() -> None:
    now = NOW.astimezone()
    assert said(moment("06:15", NOW), now) == "06:15"
    assert said(moment("18:30", NOW), now) == "2026-11-29 18:30"


def test_a_date_that_is_over_is_refused() -> None:
    with pytest.raises(ConfigError, match="has passed"):
        moment("2026-11-28T18:30", NOW)
