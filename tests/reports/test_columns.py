from __future__ import annotations

import pytest

from runner.errors import ConfigError
from runner.reports import columns
from runner.schema import AttemptRow, DuplicateRow, ReviewRow, Row
from runner.stages.read import LineRow
from runner.store import evidence


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


@pytest.mark.parametrize(
    ("stored", "row_type"),
    [("attempts", AttemptRow), ("duplicates", DuplicateRow), ("rows", ReviewRow), ("read", LineRow)],
)
def test_a_table_is_found_by_the_name_of_its_file_too(
    stored: str, row_type: type[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    assert columns.command([stored]) == 0
    assert capsys.readouterr().out.startswith(f"**{row_type.__name__}**")


def test_an_unknown_table_is_a_sentence() -> None:
    with pytest.raises(ConfigError, match="reviews: there is no such table"):
        columns.command(["reviews"])
