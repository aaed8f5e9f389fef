"""A review whose catalogue is missing or cannot be written: it can be viewed, and no edit is misplaced."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runner import cli
from runner.errors import EnvError
from runner.intake import recent_sets
from runner.review import review_set
from runner.review.session import Session

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(runs: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def one(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.run([*words, f"paths.runs={runs}"])
        said = capsys.readouterr()
        return code, said.out + said.err

    return one


def lose(runs: Path) -> None:
    for each in runs.glob("catalog.db*"):
        each.unlink()


def test_looking_makes_no_catalogue(runs: Path, call: Call) -> None:
    lose(runs)
    assert call("rows", "demo", "outcome:passed")[1].endswith("6 photos\n")
    assert "nobody has done anything" in call("history", "demo", "name:_MG_5120")[1]
    assert call("decide", "demo", "approve", "outcome:passed", "dry_run=true")[0] == 0
    assert call("edit", "demo", "name:_MG_5120", "location=Beijing", "dry_run=true")[0] == 0
    assert not list(runs.glob("catalog.db*"))


def test_nothing_else_that_looks_makes_one(run: Path, runs: Path, tmp_path: Path, call: Call) -> None:
    """Otherwise words would go into an empty one, once the start page was open or an export was made."""
    lose(runs)
    assert recent_sets.waiting(run, runs).approved == 0
    call("export", "demo", f"out={tmp_path / 'export'}")
    code, said = call("set=demo", "graph=publish", "publish.dry_run=true")
    assert code == 3
    assert "catalog.db is gone" in said
    assert not list(runs.glob("catalog.db*"))


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "demo", "approve", "outcome:passed"),
        ("edit", "demo", "name:_MG_5120", "location=Beijing"),
        ("cull", "demo", "keep=2", "label=green", "yes=true"),
        ("carry", "demo", "yes=true"),
    ],
)
def test_a_first_word_is_refused_and_makes_no_catalogue(runs: Path, call: Call, words: tuple[str, ...]) -> None:
    lose(runs)
    code, said = call(*words)
    assert not list(runs.glob("catalog.db*")), said
    if words[0] != "carry":  # where nobody has said anything there is nothing to carry
        assert code == 3
        assert "catalog.db is missing" in said
        assert "catalog=new" in said


def test_a_new_one_is_begun_when_a_person_says_so(runs: Path, call: Call) -> None:
    lose(runs)
    code, said = call("decide", "demo", "approve", "outcome:passed", "catalog=new")
    assert (code, said) == (0, "Approved 6 photos.\n")
    code, said = call("decide", "demo", "approve", "outcome:passed", "catalog=new")
    assert code == 2
    assert "already exists" in said


def test_one_that_is_put_back_is_used(run: Path, runs: Path, tmp_path: Path) -> None:
    Session(review_set.read(run, runs), "Bert").approve([0, 1, 2, 3])
    kept = shutil.copytree(runs, tmp_path / "kept", symlinks=True)
    lose(runs)
    session = Session(review_set.read(run, runs), "Ada")
    with pytest.raises(EnvError, match="is missing"):
        session.rate([5], "stars", 3)
    for each in kept.glob("catalog.db*"):
        shutil.copy2(each, runs / each.name)
    session.rate([5], "stars", 3)
    assert session.snapshot.rating(session.snapshot.items[5], "stars") == 3
    assert [item for item in session.snapshot.items[:4] if session.snapshot.decision(item)]


def test_one_that_goes_while_it_is_looked_at_is_not_taken_for_empty(session: Session, runs: Path) -> None:
    lose(runs)
    with pytest.raises(EnvError, match="is gone"):
        session.refresh()
    with pytest.raises(EnvError, match="is gone"):
        session.history(session.snapshot.items[0])
    with pytest.raises(EnvError, match="is gone"):
        session.rate([5], "stars", 3)
    assert not list(runs.glob("catalog.db*"))


def unprivileged(runs: Path, *words: str) -> tuple[int, str]:
    """A command by somebody who is bound by the permissions of files, as root is not."""
    if shutil.which("setpriv") is None:
        pytest.skip("there is no setpriv")
    command = [sys.executable, "-m", "runner", *words, f"paths.runs={runs}"]
    bound = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(bound, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def read_only(session: Session, runs: Path) -> Path:
    """The runs folder with a word in it, and nothing that may be written."""
    (place,) = session.find("name:_MG_5120")
    session.edit({place: {"location": "Beijing, China", "file_name": "palace"}}, "x")
    session.approve(session.find("outcome:passed"))
    for each in (*runs.glob("catalog.db*"), runs):
        each.chmod(each.stat().st_mode & ~0o222)
    return runs


def test_a_read_only_folder_is_shown_with_what_people_said(read_only: Path) -> None:
    before = {each.name: each.stat().st_mtime_ns for each in read_only.iterdir()}
    code, said = unprivileged(read_only, "rows", "demo", "decision:approved location:beijing", "columns=location")
    assert code == 0, said
    assert "Beijing, China" in said
    code, said = unprivileged(read_only, "history", "demo", "name:_MG_5120")
    assert code == 0, said
    assert "Ada" in said
    code, said = unprivileged(read_only, "decide", "demo", "reject", "name:_MG_5120", "reason=dark")
    assert code == 3
    assert "it is read-only" in said
    code, said = unprivileged(read_only, "edit", "demo", "name:_MG_5120", "subject=gate")
    assert code == 3
    assert "it is read-only" in said
    assert {each.name: each.stat().st_mtime_ns for each in read_only.iterdir()} == before


def test_what_a_killed_program_left_beside_it_is_read_too(read_only: Path) -> None:
    """Its newest words are in the write-ahead log."""
    read_only.chmod(0o755)
    (read_only / "catalog.db").chmod(0o644)
    does = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA wal_autocheckpoint = 0');"
        "from runner.store.decisions import *; from runner.store import seals;"
        "seals.attach(c); c.isolation_level = None;"
        "item = c.execute('SELECT item_id FROM edits').fetchone()[0];"
        "record(c, ReviewContext('demo', 'x', 'Bert'), [Edit(item, 'location', 'Xian, China')], []);"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", does, str(read_only / "catalog.db")], check=False, timeout=60)
    assert (read_only / "catalog.db-wal").stat().st_size
    for each in (*read_only.glob("catalog.db*"), read_only):
        each.chmod(each.stat().st_mode & ~0o222)
    code, said = unprivileged(read_only, "rows", "demo", "name:_MG_5120", "columns=location")
    assert code == 0, said
    assert "Xian, China" in said
