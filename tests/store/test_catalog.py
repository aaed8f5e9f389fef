from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from runner.errors import EnvError
from runner.store import seals, soundness
from runner.store.catalog import open_catalog
from runner.store.names import NameRequest, claim_name, expected_names, reserve_names
from runner.store.transactions import transaction


def _request(item_id: str, prefix: str = "Heron_") -> NameRequest:
    return NameRequest(item_id, prefix, 3, ".jpg")


def _reserve(path: Path, *requests: NameRequest) -> list[str]:
    with open_catalog(path) as catalog:
        return [name for name, _ in reserve_names(catalog, requests)]


def test_numbers_count_up_for_each_prefix(tmp_path: Path) -> None:
    names = _reserve(tmp_path / "c.db", _request("a"), _request("b"), _request("c", "Crane_"))
    assert names == ["Heron_001.jpg", "Heron_002.jpg", "Crane_001.jpg"]


def test_an_item_keeps_its_name_and_a_new_one_continues(tmp_path: Path) -> None:
    first = _reserve(tmp_path / "c.db", _request("a"), _request("b"))
    assert _reserve(tmp_path / "c.db", _request("c"), _request("b"), _request("a")) == ["Heron_003.jpg", *first[::-1]]


def test_case_does_not_make_a_name_free(tmp_path: Path) -> None:
    _reserve(tmp_path / "c.db", _request("a"))
    assert _reserve(tmp_path / "c.db", _request("b", "HERON_")) == ["HERON_002.jpg"]


def test_the_same_text_from_another_prefix_is_taken_too(tmp_path: Path) -> None:
    _reserve(tmp_path / "c.db", NameRequest("a", "a_1", 1, ".jpg"))
    assert _reserve(tmp_path / "c.db", NameRequest("b", "a_", 2, ".jpg")) == ["a_01.jpg"]
    assert _reserve(tmp_path / "c.db", *[NameRequest(str(n), "a_", 2, ".jpg") for n in range(12)])[9] == "a_12.jpg"


def test_a_preview_gives_what_would_be_reserved_and_reserves_nothing(tmp_path: Path) -> None:
    wanted = [_request("b"), _request("a"), _request("c", "HERON_"), _request("d")]
    _reserve(tmp_path / "c.db", _request("a"))
    with open_catalog(tmp_path / "c.db") as catalog:
        expected = expected_names(catalog, wanted)
        assert expected == expected_names(catalog, wanted)
        assert reserve_names(catalog, wanted) == expected
    assert [name for name, _ in expected] == ["Heron_002.jpg", "Heron_001.jpg", "HERON_003.jpg", "Heron_004.jpg"]


def test_a_name_that_is_claimed_is_taken_for_good_and_leaves_the_numbers_alone(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "c.db") as catalog:
        assert claim_name(catalog, "a", "Heron_002.jpg")
        assert claim_name(catalog, "a", "Heron_002.jpg")
        assert not claim_name(catalog, "b", "HERON_002.JPG")
        names = reserve_names(catalog, [_request("b"), _request("c")])
    assert [name for name, _ in names] == ["Heron_001.jpg", "Heron_003.jpg"]


def test_two_processes_at_once_never_get_the_same_name(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    groups = [[_request(f"{process}-{n}") for n in range(50)] for process in range(4)]
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        names = [name for batch in pool.map(_reserve_group, [path] * 4, groups) for name in batch]
    assert len(set(names)) == 200


def _reserve_group(path: Path, requests: list[NameRequest]) -> list[str]:
    return _reserve(path, *requests)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "c.db") as catalog:
        with pytest.raises(ValueError, match="stop"), transaction(catalog):
            catalog.execute("INSERT INTO files (path, bytes, mtime_ns, sha256) VALUES (x'00', 1, 1, x'00')")
            raise ValueError("stop")
        assert catalog.execute("SELECT count(*) FROM files").fetchone() == (0,)


def test_a_newer_catalogue_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with open_catalog(path) as catalog:
        catalog.execute("PRAGMA user_version = 99")
    with pytest.raises(EnvError, match="newer version of this program: it has schema 99"), open_catalog(path):
        pass


def test_a_damaged_catalogue_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    path.write_bytes(b"this is no database at all, " * 100)
    with pytest.raises(EnvError, match="cannot be used"), open_catalog(path):
        pass


def test_what_this_process_left_sound_is_not_looked_through_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, looked = tmp_path / "c.db", []
    look_through = soundness.problems
    monkeypatch.setattr(soundness, "problems", lambda *given: looked.append(1) or look_through(*given))
    _reserve(path, _request("a"))
    assert len(looked) == 1
    _reserve(path, _request("b"))
    assert len(looked) == 1
    with closing(sqlite3.connect(path)) as other, other:
        seals.attach(other)
        other.execute("UPDATE names SET name = 'Stork_001.jpg' WHERE item_id = 'b'")
    _reserve(path, _request("c"))
    assert len(looked) == 2


def test_a_held_catalogue_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    with open_catalog(path):
        pass
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(EnvError, match="in use by another program"), open_catalog(path) as catalog:
            catalog.execute("PRAGMA busy_timeout = 50")
            reserve_names(catalog, [_request("a")])
    finally:
        holder.close()
