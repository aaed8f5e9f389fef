"""A person's preferences: durable, the newest counts, and they can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.store.catalog import open_catalog
from runner.store.preferences import Pair, prefer, preferences, withdraw

ONE = Pair("0" * 16, "run-a", "run-b")
TURNED = Pair("0" * 16, "run-b", "run-a")


def test_the_newest_choice_of_a_pair_stands_whichever_side_each_was_on(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        prefer(catalog, "s1", ONE, "left", "Ana")
        prefer(catalog, "s1", ONE, "tie", "Ben")
        prefer(catalog, "s1", TURNED, "both_bad", "Ana")
        prefer(catalog, "s2", ONE, "right", "Ana")
    with open_catalog(tmp_path / "catalog.db") as catalog:
        standing = preferences(catalog, "s1")
    assert [(each.reviewer, each.left, each.choice) for each in standing] == [
        ("Ben", "run-a", "tie"),
        ("Ana", "run-b", "both_bad"),
    ]


def test_a_choice_taken_back_leaves_the_others(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        prefer(catalog, "s1", ONE, "left", "Ana")
        prefer(catalog, "s1", ONE, "right", "Ben")
        withdraw(catalog, "s1", TURNED, "Ana")
        assert [each.reviewer for each in preferences(catalog, "s1")] == ["Ben"]


def test_another_word_is_no_choice(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="CHECK"), open_catalog(tmp_path / "catalog.db") as catalog:
        prefer(catalog, "s1", ONE, "middle", "Ana")  # type: ignore[arg-type]
