"""The latest statement counts, whatever the clocks of the people who made them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

import pytest
from publish_command import PHOTOS, Workplace

from runner.review.commands import decide
from runner.store import decisions


def _clock(year: int) -> type[datetime]:
    """A clock that stands in this year."""

    class Clock(datetime):
        @classmethod
        def now(cls, _zone: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime(year, 1, 1, tzinfo=UTC)

    return Clock


@pytest.fixture
def taken_back(work: Workplace, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """All photos are approved by a clock that is far ahead, published, and the first is taken back."""
    monkeypatch.setattr(decisions, "datetime", _clock(2099))
    work.decide("approved", range(PHOTOS))
    assert work.publish().returncode == 0
    name = work.rows()["item_id"][0]
    assert work.publish(f"publish.unpublish=[{name}]").returncode == 0
    return work


def test_an_approval_after_it_publishes_though_its_clock_is_behind(
    taken_back: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = len(taken_back.files())
    monkeypatch.setattr(decisions, "datetime", _clock(2001))
    taken_back.decide("approved", [0])
    taken_back.publish()
    assert len(taken_back.files()) > there


def test_an_approval_before_it_does_not_though_its_clock_is_ahead(taken_back: Workplace) -> None:
    there = taken_back.files()
    taken_back.publish()
    assert taken_back.files() == there


def test_taking_back_a_rejection_is_no_new_approval(work: Workplace) -> None:
    work.decide("approved", range(PHOTOS))
    assert work.publish().returncode == 0
    work.decide("rejected", [0], "she asked")
    item = work.rows()["item_id"][0]
    assert work.publish(f"publish.unpublish=[{item}]").returncode == 0
    there = work.files()
    assert decide.command(["travel", "undo", "reviewer=me", f"paths.runs={work.folder / 'runs'}"]) == 0
    assert work.rows()["decision"][0] == "approved"
    work.publish()
    assert work.files() == there
    work.decide("approved", [0])
    work.publish()
    assert len(work.files()) > len(there)
