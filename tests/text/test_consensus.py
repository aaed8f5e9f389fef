from __future__ import annotations

import pytest

from runner.text.claims.consensus import consensus

AIRLINER, GLIDER, BIRD = (
    ("airliner", "aircraft", "vehicle"),
    ("glider", "aircraft", "vehicle"),
    ("heron", "bird", "animal"),
)


def test_the_most_particular_common_term_is_suggested() -> None:
    found = consensus({"classifier": [AIRLINER] * 7 + [GLIDER] * 3}, 10)
    assert found.suggestion is not None
    assert (found.suggestion.term, found.suggestion.photos) == ("airliner", 7)
    mixed = consensus({"classifier": [AIRLINER] * 5 + [GLIDER] * 5}, 10)
    assert mixed.suggestion is not None
    assert mixed.suggestion.term == "aircraft"


def test_photos_of_which_nothing_is_said_count_against_it() -> None:
    assert consensus({"classifier": [AIRLINER] * 6 + [()] * 4}, 10).suggestion is None
    assert consensus({"classifier": [AIRLINER] * 6}, 10).suggestion is None


def test_photos_without_anything_in_common_have_no_subject() -> None:
    assert consensus({"classifier": [AIRLINER] * 5 + [BIRD] * 5}, 10).standings == ()


def test_a_specialist_outranks_any_number_of_generalists_and_their_disagreement_is_told() -> None:
    said = {
        "classifier": [AIRLINER] * 7 + [()] * 3,
        "embeddings": [("bird",)] * 10,
        "captioner": [("bird", "sky")] * 10,
    }
    found = consensus(said, 10)
    assert found.suggestion is not None
    assert found.suggestion.term == "airliner"
    assert (found.agreeing, found.opposed) == ((), ("embeddings", "captioner"))


def test_a_more_general_word_agrees() -> None:
    found = consensus({"classifier": [AIRLINER] * 10, "captioner": [("Aircraft", "sky")] * 10}, 10)
    assert (found.agreeing, found.opposed) == (("captioner",), ())


def test_a_generalist_is_followed_where_the_specialist_is_not_sure() -> None:
    found = consensus({"classifier": [()] * 10, "captioner": [("Lighthouse", "sea")] * 10}, 10)
    assert found.suggestion is not None
    assert (found.suggestion.source, found.suggestion.term) == ("captioner", "Lighthouse")


@pytest.mark.parametrize("word", ["photo", "Macro", "HDR", "image"])
def test_a_word_that_names_no_subject_is_none(word: str) -> None:
    assert consensus({"captioner": [(word,)] * 10}, 10).suggestion is None
