"""Fixtures for tests of picks: a planted year that is made once."""

from __future__ import annotations

import pytest
from planted_year import Year, planted_year


@pytest.fixture(scope="session")
def year() -> Year:
    """3,000 photos of a year."""
    return planted_year(3_000, seed=1)
