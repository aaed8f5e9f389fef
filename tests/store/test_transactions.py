"""Nested transactions of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.store import forgotten_people
from runner.store.catalog import open_catalog
from runner.store.transactions import durable, transaction

ONE, OTHER = (f"{digit * 16}-100200300400" for digit in "01")


def test_a_part_that_fails_is_taken_back_alone(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        with durable(catalog):
            forgotten_people.forget_places(catalog, "me", [ONE])
            with pytest.raises(KeyError), transaction(catalog):
                forgotten_people.forget_places(catalog, "me", [OTHER])
                raise KeyError
        assert forgotten_people.forgotten(catalog) == [ONE]


def test_what_fails_after_a_part_takes_the_part_back(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        with pytest.raises(KeyError), durable(catalog):
            forgotten_people.forget_places(catalog, "me", [ONE])
            raise KeyError
        assert forgotten_people.forgotten(catalog) == []
