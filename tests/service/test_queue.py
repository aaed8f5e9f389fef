"""The queue of runs: several programs at once, a killed worker, jobs that cannot run, jobs for tonight."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from runner.errors import ConfigError, EnvError
from runner.service import locks
from runner.service.job import Job
from runner.service.queue import REMEMBERED, Queue
from runner.service.worker import work
from runner.store import runfile

PATIENCE_S = 120


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(tmp_path / "runs")


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; it may take as long as a loaded machine needs."""
    given_up = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < given_up, "it never happened"
        time.sleep(0.05)


def program(text: str, *words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", text, *map(str, words)], stdout=subprocess.PIPE)


def titles(queue: Queue) -> list[str]:
    return [job.title for job in queue.jobs()]


def test_jobs_wait_in_the_order_in_which_they_were_added_and_can_be_moved(queue: Queue) -> None:
    one, two, three = (queue.add([f"set={name}"], title=name) for name in ("one", "two", "three"))
    queue.move(three, 0)
    assert titles(queue) == ["three", "one", "two"]
    queue.move(three, 9)
    assert titles(queue) == ["one", "two", "three"]
    queue.remove(two)
    assert titles(queue) == ["one", "three"]
    assert queue.add(["set=four"], title="four").number == 4
    with pytest.raises(ConfigError, match="no such job"):
        queue.remove(two)
    assert Queue(queue.runs).jobs() == queue.jobs(), "another program sees the same"
    assert one.command == f"runner set=one paths.runs={queue.runs}"


def test_a_job_of_the_usual_folder_names_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Queue(Path("runs")).add(["set=birds"], title="birds").words == ("set=birds",)
    assert Queue(tmp_path / "runs").add(["paths.runs=x"], title="x").words == ("paths.runs=x",)


_ADD = """
import sys
from pathlib import Path
from runner.service.queue import Queue
queue = Queue(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    queue.add(["set=x"], title=f"{sys.argv[2]} {number}")
    print(number, flush=True)
"""


def test_two_programs_add_at_once_and_nothing_is_lost(queue: Queue) -> None:
    adders = [program(_ADD, queue.runs, name, 40) for name in ("a", "b")]
    for adder in adders:
        adder.communicate(timeout=PATIENCE_S)
    assert sorted(titles(queue)) == sorted(f"{name} {number}" for name in "ab" for number in range(40))
    assert [job.number for job in queue.jobs()] == list(range(1, 81))


@pytest.mark.parametrize("said", [1, 4, 9])
def test_an_adder_that_is_killed_loses_none_that_it_had_added(queue: Queue, said: int) -> None:
    adder = program(_ADD, queue.runs, "a", 100_000)
    assert adder.stdout is not None
    for _ in range(said):
        adder.stdout.readline()
    adder.kill()
    left = adder.communicate()[0].split()
    promised = {f"a {number}" for number in range(said + len(left))}
    assert promised <= set(titles(queue))
    queue.add(["set=y"], title="after")
    assert titles(queue)[-1] == "after"
    assert not list(queue.folder.glob("*.tmp"))


def test_a_damaged_file_is_said_and_never_overwritten(queue: Queue) -> None:
    queue.add(["set=x"], title="x")
    file = queue.folder / "queue.json"
    damaged = file.read_text().replace("set=x", "set=z")
    file.write_text(damaged)
    for attempt in (queue.jobs, lambda: queue.add(["set=y"], title="y")):
        with pytest.raises(EnvError, match="not as it was written"):
            attempt()
    assert file.read_text() == damaged


def test_a_job_whose_command_is_wrong_ends_with_its_complaint_and_the_next_one_is_run(queue: Queue) -> None:
    queue.add(["set=nowhere_to_be_found"], title="wrong")
    queue.add(["--version"], title="right")
    assert work(queue)
    assert queue.jobs() == []
    right, wrong = queue.ended()
    assert (right.code, right.problem) == (0, "")
    assert wrong.code == 2
    assert "nowhere_to_be_found" in wrong.problem


def test_a_job_whose_folder_is_gone_ends_and_the_next_one_is_run(
    queue: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    queue.add(["--version"], title="of the folder")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone").rmdir()
    queue.add(["--version"], title="next")
    work(queue)
    after, lost = queue.ended()
    assert (lost.code, after.code) == (3, 0)
    assert "gone" in lost.problem


def test_a_job_for_tonight_lets_the_others_go_first(tmp_path: Path) -> None:
    time_now = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)
    naps = list[float]()

    def nap(seconds: float) -> None:
        nonlocal time_now
        naps.append(seconds)
        time_now += timedelta(hours=1)

    queue = Queue(tmp_path / "runs", lambda: time_now)
    queue.add(["--version"], title="tonight", not_before=datetime(2026, 11, 28, 22, 0, tzinfo=UTC))
    queue.add(["--version"], title="now")
    work(queue, nap)
    tonight, now = queue.ended()
    assert (now.title, now.started_at) == ("now", datetime(2026, 11, 28, 18, 0, tzinfo=UTC))
    assert (tonight.title, tonight.started_at) == ("tonight", datetime(2026, 11, 28, 22, 0, tzinfo=UTC))
    assert len(naps) == 4


def test_a_time_without_a_zone_is_local(queue: Queue) -> None:
    local = datetime(2026, 11, 28, 22, 0)
    assert queue.add(["--version"], title="x", not_before=local).not_before == local.astimezone(UTC)


def test_the_worker_outlives_who_started_it_and_ends_when_nothing_is_left(queue: Queue) -> None:
    queue.add(["--version"], title="x")
    starter = "import sys; from pathlib import Path; from runner.service.queue import Queue; "
    starter += "Queue(Path(sys.argv[1])).start_worker()"
    starting = program(starter, queue.runs)
    starting.communicate(timeout=PATIENCE_S)
    assert starting.returncode == 0
    until(lambda: not queue.jobs() and not queue.has_worker())
    assert [job.code for job in queue.ended()] == [0]
    said, complained = queue.output(queue.ended()[0])
    assert said.read_text().strip()
    assert complained.read_text() == ""


def test_there_is_one_worker(queue: Queue) -> None:
    queue.add(["--version"], title="x", not_before=datetime.now(UTC) + timedelta(hours=1))
    queue.start_worker()
    until(queue.has_worker)
    try:
        assert work(queue) is False
        assert titles(queue) == ["x"]
    finally:
        queue.remove(queue.jobs()[0])
    until(lambda: not queue.has_worker())


def test_ended_jobs_are_forgotten_in_time_with_what_they_said(queue: Queue) -> None:
    with queue.changed() as contents:
        jobs = [Job(number, (), "", queue.runs, queue.clock()) for number in range(1, REMEMBERED + 6)]
        contents.jobs = [job.ended(queue.clock(), 0, "") for job in jobs]
        for job in jobs:
            queue.output(job)[0].write_text("said")
    assert [job.number for job in queue.ended()] == list(range(REMEMBERED + 5, 5, -1))
    assert len(list(queue.folder.glob("*.out"))) == REMEMBERED


def demo_words(tmp_path: Path) -> list[str]:
    return ["set=demo", "caption=composer", f"paths.photos={tmp_path / 'photos'}"]


def worker_process(queue: Queue) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "runner", "queue", "work", f"paths.runs={queue.runs}"])


def running_pid(queue: Queue) -> int | None:
    return next((job.pid for job in queue.jobs() if job.state == "running"), None)


@pytest.mark.slow
def test_a_killed_worker_leaves_its_job_running_and_the_next_one_waits_for_it(queue: Queue, tmp_path: Path) -> None:
    queue.add(demo_words(tmp_path), title="demo")
    first = worker_process(queue)
    until(lambda: running_pid(queue))
    first.kill()
    first.wait()
    assert not locks.is_free(queue.job_lock), "the run lives"
    assert not queue.has_worker()
    assert worker_process(queue).wait(PATIENCE_S) == 0
    assert [job.code for job in queue.ended()] == [0]
    assert [file.state for run in runfile.find(queue.runs) if (file := runfile.read(run))] == ["finished"], "run once"


@pytest.mark.slow
def test_a_job_that_was_killed_with_its_worker_is_run_again(queue: Queue, tmp_path: Path) -> None:
    queue.add(demo_words(tmp_path), title="demo")
    first = worker_process(queue)
    until(lambda: running_pid(queue) and runfile.find(queue.runs))
    first.kill()
    os.kill(running_pid(queue) or 0, signal.SIGKILL)
    first.wait()
    assert worker_process(queue).wait(PATIENCE_S) == 0
    assert [job.code for job in queue.ended()] == [0]
    states = [file.state for run in runfile.find(queue.runs) if (file := runfile.read(run))]
    assert sorted(states) == ["finished", "killed"]


@pytest.mark.slow
def test_a_worker_that_is_interrupted_stops_its_job_and_the_job_waits_again(queue: Queue, tmp_path: Path) -> None:
    queue.add(demo_words(tmp_path), title="demo")
    first = worker_process(queue)
    until(lambda: running_pid(queue) and runfile.find(queue.runs))
    first.send_signal(signal.SIGINT)
    assert first.wait(PATIENCE_S) == 130
    assert locks.is_free(queue.job_lock)
    assert [(job.state, job.pid) for job in queue.jobs()] == [("waiting", None)]
