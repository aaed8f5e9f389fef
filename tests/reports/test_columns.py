from __future__ import annotations

import pytest

from runner import evidence
from runner.errors import ConfigError
from runner.reports import columns
from runner.schema import ReviewRow


def test_every_column_of_every_table_has_its_meaning() -> None:
    for row_type in columns.described().values():
        text = columns.markdown(row_type)
        for name in evidence.columns(row_type):
            assert f"| `{name}` |" in text, f"{row_type.__name__}.{name} has no comment"


def test_one_table_is_printed_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert columns.command(["review"]) == 0
    said = capsys.readouterr().out
    assert said.count("| `") == len(evidence.columns(ReviewRow))
    assert "| `keywords` | list of str |" in said


def test_an_unknown_table_is_a_sentence() -> None:
    with pytest.raises(ConfigError, match="reviews: there is no such table"):
        columns.command(["reviews"])
