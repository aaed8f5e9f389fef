from __future__ import annotations

import logging
from pathlib import Path

import pytest
from replaced_photos import many


@pytest.mark.parametrize("runs", [12, pytest.param(200, marks=pytest.mark.slow)])
def test_no_row_is_of_other_bytes_than_its_identity_says(runs: int, tmp_path: Path) -> None:
    logging.disable()
    try:
        outcome = many(tmp_path, runs, seed=runs)
    finally:
        logging.disable(logging.NOTSET)
    print(outcome.runs, outcome.changes, outcome.good, outcome.failed)
    assert outcome.wrong == []
    assert outcome.good > 8 * runs
    assert outcome.changes > runs / 3
