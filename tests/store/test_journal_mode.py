from __future__ import annotations

import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from runner.errors import EnvError
from runner.store import journal_mode
from runner.store.catalog import open_catalog
from runner.store.decisions import PhotoDecision, ReviewContext, changes_since, record
from runner.store.journal_mode import file_system
from runner.store.transactions import transaction

_MADE_EARLIER = Path(__file__).parents[1] / "fixtures" / "runs_of_0.1.0.tar.xz"


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder is on a network drive."""
    monkeypatch.setattr(journal_mode, "file_system", lambda folder: "nfs4")


def _mode(catalog: sqlite3.Connection) -> str:
    return str(catalog.execute("PRAGMA journal_mode").fetchone()[0])


def _decide(path: Path, *items: str) -> None:
    with open_catalog(path) as catalog:
        record(
            catalog,
            ReviewContext("birds", "run", "Ada"),
            [],
            [PhotoDecision(item, "approved", "hash") for item in items],
        )


def test_here_there_is_a_write_ahead_log(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.db", tell=pytest.fail) as catalog:
        assert _mode(catalog) == "wal"


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "fuse.sshfs", "vboxsf"])
def test_on_a_network_drive_there_is_none_and_it_is_said_once(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_mode, "file_system", lambda folder: kind)
    path, said = tmp_path / "catalog.db", list[str]()
    for _ in range(3):
        with open_catalog(path, tell=said.append) as catalog:
            assert _mode(catalog) == "truncate"
            assert catalog.execute("PRAGMA synchronous").fetchone() == (2,), "FULL, for ledger and caches too"
    _decide(path, "a")
    assert not [each for each in tmp_path.iterdir() if each.name.endswith(("-wal", "-shm"))]
    assert len(said) == 1
    assert f"{tmp_path} is on a drive of the kind {kind}," in said[0]


def test_two_connections_take_turns_on_a_network_drive(tmp_path: Path, network: None) -> None:
    path = tmp_path / "catalog.db"
    with open_catalog(path) as run:
        with transaction(run):
            run.execute("INSERT INTO files (path, bytes, mtime_ns, sha256) VALUES (x'00', 1, 1, x'00')")
        _decide(path, "a", "b")
        assert changes_since(run, "birds").decisions.keys() == {"a", "b"}


def test_a_catalogue_with_a_log_moves_to_a_network_drive_without_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "catalog.db"
    killed = (
        "import os; from pathlib import Path\n"
        "from runner.store.catalog import open_catalog; from runner.store.decisions import *\n"
        f"with open_catalog(Path({str(path)!r})) as catalog:\n"
        "    record(catalog, ReviewContext('birds', 'run', 'Ada'), [], [PhotoDecision('a', 'approved', 'hash')])\n"
        "    os._exit(0)\n"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    subprocess.run([sys.executable, "-c", killed], check=True, timeout=60, env=environment)
    assert path.with_name("catalog.db-wal").stat().st_size, "the decision is in the log alone"
    monkeypatch.setattr(journal_mode, "file_system", lambda folder: "cifs")
    with open_catalog(path) as catalog:
        assert changes_since(catalog, "birds").decisions.keys() == {"a"}
    assert not path.with_name("catalog.db-wal").exists()
    monkeypatch.undo()
    with open_catalog(path) as catalog:
        assert _mode(catalog) == "wal", "and back"
        assert changes_since(catalog, "birds").decisions.keys() == {"a"}


@pytest.mark.parametrize("kind", ["ext4", "nfs4"])
def test_a_catalogue_of_an_earlier_version_keeps_every_row(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(_MADE_EARLIER) as archive:
        archive.extractall(tmp_path, filter="data")
    (path,) = tmp_path.rglob("catalog.db")
    tables = _columns(path)
    before = _rows(path, tables)  # a later version may rename a column, and adds them behind the last one
    assert before["decisions"]
    assert before["parts"]
    monkeypatch.setattr(journal_mode, "file_system", lambda folder: kind)
    with open_catalog(path):
        pass
    assert _rows(path, tables) == before


def _columns(path: Path) -> dict[str, int]:
    """How many columns each table has."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {table: len(connection.execute(f"PRAGMA table_info({table})").fetchall()) for table in tables}
    connection.close()
    return found


def _rows(path: Path, tables: Mapping[str, int]) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    rows = {
        table: sorted((row[:width] for row in connection.execute(f"SELECT * FROM {table}")), key=repr)
        for table, width in tables.items()
    }
    connection.close()
    return rows


def test_a_drive_that_gives_another_journal_than_asked_for_gets_a_rollback_journal(tmp_path: Path) -> None:
    """SQLite answers with the journal it keeps; here it keeps none, as for a database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(EnvError, match="its journal stays 'memory'"):
        journal_mode.choose_journal(connection, tmp_path / "catalog.db", 1, pytest.fail)
    connection.close()


def test_a_log_that_another_program_uses_is_not_taken_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalog.db"
    with open_catalog(path) as other:
        other.execute("SELECT count(*) FROM files").fetchone()
        monkeypatch.setattr(journal_mode, "file_system", lambda folder: "nfs4")
        with pytest.raises(EnvError, match="in use by another program"), open_catalog(path, 0.1):
            pass
    with open_catalog(path) as catalog:
        assert _mode(catalog) == "truncate"


_MOUNTS = r"""
22 1 8:1 / / rw - ext4 /dev/root rw
30 22 0:40 / /home/ada/Photo\040server rw,relatime shared:1 - nfs4 server:/photos rw
31 30 8:2 / /home/ada/Photo\040server/local rw - xfs /dev/sdb rw
32 22 0:41 / /mnt rw - ext4 /dev/sdc rw
33 22 0:42 / /mnt rw - cifs //server/share rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ada/runs", "ext4"),
        ("/home/ada/Photo server", "nfs4"),
        ("/home/ada/Photo server/2024/runs", "nfs4"),
        ("/home/ada/Photo server/local/runs", "xfs"),
        ("/home/ada/Photo servers", "ext4"),
        ("/mnt/runs", "cifs"),
    ],
)
def test_the_kind_of_a_drive_is_that_of_the_nearest_mount(
    folder: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(_MOUNTS.strip() + "\n")
    monkeypatch.setattr(journal_mode, "_MOUNTS", mounts)
    assert file_system(Path(folder)) == kind


def test_where_nothing_tells_the_kind_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_mode, "_MOUNTS", tmp_path / "missing")
    assert file_system(tmp_path) is None
