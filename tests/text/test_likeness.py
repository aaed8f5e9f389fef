from __future__ import annotations

import pytest

from runner.text.duplicates.likeness import Other, likeness

HERE = Other("DSC_0042.jpg", "run", "")


@pytest.mark.parametrize(
    ("other", "named"),
    [
        (HERE, "(DSC_0042.jpg)"),
        (Other("a.jpg", "pending", "zoo"), "(a.jpg, waiting in the set 'zoo')"),
        (Other("Heron_001.jpg", "published", "website"), "(Heron_001.jpg, published at website)"),
    ],
)
def test_the_other_photo_is_named_as_a_person_finds_it(other: Other, named: str) -> None:
    assert named in likeness("caption", 1.0, other, in_series=False)


def test_how_much_is_the_same_is_said_and_only_the_same_is_called_so() -> None:
    assert "says the same already" in likeness("caption", 1.0, HERE, in_series=False)
    assert "nearly the same, 99 % of the words," in likeness("alt_text", 0.999, HERE, in_series=False)
    assert likeness("alt_text", 1.0, HERE, in_series=True).startswith("In its series another alt text tells the same")


@pytest.mark.parametrize("field", ["caption", "alt_text", "keywords"])
def test_what_would_make_it_differ_is_a_fact_of_the_photo(field: str) -> None:
    advice = likeness(field, 1.0, HERE, in_series=False)
    assert "only this" in advice or "this photo" in advice
    assert "add words" not in advice
