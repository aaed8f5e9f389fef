"""A stranger's configuration is refused with a message: nothing is executed, written elsewhere or revealed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_configurations import CASES, HELD, Case

from runner import cli, user_folder

SECRET = "hunter2-canary-4711"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder to work in, with secrets in the environment and in a file."""
    for folder in ("stranger", "outside", "secrets", "work", "empty"):
        (tmp_path / folder).mkdir()
    (tmp_path / "secrets/file.yaml").write_text(f"password: {SECRET}\n")
    for name in ("CANARY", "PUBLISH_FTP_PASSWORD", "PUBLISH_MYSQL_PASSWORD"):
        monkeypatch.setenv(name, SECRET)
    monkeypatch.chdir(tmp_path / "work")
    yield tmp_path
    user_folder.choose([])


def _laid_out(case: Case, place: Path) -> list[str]:
    """The words of the command, with the stranger's files in their folder."""
    for name, content in case.files.items():
        path = place / "stranger" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        data = data.replace(b"OUTSIDE", bytes(place / "outside")).replace(b"PHOTOS", bytes(place / "empty"))
        path.write_bytes(data.replace(b"SECRET", SECRET.encode()))
    for name, target in case.links.items():
        (place / "stranger" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "stranger" / name).symlink_to(place / target)
    words = [each.replace("SECRET", SECRET) for each in case.arguments]
    return [*words, "caption=composer", "--config-dir", str(place / "stranger")]


def _files(place: Path) -> dict[str, bytes]:
    """Everything outside the runs folder."""
    found = (path for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path): path.read_bytes() for path in found if not path.is_relative_to(place / "work/runs")}


def _folders(place: Path) -> set[str]:
    return {str(path) for path in place.rglob("*") if path.is_dir() and not path.is_relative_to(place / "work/runs")}


def _named() -> Iterator[object]:
    """Every case; of those that are many of one kind most are slow."""
    often = [name for name in CASES if name.startswith(("set called ", "resolver "))][3:]
    for name in CASES | HELD:
        yield pytest.param(name, marks=pytest.mark.slow if name in often else ())


@pytest.mark.parametrize("name", [*_named()])
def test_nothing_is_run_written_elsewhere_or_shown(name: str, place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case = (CASES | HELD)[name]
    words = _laid_out(case, place)
    before = _files(place), _folders(place)
    code = cli.run(words)
    said = "".join(capfd.readouterr())
    assert (code, re.search(case.said, said) is not None) == (case.code, True), said
    assert (_files(place), _folders(place)) == before
    assert SECRET not in said
    assert "Traceback" not in said
    assert len(said) < 4000
    written = [path for path in (place / "work").rglob("*") if path.is_file()]
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]
    if code == 2:
        assert not written  # of a run that was refused nothing is left


def test_there_are_at_least_sixty() -> None:
    assert len(CASES) >= 60


def test_a_pipe_is_no_file(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (place / "stranger/set").mkdir()
    os.mkfifo(place / "stranger/set/strange.yaml")
    assert cli.run(["set=strange", "--config-dir", str(place / "stranger")]) == 2
    assert "strange" in capfd.readouterr().err
