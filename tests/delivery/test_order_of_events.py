"""What was said last counts, whatever the clocks of those who said it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from publish_command import PHOTOS, Workplace


def _set_clock(work: Workplace, at: str) -> None:
    """Let the newest decision bear this time."""
    with closing(sqlite3.connect(work.folder / "runs/catalog.db")) as catalog, catalog:
        catalog.execute("UPDATE decisions SET at = ? WHERE id = (SELECT max(id) FROM decisions)", (at,))


@pytest.fixture
def taken_back(work: Workplace) -> Workplace:
    """All photos are published, and the first is taken back."""
    work.decide("approved", range(PHOTOS))
    _set_clock(work, "2099-01-01T00:00:00+00:00")
    assert work.publish().returncode == 0
    name = work.rows()["item_id"][0]
    assert work.publish(f"publish.unpublish=[{name}]").returncode == 0
    return work


def test_an_approval_after_it_publishes_though_its_clock_is_behind(taken_back: Workplace) -> None:
    there = len(taken_back.files())
    taken_back.decide("approved", [0])
    _set_clock(taken_back, "2001-01-01T00:00:00+00:00")
    taken_back.publish()
    assert len(taken_back.files()) > there


def test_an_approval_before_it_does_not_though_its_clock_is_ahead(taken_back: Workplace) -> None:
    with closing(sqlite3.connect(taken_back.folder / "runs/catalog.db")) as catalog, catalog:
        catalog.execute("UPDATE decisions SET at = '2099-01-01T00:00:00+00:00'")
    there = taken_back.files()
    taken_back.publish()
    assert taken_back.files() == there
