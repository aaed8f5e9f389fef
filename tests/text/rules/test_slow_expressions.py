"""Regular expressions from strangers: some take practically forever on some texts."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from runner.errors import ItemError
from runner.text.rules import expression
from runner.text.rules.expression import Expression, matches

SLOW = r"(x+x+)+y"


@pytest.mark.parametrize("written", [r"(a+)+$", r"(a|aa)+$", r"^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_many_are_found_before_any_photo_is_read(written: str) -> None:
    with pytest.raises(ValidationError, match="takes too long"):
        TypeAdapter(Expression).validate_python(written)


def test_what_slips_through_fails_the_photo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "SEARCHED_S", 0.1)
    with pytest.raises(ItemError, match="took longer than") as caught:
        matches("x" * 5000, (SLOW,))
    assert caught.value.kind == "rules"


def test_the_words_stay_those_of_the_first_match() -> None:
    assert matches("ISO 400 at f/8", (r"ISO \d+", r"f/\d", r"none")) == ("ISO 400", "f/8")
