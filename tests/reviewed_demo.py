"""Fixtures: a small real run, made once, and copies of it to work on."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import program
import pytest

from runner.review import review_set
from runner.review.session import Session
from runner.store import runfile


def as_it_stands(run: Path) -> None:
    """Record the files of a run as they are now, as the run itself would do."""
    file = runfile.read(run)
    assert file is not None
    runfile.write(run, runfile.with_files(run, file))


@contextmanager
def held(runs: Path) -> Iterator[None]:
    """Hold a write lock on the catalogue, like another program that does not finish."""
    with closing(sqlite3.connect(runs / "catalog.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runs folder of a run over the demo set, with texts by the composer."""
    folder = tmp_path_factory.mktemp("reviewed")
    command = ["set=demo", "caption=composer", f"paths.runs={folder / 'runs'}"]
    program.run([*command, f"paths.photos={folder / 'photos'}"], folder, check=True)
    return folder / "runs"


@pytest.fixture
def runs(demo: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed. Renditions are shared."""
    copied = tmp_path / "runs"
    shutil.copytree(demo, copied, symlinks=True, ignore=shutil.ignore_patterns("renditions"))
    (copied / "renditions").symlink_to(demo / "renditions")
    return copied


@pytest.fixture
def run(runs: Path) -> Path:
    return (runs / "demo" / "latest").resolve()


@pytest.fixture
def session(run: Path, runs: Path) -> Session:
    return Session(review_set.read(run, runs), "Ada")
