"""Ctrl-C while stars, links or people are written: the current file is finished, and this is reported."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner import interruption
from runner.review.commands.counting import counting
from runner.review.many_files import GoOn, unreached
from runner.review.picks.results import link, star


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"IMG_{n}.JPG" for n in range(5)]
    for path in made:
        path.touch()
    return made


@pytest.fixture
def listening() -> Iterator[None]:
    """Signals as the program handles them."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    interruption.listen()
    yield
    interruption.listen()
    for each, handler in before.items():
        signal.signal(each, handler)


def interrupted_at(second: int, go_on: GoOn) -> GoOn:
    def told(done: int, every: int) -> bool:
        if done == second:
            os.kill(os.getpid(), signal.SIGINT)
        return go_on(done, every)

    return told


@pytest.mark.usefixtures("listening")
def test_ctrl_c_ends_between_two_files(photos: list[Path]) -> None:
    said: list[str] = []
    with pytest.raises(KeyboardInterrupt), interruption.put_off():
        with counting("Writing stars") as go_on:
            done = star(photos, 3, interrupted_at(2, go_on))
        said += unreached(done.left)
    assert said == ["Stopped: 3 photos not reached. Start it again to continue."]
    assert sorted(path.name for path in photos[0].parent.glob("*.xmp*")) == ["IMG_0.JPG.xmp", "IMG_1.JPG.xmp"]


def test_what_was_stopped_goes_on_where_it_was(photos: list[Path], tmp_path: Path) -> None:
    first = link(photos, tmp_path / "best", lambda done, _every: done < 2)
    assert (first.made, first.left) == (2, 3)
    again = link(photos, tmp_path / "best")
    assert (again.made, again.left) == (3, 0)
    assert star(photos, 3, lambda done, _every: done < 4).left == 1
    rest = star(photos, 3)
    assert [path.name for path in rest.written] == ["IMG_4.JPG.xmp"]
    assert not rest.backups


def test_each_file_is_told_with_the_number_of_all(photos: list[Path], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    link(photos, tmp_path / "best", lambda done, every: not told.append((done, every)))
    assert told == [(n, 5) for n in range(1, 6)]
