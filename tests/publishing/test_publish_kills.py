"""kill -9 at random moments: in the end everything is published once, as if nothing had happened."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from publish_kills import edition, taken_back
from publish_site import Site, local_site

from runner.publishing import publications
from runner.store.catalog import open_catalog

HERE = Path(__file__).parent


class Publisher:
    """The server of `publish_kills`: one publish at a time, each in a process of its own."""

    def __init__(self, site: Site, photos: int, folder: Path) -> None:
        (folder / "site.pickle").write_bytes(pickle.dumps(replace(site, database=None)))
        path = os.pathsep.join([str(HERE), str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, HERE / "publish_kills.py", folder / "site.pickle", str(photos)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip

    def publish(self, number: int, kill_after: float | None) -> int:
        """Publish an edition, killed after so many seconds; returns the status it ended with."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"edition": number}) + "\n")
        self._process.stdin.flush()
        child = int(self._process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with contextlib.suppress(ProcessLookupError):  # it came to its end meanwhile
                os.kill(child, signal.SIGKILL)
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate(timeout=30)


@pytest.fixture
def publisher(request: pytest.FixtureRequest, tmp_path: Path, kill_site: tuple[Site, int]) -> Iterator[Publisher]:
    made = Publisher(*kill_site, tmp_path)
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize("kill_site", [("servers", 200)], indirect=True)
def test_200_kills_with_real_servers_lose_nothing_and_double_nothing(
    publisher: Publisher, kill_site: tuple[Site, int]
) -> None:
    _kill_and_check(publisher, *kill_site, kills=200)


@pytest.mark.parametrize("kill_site", [("servers", 30), ("local", 60)], indirect=True)
def test_kills_lose_nothing_and_double_nothing(publisher: Publisher, kill_site: tuple[Site, int]) -> None:
    _kill_and_check(publisher, *kill_site, kills=25)


def _kill_and_check(publisher: Publisher, site: Site, photos: int, kills: int) -> None:
    began = time.monotonic()
    assert publisher.publish(1, None) == 0
    longest = min(0.7, (time.monotonic() - began) / 2)
    number, in_the_middle = _kill(publisher, site, kills, longest)
    assert in_the_middle > kills / 4, "the kills came before the work began, or after it"
    assert publisher.publish(number, None) == 0
    published = edition(number, photos)
    site.assert_holds([each for each in published if each not in taken_back(published)])
    assert all(each.rev <= number for each in site.known().values())
    before = site.state()
    assert publisher.publish(number, None) == 0
    assert site.state() == before


def _kill(publisher: Publisher, site: Site, kills: int, longest: float) -> tuple[int, int]:
    """Kill so many publishes; when one comes to its end, the next edition begins.

    Returns the edition begun last, and how many kills left something unfinished. When kills come before the work
    begins they come later from then on, and earlier when it had ended: how fast a machine is nobody knows.
    """
    chance, number, killed, in_the_middle = random.Random(6), 2, 0, 0
    while killed < kills:
        status = publisher.publish(number, chance.uniform(0.0, longest))
        if os.WIFSIGNALED(status):
            killed += 1
            with open_catalog(site.catalog) as catalog:
                unfinished = bool(publications.journal(catalog, site.options.name))
            in_the_middle += unfinished
            longest *= 1.0 if unfinished else 1.2
        else:
            assert os.waitstatus_to_exitcode(status) == 0
            number += 1
            longest *= 0.9
    return number, in_the_middle


@pytest.fixture
def kill_site(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Site, int]:
    kind, photos = request.param
    if kind == "local":
        return local_site(tmp_path), photos
    return request.getfixturevalue("server_site"), photos
