"""The limit of bytes per second, over all threads."""

from __future__ import annotations

import pytest

from runner.publishing import place
from runner.publishing.place import BandwidthLimit


def test_blocks_wait_for_those_before_them(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(place.time, "monotonic", lambda: 100.0)
    monkeypatch.setattr(place.time, "sleep", slept.append)
    pace = BandwidthLimit(2.0)
    for _ in range(3):
        pace.spend(500_000)
    assert slept == pytest.approx([0.0, 0.25, 0.5])


def test_without_a_limit_nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(place.time, "sleep")
    BandwidthLimit(None).spend(10**12)
