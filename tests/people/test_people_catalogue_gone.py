"""A drive disconnected while the people page is open: nothing is written to where it used to be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from made_desk import desk, existing

from runner.errors import EnvError
from runner.people import telling
from runner.review.people import naming
from runner.review.people.desk import PeopleDesk
from runner.store import people
from runner.store.catalog import open_existing


def ann(now: PeopleDesk) -> None:
    now.say(naming.name(now.grouping, now.board.unnamed[:1], "Ann"))


ATTEMPTS: list[Callable[[PeopleDesk], object]] = [
    ann,
    PeopleDesk.undo,
    PeopleDesk.redo,
    PeopleDesk.regroup,
    PeopleDesk.hear,
    lambda now: now.forget(now.board.named[0]),
    lambda now: now.session.history(),
    lambda now: now.session.newest(),
    lambda now: now.session.left("Ann"),
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("gone", ["folder", "catalogue"])
def test_nothing_is_made_where_the_catalogue_was(
    tmp_path: Path, attempt: Callable[[PeopleDesk], object], gone: str
) -> None:
    runs, away = tmp_path / "runs", tmp_path / "away"
    (runs / "people").mkdir(parents=True)
    (runs / "people" / "faces-1.npz").write_bytes(b"numbers that tell faces apart")
    now = desk(runs, 1)
    ann(now)
    shown = [person.name for person in now.persons()]
    what = runs if gone == "folder" else runs / "catalog.db"
    shutil.move(what, away)
    with pytest.raises(EnvError, match=r"catalog\.db is gone.*Nothing was saved"):
        attempt(now)
    assert not what.exists()
    assert [person.name for person in now.persons()] == shown, "nothing is shown that is not recorded"
    shutil.move(away, what)
    assert (runs / "people" / "faces-1.npz").is_file()
    with open_existing(runs / "catalog.db") as catalog:
        assert [word.value for word in people.assertions(catalog) if word.kind == "person"] == ["Ann"]
    now.say(naming.name(now.grouping, now.board.unnamed[:1], "Ben"))
    assert telling.named(now.grouping.said, "Ben"), "once it is back, work goes on"


def test_runs_without_a_catalogue_are_not_opened_with_an_empty_one(tmp_path: Path) -> None:
    desk(tmp_path, 1)
    for file in tmp_path.glob("catalog.db*"):
        file.unlink()
    with pytest.raises(EnvError, match=r"catalog\.db is gone"):
        existing(tmp_path, 1)
    assert not (tmp_path / "catalog.db").exists()
