"""A disk that is full for one file after another of those that a command writes: a message, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

RUNNER = Path(sys.executable).parent / "runner"
PREPARE = ("set=demo", "caption=composer", "executor.processes=1")
PUBLISH = ("set=demo", "graph=publish", "publish.yes=true")
SWEEP = ("-m", *PREPARE, "repair=default,off")
DECIDE = ("decide", "demo", "approve", "outcome:passed")
EDIT = ("edit", "demo", "outcome:passed", "keywords+=zebra")


@dataclass(frozen=True)
class Case:
    """Files whose path holds `full` take nothing; what the command then ends with."""

    full: str
    command: tuple[str, ...]
    code: int = 3
    again: int = 0  # with space
    fresh: bool = False  # without runs that are there
    slow: bool = True


CASES = {
    "run.json": Case("run.json", PREPARE),
    "parts": Case("/part-", PREPARE, fresh=True, slow=False),
    "rows": Case("/rows.parquet", PREPARE, slow=False),
    "sources": Case("/sources.parquet", PREPARE, fresh=True),
    "report": Case("/report.html", PREPARE, slow=False),
    "catalogue": Case("/catalog.db", PREPARE, fresh=True),
    "renditions": Case("/renditions/", PREPARE, fresh=True),
    "log": Case("/runner.log", PREPARE, code=0, slow=False),
    "configuration": Case("/.hydra/", PREPARE),
    "weights": Case("/weights.json", PREPARE, fresh=True, code=0),  # a packaged classifier needs no record
    "regression": Case("/regression.parquet", (*PREPARE, "regression=approved")),
    "budget": Case("/left.parquet", (*PREPARE, "limits.max_minutes=0.0001"), fresh=True, again=5),
    "publish: run.json": Case("run.json", PUBLISH),
    "publish: rows": Case("/evidence/publish", PUBLISH),
    "publish: report": Case("/publish.html", PUBLISH),
    "publish: catalogue": Case("/catalog.db", PUBLISH),
    "publish: files": Case("/published/2", PUBLISH, code=1),
    "publish: table": Case("/photos.db", PUBLISH, code=1),
    "sweep": Case("/sweep.json", SWEEP),
    "sweep: page": Case("/comparison.html", SWEEP),
    "sweep: figures": Case("/comparison.parquet", SWEEP),
    "decisions": Case("/catalog.db", DECIDE),
    "edits": Case("/catalog.db", EDIT, slow=False),
    "rows as CSV": Case("/out.csv", ("rows", "demo", "out=out.csv")),
    "rows as Parquet": Case("/out.parquet", ("rows", "demo", "out=out.parquet")),
    "rows as JSON": Case("/out.json", ("rows", "demo", "out=out.json")),
    "rows as lines": Case("/out.jsonl", ("rows", "demo", "out=out.jsonl")),
    "export": Case("examples/train", ("export", "demo", "out=out")),
    "export as CSV": Case("examples/train", ("export", "demo", "out=out", "format=csv")),
    "export as lines": Case("examples/train", ("export", "demo", "out=out", "format=jsonl")),
    "export: card": Case("README.md", ("export", "demo", "out=out")),
    "check": Case("found.parquet", ("check", "texts.csv", "out=found.parquet")),
}


@pytest.fixture(scope="session")
def full_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library to be loaded before libc."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler, as the installation does")
    made = tmp_path_factory.mktemp("full") / "full_disk.so"
    source = Path(__file__).with_suffix("").with_name("full_disk.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return made


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a finished run of the demo whose photos are approved."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "texts.csv").write_text("caption\nA beautiful cat.\n")
    for command in (PREPARE, DECIDE):
        assert _run(folder, command).returncode == 0
    return folder


def _run(folder: Path, command: tuple[str, ...], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RUNNER, *command], cwd=folder, capture_output=True, text=True, timeout=200, check=False,
        stdin=subprocess.DEVNULL, env={**os.environ, "COLUMNS": "200", **environment},
    )  # fmt: skip


def _named() -> list[object]:
    return [pytest.param(name, marks=pytest.mark.slow if case.slow else ()) for name, case in CASES.items()]


@pytest.mark.parametrize("name", _named())
def test_a_full_disk_is_a_sentence_and_nothing_is_lost(
    name: str, full_disk: Path, prepared: Path, tmp_path: Path
) -> None:
    case, folder = CASES[name], tmp_path / "w"
    shutil.copytree(prepared, folder, symlinks=True, ignore=shutil.ignore_patterns("runs") if case.fresh else None)
    ended = _run(folder, case.command, LD_PRELOAD=str(full_disk), FULL_DISK=case.full)
    said = ended.stdout + ended.stderr
    assert ended.returncode == case.code, said
    assert "Traceback" not in said
    assert "Logging error" not in said
    if case.code == 3:
        assert any(words in said for words in ("No space left", "is full", "disk I/O error", "took only a part")), said
    assert not [path for path in folder.rglob("*.tmp") if "runs" not in path.parts]
    again = _run(folder, case.command)
    assert again.returncode == case.again, again.stdout + again.stderr
