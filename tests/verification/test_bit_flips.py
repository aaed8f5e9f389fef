from __future__ import annotations

import logging
from pathlib import Path

import pytest
from bit_flips import Outcome, many


@pytest.mark.parametrize("count", [20, pytest.param(5000, marks=pytest.mark.slow)])
def test_no_flipped_bit_gives_a_wrong_value_a_crash_or_a_set_that_is_stuck(count: int, tmp_path: Path) -> None:
    logging.disable()
    try:
        outcome = many(tmp_path, count, seed=count)
    finally:
        logging.disable(logging.NOTSET)
    print(sorted(outcome.counts.items()))
    assert outcome.wrong == []
    assert sum(outcome.counts.values()) == count
    assert _noticed(outcome) >= 0.8 * count, "what is harmless is room that nothing is written in"


def _noticed(outcome: Outcome) -> int:
    return sum(count for (_, what), count in outcome.counts.items() if what != "harmless")
