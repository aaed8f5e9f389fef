from __future__ import annotations

import pytest

from runner.messages import word
from runner.text.duplicates.likeness import Other, contradiction, likeness

HERE = Other("DSC_0042.jpg", "run", "")


@pytest.mark.parametrize(
    ("other", "english", "german"),
    [
        (HERE, "DSC_0042.jpg", "DSC_0042.jpg"),
        (Other("a.jpg", "pending", "zoo"), "a.jpg (waiting in the set 'zoo')", "a.jpg (wartet im Set „zoo“)"),
        (
            Other("Heron_001.jpg", "published", "website"),
            "Heron_001.jpg (published to website)",
            "Heron_001.jpg (veröffentlicht auf website)",
        ),
    ],
)
def test_the_other_photo_is_named_as_a_person_finds_it(other: Other, english: str, german: str) -> None:
    message = likeness("caption", 1.0, other, in_series=False)
    assert word(message).startswith(f"Same caption as {english}; ")
    assert word(message, "de").startswith(f"Gleiche Bildunterschrift wie {german}; ")


def test_how_much_is_the_same_is_said_and_only_the_same_is_called_so() -> None:
    near = likeness("alt_text", 0.999, HERE, in_series=False)
    assert word(near).startswith("Shares 99% of its words with the alt text of DSC_0042.jpg")
    assert word(likeness("caption", 1.0, HERE, in_series=True)) == "Same caption as DSC_0042.jpg (same series)"
    assert word(likeness("alt_text", 1.0, HERE, in_series=True)) == "Same alt text as DSC_0042.jpg (same series)"
    assert likeness("keywords", 1.0, HERE, in_series=False).id == "duplicate_keywords.same"


@pytest.mark.parametrize("field", ["subject", "location"])
def test_a_contradiction_names_both_and_the_photo(field: str) -> None:
    said = word(contradiction(field, "egret", "heron", "DSC_0042.jpg"))
    assert said.startswith(f"The {field} is 'egret', but 'heron' in DSC_0042.jpg (same series)")
